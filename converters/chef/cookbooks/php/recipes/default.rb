package 'php-cli'
package 'php-cgi'

package 'libxml2-dev'
package 'libxslt1-dev'

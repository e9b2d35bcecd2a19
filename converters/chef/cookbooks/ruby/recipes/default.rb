package 'ruby'
package 'ruby-dev'

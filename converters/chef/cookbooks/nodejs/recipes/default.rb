package 'nodejs'
package 'npm'

package 'python3'
package 'python3-dev'
package 'python3-venv'
package 'python3-pip'

package 'npm'

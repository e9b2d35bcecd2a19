package 'htop'

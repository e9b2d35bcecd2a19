package 'python3-pip'

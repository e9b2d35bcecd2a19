package 'zip'

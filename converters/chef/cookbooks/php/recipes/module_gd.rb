package 'php-gd'

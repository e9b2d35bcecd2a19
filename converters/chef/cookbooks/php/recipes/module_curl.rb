package 'php-curl'

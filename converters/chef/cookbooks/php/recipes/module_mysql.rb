package 'php-mysql'

package 'php-pgsql'

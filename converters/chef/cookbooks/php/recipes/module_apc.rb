package 'php-apcu'

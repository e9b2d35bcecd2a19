package 'php-xml'

package 'php-memcached'

package 'php-memcache'

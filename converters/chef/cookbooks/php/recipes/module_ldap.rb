package 'php-ldap'

package 'php-sqlite3'

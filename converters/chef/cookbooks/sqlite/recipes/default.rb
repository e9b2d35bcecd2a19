package 'sqlite3'

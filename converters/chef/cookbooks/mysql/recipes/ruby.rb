package 'ruby-mysql2'

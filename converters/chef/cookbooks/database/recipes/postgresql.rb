package 'ruby-pg'

package 'postgresql-client'

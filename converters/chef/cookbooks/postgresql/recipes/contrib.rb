package 'postgresql-contrib'

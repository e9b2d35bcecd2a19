package 'nodejs'

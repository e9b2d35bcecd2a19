package 'rsync'

package 'subversion'

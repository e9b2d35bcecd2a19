package 'ant'

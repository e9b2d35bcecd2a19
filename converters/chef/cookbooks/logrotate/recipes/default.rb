package 'logrotate'

package 'openssl'

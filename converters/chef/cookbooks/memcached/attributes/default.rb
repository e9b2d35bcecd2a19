default['memcached']['memory'] = 64
default['memcached']['port'] = 11_211
default['memcached']['listen'] = '0.0.0.0'
default['memcached']['maxconn'] = 1024
default['memcached']['user'] = 'memcache'

default['apache']['package'] = 'apache2'
default['apache']['service_name'] = 'apache2'
default['apache']['dir'] = '/etc/apache2'
default['apache']['log_dir'] = '/var/log/apache2'
default['apache']['user'] = 'www-data'
default['apache']['group'] = 'www-data'
default['apache']['docroot_dir'] = '/var/www/html'
default['apache']['listen'] = ['*:80']

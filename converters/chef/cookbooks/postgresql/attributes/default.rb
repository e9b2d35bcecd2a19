default['postgresql']['dir'] = '/etc/postgresql/15/main'
default['postgresql']['version'] = '15'
default['postgresql']['server']['service_name'] = 'postgresql'

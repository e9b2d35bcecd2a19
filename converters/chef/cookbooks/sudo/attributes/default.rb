default['authorization']['sudo']['prefix'] = '/etc'
default['authorization']['sudo']['groups'] = ['sysadmin']
default['authorization']['sudo']['users'] = []
default['authorization']['sudo']['include_sudoers_d'] = false

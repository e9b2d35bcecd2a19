execute 'a2enmod auth_basic' do
  creates '/etc/apache2/mods-enabled/auth_basic.load'
  notifies :restart, 'service[apache2]'
end

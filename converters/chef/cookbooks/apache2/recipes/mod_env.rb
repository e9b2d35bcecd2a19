execute 'a2enmod env' do
  creates '/etc/apache2/mods-enabled/env.load'
  notifies :restart, 'service[apache2]'
end

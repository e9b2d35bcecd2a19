execute 'a2enmod expires' do
  creates '/etc/apache2/mods-enabled/expires.load'
  notifies :restart, 'service[apache2]'
end

execute 'a2enmod headers' do
  creates '/etc/apache2/mods-enabled/headers.load'
  notifies :restart, 'service[apache2]'
end

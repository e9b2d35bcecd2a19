execute 'a2enmod ssl' do
  creates '/etc/apache2/mods-enabled/ssl.load'
  notifies :restart, 'service[apache2]'
end

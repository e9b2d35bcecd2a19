execute 'a2enmod mime' do
  creates '/etc/apache2/mods-enabled/mime.load'
  notifies :restart, 'service[apache2]'
end

execute 'a2enmod deflate' do
  creates '/etc/apache2/mods-enabled/deflate.load'
  notifies :restart, 'service[apache2]'
end

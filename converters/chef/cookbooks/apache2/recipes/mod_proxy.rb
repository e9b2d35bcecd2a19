execute 'a2enmod proxy' do
  creates '/etc/apache2/mods-enabled/proxy.load'
  notifies :restart, 'service[apache2]'
end

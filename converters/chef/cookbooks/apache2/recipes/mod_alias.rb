execute 'a2enmod alias' do
  creates '/etc/apache2/mods-enabled/alias.load'
  notifies :restart, 'service[apache2]'
end

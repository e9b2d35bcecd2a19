execute 'a2enmod dir' do
  creates '/etc/apache2/mods-enabled/dir.load'
  notifies :restart, 'service[apache2]'
end

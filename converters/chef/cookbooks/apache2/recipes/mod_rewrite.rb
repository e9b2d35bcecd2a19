execute 'a2enmod rewrite' do
  creates '/etc/apache2/mods-enabled/rewrite.load'
  notifies :restart, 'service[apache2]'
end

execute 'a2enmod proxy_http' do
  creates '/etc/apache2/mods-enabled/proxy_http.load'
  notifies :restart, 'service[apache2]'
end

define :apache_conf, enable: true do
  execute "#{params[:enable] ? 'a2enconf' : 'a2disconf'} #{params[:name]}" do
    notifies :reload, 'service[apache2]'
  end
end

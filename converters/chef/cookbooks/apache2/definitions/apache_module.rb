define :apache_module, enable: true do
  execute "#{params[:enable] ? 'a2enmod' : 'a2dismod'} #{params[:name]}" do
    notifies :restart, 'service[apache2]'
  end
end

define :apache_site, enable: true do
  if params[:enable]
    execute "a2ensite #{params[:name]}" do
      notifies :reload, 'service[apache2]'
    end
  else
    execute "a2dissite #{params[:name]}" do
      notifies :reload, 'service[apache2]'
    end
  end
end

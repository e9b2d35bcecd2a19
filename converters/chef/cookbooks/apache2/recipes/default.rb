package node['apache']['package']

service 'apache2' do
  service_name node['apache']['service_name']
  supports status: true, restart: true, reload: true
  action [:enable, :start]
end

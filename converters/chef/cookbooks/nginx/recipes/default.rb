package node['nginx']['package_name']

service 'nginx' do
  supports status: true, restart: true, reload: true
  action [:enable, :start]
end

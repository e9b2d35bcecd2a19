package node['mysql']['server']['package']

service 'mariadb' do
  action [:enable, :start]
end

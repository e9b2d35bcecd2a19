package 'munin-node'

service 'munin-node' do
  action [:enable, :start]
end

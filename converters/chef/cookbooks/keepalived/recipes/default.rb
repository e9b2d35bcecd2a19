package 'keepalived'

service 'keepalived' do
  action [:enable, :start]
end

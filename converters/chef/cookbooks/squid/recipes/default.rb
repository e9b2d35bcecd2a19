package 'squid'

service 'squid' do
  action [:enable, :start]
end

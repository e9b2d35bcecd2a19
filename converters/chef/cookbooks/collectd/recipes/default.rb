package 'collectd'

service 'collectd' do
  action [:enable, :start]
end

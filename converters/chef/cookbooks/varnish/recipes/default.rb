package 'varnish'

service 'varnish' do
  action [:enable, :start]
end

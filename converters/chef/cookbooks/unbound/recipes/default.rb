package 'unbound'

service 'unbound' do
  action [:enable, :start]
end

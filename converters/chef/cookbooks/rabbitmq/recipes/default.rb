package 'rabbitmq-server'

service 'rabbitmq-server' do
  action [:enable, :start]
end

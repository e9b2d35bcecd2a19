package 'beanstalkd'

service 'beanstalkd' do
  action [:enable, :start]
end

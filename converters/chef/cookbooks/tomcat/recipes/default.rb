package 'tomcat10'

service 'tomcat10' do
  action [:enable, :start]
end

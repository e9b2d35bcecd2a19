package 'chrony'

service 'chrony' do
  action [:enable, :start]
end

package 'supervisor'

service 'supervisor' do
  action [:enable, :start]
end

package 'nscd'

service 'nscd' do
  action [:enable, :start]
end

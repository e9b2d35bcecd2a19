package 'monit'

service 'monit' do
  action [:enable, :start]
end

package 'rsyslog'

service 'rsyslog' do
  action [:enable, :start]
end

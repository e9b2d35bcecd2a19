package 'unattended-upgrades'

service 'unattended-upgrades' do
  action [:enable, :start]
end

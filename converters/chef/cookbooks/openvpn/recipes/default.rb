package 'openvpn'

service 'openvpn' do
  action [:enable, :start]
end

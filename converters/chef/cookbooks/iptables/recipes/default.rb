package 'iptables'

service 'netfilter-persistent' do
  action [:enable, :start]
end

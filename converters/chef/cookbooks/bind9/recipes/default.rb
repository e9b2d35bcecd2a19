package 'bind9'

service 'named' do
  action [:enable, :start]
end

package 'openssh-server'

service 'ssh' do
  action [:enable, :start]
end

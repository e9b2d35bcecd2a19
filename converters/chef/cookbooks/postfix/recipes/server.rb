package 'postfix'

service 'postfix' do
  action [:enable, :start]
end

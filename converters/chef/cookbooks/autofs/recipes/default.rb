package 'autofs'

service 'autofs' do
  action [:enable, :start]
end

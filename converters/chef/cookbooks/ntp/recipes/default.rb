package 'ntpsec'

service 'ntpsec' do
  action [:enable, :start]
end

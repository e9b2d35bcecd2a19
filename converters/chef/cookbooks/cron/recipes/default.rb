package 'cron'

service 'cron' do
  action [:enable, :start]
end

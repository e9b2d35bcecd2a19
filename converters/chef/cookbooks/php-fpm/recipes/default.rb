package 'php-fpm'

service 'php8.2-fpm' do
  action [:enable, :start]
end

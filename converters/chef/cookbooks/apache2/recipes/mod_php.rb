package 'libapache2-mod-php' do
  notifies :restart, 'service[apache2]'
end

property :site, String, name_property: true
property :enable, [true, false], default: true

default_action :enable

action :enable do
  link "#{node['nginx']['dir']}/sites-enabled/#{new_resource.site}" do
    to "#{node['nginx']['dir']}/sites-available/#{new_resource.site}"
    action new_resource.enable ? :create : :delete
    notifies :reload, 'service[nginx]'
  end
end

action :disable do
  link "#{node['nginx']['dir']}/sites-enabled/#{new_resource.site}" do
    action :delete
    notifies :reload, 'service[nginx]'
  end
end

include_recipe 'postgresql::client'

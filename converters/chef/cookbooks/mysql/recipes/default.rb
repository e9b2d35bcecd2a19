include_recipe 'mysql::client'

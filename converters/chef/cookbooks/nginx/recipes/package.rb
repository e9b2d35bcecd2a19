include_recipe 'nginx::default'

include_recipe 'postfix::default'

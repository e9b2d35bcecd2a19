name 'chef_handler'
version '0.0.0'
description 'Stand-in for the community cookbook chef_handler'

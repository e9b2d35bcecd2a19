build_essential 'install'

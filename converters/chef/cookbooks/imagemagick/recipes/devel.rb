package 'libmagickwand-dev'

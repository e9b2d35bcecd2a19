package 'locales'

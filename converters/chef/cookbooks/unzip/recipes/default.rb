package 'unzip'

package 'ca-certificates'

package 'wget'

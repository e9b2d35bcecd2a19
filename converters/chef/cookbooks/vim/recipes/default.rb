package 'vim'

package 'zsh'

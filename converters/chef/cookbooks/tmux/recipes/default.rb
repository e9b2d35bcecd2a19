package 'tmux'

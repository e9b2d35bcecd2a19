package 'git'

package 'maven'

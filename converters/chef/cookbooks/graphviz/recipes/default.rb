package 'graphviz'

package node['mysql']['client']['package']

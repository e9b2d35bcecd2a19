package 'nfs-common'

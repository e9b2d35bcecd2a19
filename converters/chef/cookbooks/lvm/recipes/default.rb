package 'lvm2'

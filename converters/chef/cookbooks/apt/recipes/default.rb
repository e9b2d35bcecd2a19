apt_update 'periodic'

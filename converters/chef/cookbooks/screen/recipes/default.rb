package 'screen'

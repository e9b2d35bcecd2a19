package 'imagemagick'

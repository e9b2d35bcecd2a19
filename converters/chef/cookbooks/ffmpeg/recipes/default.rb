package 'ffmpeg'

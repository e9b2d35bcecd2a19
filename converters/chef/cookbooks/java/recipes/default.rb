package 'default-jdk-headless'

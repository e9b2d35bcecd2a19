package 'mercurial'

# An archive cache is the build machine's matter: see --mirror.

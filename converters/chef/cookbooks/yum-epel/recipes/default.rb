# Debian hosts have no EPEL.

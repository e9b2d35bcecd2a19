# Debian hosts have no yum repositories to prepare.

# Nothing for a Debian host.

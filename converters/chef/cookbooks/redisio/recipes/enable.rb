# The default recipe enables the service.

# The agent has no place in a container.

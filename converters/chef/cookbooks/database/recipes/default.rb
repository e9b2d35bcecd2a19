# Only resources.

# Reports of Chef runs end with Chef runs.

"""Numbers in, numbers out: the statistics, on numpy arrays only."""

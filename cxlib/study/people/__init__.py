"""Who may be known: employees in blocks, units of few customers, and the part of a study for one value."""

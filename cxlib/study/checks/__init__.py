"""Clean tables looked at: against each other, against what the contract says of them, and for careless answers."""

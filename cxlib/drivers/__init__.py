"""What drives satisfaction: importance with its uncertainty, dominance, penalties and rewards."""

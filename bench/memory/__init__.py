"""How much memory listening takes, and how that grows with the length of a recording."""

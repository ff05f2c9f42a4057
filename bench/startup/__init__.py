"""How long the front doors take to open, as ratios within one run."""

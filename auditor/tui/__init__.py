"""The terminal: screens and widgets over the core. No logic that the command line lacks."""

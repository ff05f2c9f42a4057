"""How much personal data redaction finds, and how much else it takes with it."""

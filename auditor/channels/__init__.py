"""Ways of reaching the company: each runs a scenario and brings home a contact."""

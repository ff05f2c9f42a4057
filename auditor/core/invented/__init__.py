"""A year of an invented company, for `auditor sample`: its lines, what they say, its shops, its truth."""

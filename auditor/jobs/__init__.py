"""The states of a shop on the way, and who holds its lease."""

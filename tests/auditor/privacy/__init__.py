"""What may leave the data folder, and that nothing personal is in it."""

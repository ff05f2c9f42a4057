"""Shops as stored documents: their states, who holds the lease, and how the programme becomes shops."""

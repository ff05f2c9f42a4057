"""How well recordings are known again across calls: false matches, words taken over, changes found."""

"""Hearing while the call runs: in a process of its own, good enough to steer by, never for scores."""

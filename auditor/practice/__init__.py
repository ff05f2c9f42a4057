"""The practice line: our own IVR on loopback, with known faults, that writes the truth of what it played."""

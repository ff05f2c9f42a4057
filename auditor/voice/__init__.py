"""The shopper's voice: rendered phrases and the voice engine."""

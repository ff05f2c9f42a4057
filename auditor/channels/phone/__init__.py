"""The phone channel: a call over SIP in a process of its own."""

"""Word error rate of both speech engines on recorded prompts whose texts are published."""

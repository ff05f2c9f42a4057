"""Summaries for managers, in several formats."""

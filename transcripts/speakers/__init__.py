"""Voices on one channel: what each stretch of speech sounds like, and which of two people speaks it.

Importing it loads no numpy.
"""

"""Statistics with their uncertainty: intervals, samples, charts, survival, agreement.

The libraries behind it are loaded when a function is called, never when this is imported.
"""

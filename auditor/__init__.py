"""The application: one core that runs an audit, and the front ends that show it."""

__version__ = "0.1.0"

"""The one core that carries out an audit: both front ends and the worker call it."""

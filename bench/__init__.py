"""Measurements that are no tests: each package here prints figures. Nothing here is installed."""

"""The complaint ledger's figures: first-call resolution, time to resolution, owners, promises, alerts.

Values in, values out: what is stored, imported or shown is not known here.
"""

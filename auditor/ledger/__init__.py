"""The complaint ledger in the data folder: complaints and their history, imports, alerts, actions, a sample.

What the figures are is `metrics.complaints`' to say; what is shown, the front ends'.
"""

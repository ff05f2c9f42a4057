"""The managers' summary: one frozen value with every number, and its renderers.

`summary.summarise` makes the value out of `inputs.Inputs`; the renderers read nothing else.
"""

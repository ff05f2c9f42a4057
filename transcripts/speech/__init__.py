"""Speech recognition: weights, engines behind one seam, and what they may be fed.

Importing this package loads neither an engine nor numpy.
"""

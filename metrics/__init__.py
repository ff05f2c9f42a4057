"""What it is worth: hold, route, checks, complaints, statistics. Scores values, never files.

May use `scenarios` and `transcripts`; knows nothing of the store, the telephone or a screen.
"""

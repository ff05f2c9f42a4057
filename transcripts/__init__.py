"""What was heard: audio decoding, the timeline of a recording, speech recognition, the transcript.

Nothing here knows scenarios, scores, the store or a screen. Importing the package loads no audio library.
"""

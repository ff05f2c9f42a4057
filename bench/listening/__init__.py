"""The truth set for listening: labelled calls from Debian's prompts and music, and how well we hear them."""

"""What is asked and when: scenarios and their YAML library, personas, the programme of dated shops.

Nothing here knows audio, scores, the store or a screen.
"""

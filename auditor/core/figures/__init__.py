"""The indicators with the cases behind each: what the terminal's figures and `auditor figures` show."""

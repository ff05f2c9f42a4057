"""Complaints out of foreign files: CSV, XLSX and JSON Lines to rows, rows by a mapping to complaints.

Nothing of a file is ever run or evaluated; what cannot be read is said with its line and column.
"""

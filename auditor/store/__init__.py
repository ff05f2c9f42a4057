"""Where documents and recordings live: TinyDB's interface over SQLite, and the recordings folder."""

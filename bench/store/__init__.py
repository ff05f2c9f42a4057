"""How fast the store is beside TinyDB's own storage and bare SQLite, and whether kills lose anything."""

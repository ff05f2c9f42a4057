"""Where documents and recordings live: TinyDB's interface over SQLite, and the recordings folder."""

from auditor.store.documents import Doc, Documents
from auditor.store.store import Store, open_store

__all__ = ["Doc", "Documents", "Store", "open_store"]

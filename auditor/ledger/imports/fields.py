"""The fields that a column can be, the names under which files have them, and words for their values."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

DATES = ("opened_at", "resolved_at", "reopened_at", "confirmed_at", "contact_at", "promise_by")


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    import yaml

    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("synonyms.yaml").read_text("utf-8"))
    return data


def synonyms() -> dict[str, tuple[str, ...]]:
    """field → the plain names of its column, the likeliest first."""
    return {name: (plain(name), *words) for name, words in _data()["headers"].items()}


@lru_cache(maxsize=1)
def yes_words() -> frozenset[str]:
    """Plain words for yes."""
    return frozenset(_data()["yes"])


@lru_cache(maxsize=1)
def no_words() -> frozenset[str]:
    """Plain words for no."""
    return frozenset(_data()["no"])


def known_values(field: str) -> dict[str, str]:
    """plain word → our value, for a field whose values files write in words."""
    field = "channel" if field == "contact_channel" else field
    return {word: ours for ours, words in _data()["values"].get(field, {}).items() for word in words}


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Small letters without accents, signs as spaces: how names and words are compared."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("º", ""))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w✓✗.+-]+|_|[.](?!\d)", " ", bare).split())

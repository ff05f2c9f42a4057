"""Phrase lists as data: one YAML file a language, one more for what a country says differently."""

from __future__ import annotations

from metrics.phrases.reading import CUES, LABELS, PURPOSES, Phrases, load, read_phrases

__all__ = ["CUES", "LABELS", "PURPOSES", "Phrases", "load", "read_phrases"]

"""Completes a path while it is typed: the right arrow takes what is shown."""

from __future__ import annotations

from pathlib import Path

from textual.suggester import Suggester

from auditor.tui.drawing.importing import candidates


class PathSuggester(Suggester):
    """Suggests the first folder or file that begins as what was typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        found = candidates(value) if value and not value.endswith("/") else []
        if not found:
            return None
        typed = Path(value).name
        return value + found[0].name[len(typed) :] + ("/" if found[0].is_dir() else "")

"""Build hook: compiles the message catalogues, so that an installed copy reads Spanish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes one `.mo` beside each `.po` under `auditor/locale`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        folder = Path(self.root, "auditor", "locale")
        for po in sorted(folder.rglob("*.po")):
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.relative_to(folder).parts[0])
            with po.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalogue)

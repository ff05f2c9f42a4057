"""Rule packs for the front ends: the shipped ones, the company's own, and what one contact shows of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.core.evaluating import scenario_of
from auditor.errors import CommandError
from auditor.i18n import N_

if TYPE_CHECKING:
    from auditor.core.app import App
    from auditor.core.views import ShopPage
    from metrics.errors import PackError
    from metrics.packs import Finding, Pack, Rule

OWN = "rules"
MAX_BYTES = 1_000_000
"""A rule pack is a page or two of text; a bound against a wrong file, not a norm."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every pack that can be used, by id. `faults` are own files that cannot, `own` those that can."""

    packs: dict[str, Pack]
    faults: tuple[PackError, ...] = ()
    own: dict[str, Path] | None = None

    def pack(self, id: str) -> Pack:
        """The pack of that id; raises `CommandError`."""
        found = self.packs.get(id)
        if found is None:
            known = ", ".join(sorted(self.packs))
            raise CommandError(N_("There is no rule pack {id}; there are: {known}"), id=id, known=known)
        return found


def shelf(home: Path) -> Shelf:
    """The shipped packs, and those in the data folder's `rules/`, which replace a shipped one of their id."""
    from metrics.errors import PackError
    from metrics.packs import load_pack, names

    packs = {id: load_pack(id) for id in names()}
    faults: list[PackError] = []
    own: dict[str, Path] = {}
    for path in _files([home / OWN]) if (home / OWN).is_dir() else ():
        try:
            pack = read_file(path)
        except PackError as error:
            faults.append(error)
        else:
            packs[pack.id] = pack
            own[pack.id] = path
    return Shelf(packs, tuple(faults), own)


def read_file(path: Path) -> Pack:
    """The pack in a file; raises `PackError` with every fault, also when it is no text at all."""
    from metrics.errors import PackError
    from metrics.packs import read_pack
    from scenarios.errors import Fault

    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise PackError(str(path), (Fault(1, "", "the file is too large for a rule pack"),))
        return read_pack(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        fault = Fault(line, "", "this is not UTF-8 text; save the file as UTF-8")
        raise PackError(str(path), (fault,)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        fault = Fault(1, "", "cannot be read: {reason}", {"reason": reason})
        raise PackError(str(path), (fault,)) from error


def check_files(paths: Iterable[Path]) -> list[tuple[Path, PackError | None]]:
    """Each file (folders: every YAML file in them) with what is wrong with it, `None` for nothing."""
    from metrics.errors import PackError

    results: list[tuple[Path, PackError | None]] = []
    for path in _files(paths):
        try:
            read_file(path)
        except PackError as error:
            results.append((path, error))
        else:
            results.append((path, None))
    return results


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml")) if path.is_dir() else ()
        found += inside if path.is_dir() else [path]
    return found


def findings(app: App, page: ShopPage, pack: str | None = None) -> tuple[Finding, ...]:
    """Each rule's verdict on a scored contact: of one pack, or of all that are for its line."""
    from metrics.packs import judge, packs_for

    contact = page.shop.contact
    if page.scorecard is None or contact is None:
        return ()
    known = shelf(app.settings.home)
    channel = next((c for c in app.channels.list() if c.id == page.shop.channel_id), None)
    country = channel.country if channel else app.settings.country
    packs = (known.pack(pack),) if pack else packs_for(known.packs.values(), (country,), app.settings.sector)
    script = scenario_of(page.shop)
    return tuple(found for each in packs for found in judge(each, page.scorecard, contact, script))


def rule_data(rule: Rule) -> dict[str, Any]:
    """A rule as `--json` prints it: absent fields left out, titles in every language."""
    from auditor.codec import dump

    data = dump(rule)
    return {key: value for key, value in data.items() if value not in (None, [], ())}


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as `--json` prints it; the rule by its id, with source, dates and threshold."""
    from auditor.codec import dump

    return {
        "schema": "auditor/finding/1",
        "pack": finding.pack,
        "pack_version": finding.pack_version,
        "rule": rule_data(finding.rule),
        "verdict": finding.verdict.value,
        "why": finding.why,
        "measured": finding.measured,
        "in_force": finding.in_force,
        "evidence": [dump(each) for each in finding.evidence],
    }

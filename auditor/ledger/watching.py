"""The watch rules of a company, out of `watch.yaml` in its data folder; without the file, the defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from auditor.errors import SettingsError
from auditor.i18n import N_
from metrics.complaints.values import VALUABLE, Segment
from metrics.complaints.watch import EscalationStep, WatchRules

FILE = "watch.yaml"
MAX_DAYS = 3650


def watch_rules(home: Path) -> WatchRules:
    """The rules in force. Raises `SettingsError` naming the file and the first fault."""
    path = home / FILE
    if not path.exists():
        return WatchRules()
    import yaml

    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise SettingsError(N_("{path} cannot be read: {why}."), path=path, why=error) from error
    return rules_of(data or {}, str(path))


def change_rules(
    home: Path,
    given: Mapping[str, Any],
    *,
    steps: Sequence[str] = (),
    dropped: Sequence[str] = (),
    defaults: bool = False,
) -> WatchRules:
    """Writes `watch.yaml` with these rules in place of those in force; the older file is kept (`.bak`).

    `given` are fields of `WatchRules` (`valuable` as a text with commas), `steps` as "name:days:who", with
    segments and an importance after it. Raises `SettingsError` before anything is written.
    """
    kept = plain_rules(WatchRules() if defaults else watch_rules(home))
    data: dict[str, Any] = {**kept, **given}
    if isinstance(data["valuable"], str):
        data["valuable"] = _listed(data["valuable"])
    by_name = {step["name"]: step for step in data["steps"]}
    for name in dropped:
        if by_name.pop(name, None) is None:
            known = ", ".join(by_name) or "–"
            raise SettingsError(N_("There is no step “{name}”; there are: {known}."), name=name, known=known)
    by_name |= {step["name"]: step for step in map(step_of, steps)}
    data["steps"] = list(by_name.values())
    made = rules_of(data, FILE)
    _write(home / FILE, plain_rules(made))
    return made


def plain_rules(rules: WatchRules) -> dict[str, Any]:
    """Rules as the file holds them."""
    data = asdict(rules)
    data["valuable"] = [segment.value for segment in rules.valuable]
    data["steps"] = [
        {**asdict(step), "segments": [segment.value for segment in step.segments]} for step in rules.steps
    ]
    return data


def step_of(text: str) -> dict[str, Any]:
    """A step out of "name:days:who[:segments[:importance]]". Raises `SettingsError`."""
    parts = [part.strip() for part in text.split(":")]
    try:
        name, days, who, *more = parts
        segments, least = (*more, "", "")[:2]
        if len(more) > 2:
            raise ValueError
        step: dict[str, Any] = {"name": name, "after_days": float(days), "who": who}
        if segments:
            step["segments"] = [] if segments == "all" else _listed(segments)
        return {**step, "min_importance": int(least)} if least else step
    except ValueError:
        raise SettingsError(
            N_("“{text}” is no step; write it as name:days:who, then :segments and :importance if need be."),
            text=text,
        ) from None


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _write(path: Path, data: dict[str, Any]) -> None:
    """Whole or not at all."""
    import yaml

    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.with_name(path.name + ".bak").write_bytes(path.read_bytes())
        part.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
        part.replace(path)
    except OSError as error:
        raise SettingsError(N_("{path} cannot be written: {reason}"), path=path, reason=error) from error


def rules_of(data: Any, place: str) -> WatchRules:
    """Rules out of plain data. Raises `SettingsError`."""
    known = {each.name for each in fields(WatchRules)}
    if not isinstance(data, dict) or not set(data) <= known:
        raise SettingsError(
            N_("{place}: watch rules may have: {known}."), place=place, known=", ".join(sorted(known))
        )
    made: dict[str, Any] = {}
    for name, value in data.items():
        if name == "steps":
            made[name] = _steps(value, place)
        elif name == "valuable":
            made[name] = _segments(value, place)
        elif name == "unrecorded_owner":
            if not isinstance(value, bool):
                raise _bad(place, name)
            made[name] = value
        else:
            made[name] = _days(value, place, name)
    return WatchRules(**made)


def _steps(value: Any, place: str) -> tuple[EscalationStep, ...]:
    if not isinstance(value, list):
        raise _bad(place, "steps")
    made = []
    for number, each in enumerate(value):
        where = f"steps[{number}]"
        if not isinstance(each, dict) or not {"name", "after_days", "who"} <= set(each):
            raise _bad(place, where)
        if not set(each) <= {"name", "after_days", "who", "segments", "min_importance"}:
            raise _bad(place, where)
        name, who, least = each["name"], each["who"], each.get("min_importance")
        if not isinstance(name, str) or not isinstance(who, str) or not name or not who:
            raise _bad(place, where)
        if least is not None and (isinstance(least, bool) or least not in (1, 2, 3, 4, 5)):
            raise _bad(place, f"{where}.min_importance")
        made.append(
            EscalationStep(
                name=name,
                after_days=_days(each["after_days"], place, f"{where}.after_days"),
                who=who,
                segments=_segments(each.get("segments", list(VALUABLE)), place),
                min_importance=least,
            )
        )
    if len({step.name for step in made}) < len(made):
        raise SettingsError(N_("{place}: two steps have the same name."), place=place)
    return tuple(made)


def _segments(value: Any, place: str) -> tuple[Segment, ...]:
    if not isinstance(value, list) or any(each not in list(Segment) for each in value):
        raise SettingsError(
            N_("{place}: segments are a list of {known}."), place=place, known=", ".join(Segment)
        )
    return tuple(Segment(each) for each in value)


def _days(value: Any, place: str, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MAX_DAYS:
        raise _bad(place, name)
    return float(value)


def _bad(place: str, name: str) -> SettingsError:
    return SettingsError(
        N_("{place}: {name} is not what it must be; see the documentation."), place=place, name=name
    )

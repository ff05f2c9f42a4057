"""The faults of the settings, all of them at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from auditor.errors import SettingsError
from auditor.i18n import N_, _, explain
from auditor.settings.fields import Bad


class SettingsFaults(SettingsError):
    """The settings cannot be used; `faults` holds every fault as an error of its own."""

    def __init__(self, faults: tuple[SettingsError, ...]) -> None:
        super().__init__("{faults}", faults=_Lines(faults))
        self.faults = faults


class _Lines:
    """Faults one a line; translated when they are shown, not when they are found."""

    def __init__(self, faults: tuple[SettingsError, ...]) -> None:
        self._faults = faults

    def __str__(self) -> str:
        return "\n".join(explain(fault) for fault in self._faults)


class _Expected:
    """What was expected instead; translated when it is shown."""

    def __init__(self, bad: Bad) -> None:
        self._bad = bad

    def __str__(self) -> str:
        return _(self._bad.expected).format(**self._bad.params)


def bad_value(place: str, key: str, value: object, bad: Bad) -> SettingsError:
    """The value of a known key cannot be used."""
    return SettingsError(
        N_("{place}: {key} is {value}; it must be {expected}."),
        place=place,
        key=key,
        value=_shown(value),
        expected=_Expected(bad),
    )


def unknown_key(place: str, key: str, known: Iterable[str]) -> SettingsError:
    """No setting has this name; names the one that was probably meant."""
    names = sorted(known)
    near = get_close_matches(key, names, n=1, cutoff=0.6)
    if near:
        return SettingsError(
            N_("{place}: there is no setting “{key}”. Did you mean “{near}”?"),
            place=place,
            key=key,
            near=near[0],
        )
    return SettingsError(
        N_("{place}: there is no setting “{key}”. The settings are: {known}."),
        place=place,
        key=key,
        known=", ".join(names),
    )


def secret_in_file(place: str, key: str, account: str | None) -> SettingsError:
    """A password stands in the settings file. The text never repeats it."""
    name = account or "NAME"
    return SettingsError(
        N_(
            "{place}: {key} is a secret, and secrets do not belong in the settings file. Remove it, "
            "put it into "
            "an environment variable and name that one (password_env = “{variable}”), or store it in the "
            "system keyring: keyring set auditor {name}."
        ),
        place=place,
        key=key,
        name=name,
        variable="AUDITOR_SIP_" + "".join(c if c.isalnum() else "_" for c in name.upper()),
    )


def missing_key(place: str, key: str) -> SettingsError:
    """An account lacks something that it cannot work without."""
    return SettingsError(N_("{place}: {key} is missing."), place=place, key=key)


def not_a_table(place: str, key: str) -> SettingsError:
    """A section was written as a plain value."""
    return SettingsError(
        N_("{place}: {key} must be a section: write [{key}.NAME] and its keys below it."),
        place=place,
        key=key,
    )


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else f"“{value}”"
    return text if len(text) <= 80 else text[:77] + "…"

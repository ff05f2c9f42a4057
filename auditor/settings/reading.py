"""Flags, environment and `auditor.toml` to `Settings`, with every fault found reported at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from auditor.errors import SettingsError
from auditor.settings import faults as fault
from auditor.settings.fields import ACCOUNT, SECRET, SETTINGS, Bad, path
from auditor.settings.toml import key_lines, read_toml
from auditor.settings.values import Settings, SipAccount, Source

SETTINGS_FILE = "auditor.toml"
PREFIX = "AUDITOR_"
OTHERS = frozenset({"AUDITOR_MODELS", "AUDITOR_SMTP_PASSWORD"})
"""Variables with our prefix that are no settings: `transcripts.speech.weights` has its own, and a secret."""


def default_home() -> Path:
    """The data folder of this user where neither flag nor environment name another."""
    from platformdirs import user_data_path

    return user_data_path("auditor", appauthor=False)


def load_settings(
    flags: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> Settings:
    """The settings: flag over environment over file over default.

    `flags` are those given on the command line by setting name (`None` values count as not given; "home" is
    one of them). `home` is the data folder where neither flags nor `AUDITOR_HOME` name one. Raises
    `SettingsFaults` (a `SettingsError`) with every fault, or `SettingsError` when the file is not TOML.
    """
    reader = _Reader(
        {key: value for key, value in (flags or {}).items() if value is not None},
        os.environ if environ is None else environ,
    )
    reader.read_home(home)
    reader.read_file()
    reader.read_environment()
    reader.read_flags()
    if reader.faults:
        raise fault.SettingsFaults(tuple(reader.faults))
    return Settings(
        **reader.values,
        accounts=MappingProxyType(reader.accounts),
        sources=MappingProxyType(reader.sources),
    )


class _Reader:
    """Collects values, their sources and the faults; later calls override earlier ones."""

    def __init__(self, flags: Mapping[str, Any], environ: Mapping[str, str]) -> None:
        self.flags = flags
        self.environ = environ
        self.values: dict[str, Any] = {}
        self.accounts: dict[str, SipAccount] = {}
        self.sources: dict[str, Source] = {}
        self.faults: list[SettingsError] = []

    def read_home(self, given: Path | None) -> None:
        if "home" in self.flags:
            raw, source = self.flags["home"], Source("flag", "--home")
        elif self.environ.get("AUDITOR_HOME"):
            raw, source = self.environ["AUDITOR_HOME"], Source("environment", "AUDITOR_HOME")
        else:
            raw, source = given or default_home(), Source("default")
        try:
            self.values["home"] = path(raw, Path.cwd())
        except Bad as bad:
            raise fault.bad_value(source.detail, "home", raw, bad) from None
        self.sources["home"] = source

    def read_file(self) -> None:
        file: Path = self.values["home"] / SETTINGS_FILE
        content = read_toml(file)
        lines = key_lines(file) if content else {}

        def place(key: str) -> str:
            return f"{file}:{lines[key]}" if key in lines else str(file)

        for key, value in content.items():
            if key == "accounts":
                self._read_accounts(value, place, file.parent)
            elif key in SETTINGS:
                self._take(key, value, place(key), Source("file", place(key)), file.parent)
            elif SECRET.search(key):
                self.faults.append(fault.secret_in_file(place(key), key, None))
            else:
                self.faults.append(fault.unknown_key(place(key), key, [*SETTINGS, "accounts"]))

    def read_environment(self) -> None:
        for name, value in sorted(self.environ.items()):
            key = name.removeprefix(PREFIX).lower()
            if not name.startswith(PREFIX) or not value or name in OTHERS:
                continue
            if key == "lang" and not self.environ.get("AUDITOR_LANGUAGE"):
                key = "language"
            if key in SETTINGS:
                self._take(key, value, name, Source("environment", name), Path.cwd())
            elif near := self._misspelt(name):
                self.faults.append(fault.unknown_key(name, name, [near]))

    def read_flags(self) -> None:
        for key, value in self.flags.items():
            option = "--" + key.replace("_", "-")
            if key in SETTINGS:
                self._take(key, value, option, Source("flag", option), Path.cwd())
            elif key != "home":
                self.faults.append(fault.unknown_key(option, key, [*SETTINGS, "home"]))

    def _take(self, key: str, value: Any, place: str, source: Source, base: Path) -> None:
        try:
            self.values[key] = SETTINGS[key](value, base)
        except Bad as bad:
            self.faults.append(fault.bad_value(place, key, value, bad))
        else:
            self.sources[key] = source

    def _misspelt(self, name: str) -> str | None:
        """The variable that was meant; `None` for variables that are nobody's slip (a password's, say)."""
        if name in {account.password_env for account in self.accounts.values()}:
            return None
        known = [PREFIX + key.upper() for key in [*SETTINGS, "home"]]
        if name in known:
            return None
        near = get_close_matches(name, known, n=1, cutoff=0.92)
        return near[0] if near else None

    def _read_accounts(self, content: Any, place: Any, base: Path) -> None:
        if not isinstance(content, dict):
            self.faults.append(fault.not_a_table(place("accounts"), "accounts"))
            return
        for name, table in content.items():
            path_ = f"accounts.{name}"
            if not isinstance(table, dict):
                self.faults.append(fault.not_a_table(place(path_), "accounts"))
                continue
            before = len(self.faults)
            values = dict(self._account_values(name, table, place, base))
            for key in ("user", "domain"):
                if key not in table:
                    self.faults.append(fault.missing_key(place(path_), f"{path_}.{key}"))
            if len(self.faults) == before:
                self.accounts[name] = SipAccount(name=name, **values)
                self.sources[path_] = Source("file", place(path_))

    def _account_values(
        self, name: str, table: dict[str, Any], place: Any, base: Path
    ) -> Iterator[tuple[str, Any]]:
        for key, value in table.items():
            where = place(f"accounts.{name}.{key}")
            if key in ACCOUNT:
                try:
                    yield key, ACCOUNT[key](value, base)
                except Bad as bad:
                    shown = "…" if key in ("user", "password_env") else value  # may hold the secret itself
                    self.faults.append(fault.bad_value(where, f"accounts.{name}.{key}", shown, bad))
            elif SECRET.search(key):
                self.faults.append(fault.secret_in_file(where, f"accounts.{name}.{key}", name))
            else:
                self.faults.append(fault.unknown_key(where, key, ACCOUNT))

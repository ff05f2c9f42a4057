"""Reads and checks phrase lists. Every fault of a file is reported at once, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from metrics.errors import PackError
from metrics.patterns import PatternFault, compile_phrase
from metrics.yamllines import Document, read

PURPOSES = (
    "position_or_wait",
    "alternative_channel",
    "useful_information",
    "apology",
    "courtesy",
    "advertising",
    "legal_notice",
)
CUES = (
    "position_told",
    "wait_told",
    "not_position_or_wait",
    "not_alternative_channel",
    "not_useful_information",
    "not_apology",
    "not_courtesy",
    "not_advertising",
    "not_legal_notice",
    "agent_identifies_self",
    "name_words",
    "not_name_words",
    "case_key",
    "case_words",
    "case_key_refused",
    "recording_announced",
    "recording_offered",
    "recording_words",
    "person_words",
    "person_option",
    "agent_apology",
    "greeting",
    "farewell",
    "offers_further_help",
    "help_words",
    "promise",
    "promise_words",
    "resolution",
    "resolution_words",
    "transfer",
    "supervisor",
    "supervisor_words",
    "survey",
    "receipt",
    "receipt_words",
    "welcome",
    "confirm_question",
    "data_entry",
    "asks",
    "data_document",
    "data_customer_number",
    "data_phone",
    "data_name",
    "data_address",
    "data_contract",
    "data_birth_date",
    "data_postal_code",
    "data_reason",
)
LABELS = frozenset(PURPOSES) | frozenset(CUES)
_KEYS = {"language", "country", "version", "phrases"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """One checked list: phrases by label, in the language of `metrics.patterns`."""

    name: str
    language: str
    version: int
    labels: dict[str, tuple[str, ...]]


def read_phrases(text: str, file: str) -> Phrases:
    """The list in a YAML text; raises `PackError` with every fault."""
    document = read(text)
    data = document.data
    if not document.faults and not isinstance(data, dict):
        document.fault("", "a phrase list is a mapping with language, version and phrases")
    if document.faults or not isinstance(data, dict):
        raise PackError(file, tuple(document.faults))
    for key in data:
        if key not in _KEYS:
            document.fault(key, "unknown key {key}", key=key)
    language = data.get("language")
    if language not in ("es", "en"):
        document.fault("language", "language must be one of {allowed}", allowed="es, en")
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        document.fault("version", "version must be a whole number from 1")
    labels = _labels(data.get("phrases"), language if language in ("es", "en") else "es", document)
    if document.faults:
        raise PackError(file, tuple(document.faults))
    return Phrases(file, str(language), int(version), labels)  # type: ignore[arg-type]


def _labels(data: object, language: str, document: Document) -> dict[str, tuple[str, ...]]:
    if not isinstance(data, dict) or not data:
        document.fault("phrases", "phrases must be a mapping of label to a list of phrases")
        return {}
    result: dict[str, tuple[str, ...]] = {}
    for label, entries in data.items():
        path = f"phrases.{label}"
        if label not in LABELS:
            document.fault(path, "unknown label {label}", label=label)
        if not isinstance(entries, list) or not entries:
            document.fault(path, "a label needs a list of at least one phrase")
            continue
        for i, entry in enumerate(entries):
            _check(entry, f"{path}[{i}]", language, document)
        if len(set(map(str, entries))) < len(entries):
            document.fault(path, "the same phrase stands twice")
        result[label] = tuple(map(str, entries))
    return result


def _check(entry: object, path: str, language: str, document: Document) -> None:
    if not isinstance(entry, str) or not entry.strip():
        document.fault(path, "a phrase must be text")
        return
    try:
        compile_phrase(entry, language)
    except PatternFault as fault:
        document.fault(path, "cannot read the phrase at {place}", place=repr(fault.place))


@lru_cache(maxsize=32)
def load(language: str, country: str | None = None) -> Phrases | None:
    """The shipped list for a language, with a country's own phrases added; `None` for other languages."""
    folder = files("metrics.phrases")
    base = folder / f"{language}.yaml"
    if not language.isalpha() or not base.is_file():
        return None
    phrases = read_phrases(base.read_text(encoding="utf-8"), base.name)
    local = folder / f"{language}-{(country or '').upper()}.yaml"
    if country and country.isalpha() and local.is_file():
        phrases = merged(phrases, read_phrases(local.read_text(encoding="utf-8"), local.name))
    return phrases


def merged(base: Phrases, more: Phrases) -> Phrases:
    """The phrases of both lists, the base's first."""
    labels = {
        label: tuple(dict.fromkeys(base.labels.get(label, ()) + more.labels.get(label, ())))
        for label in (*base.labels, *(set(more.labels) - set(base.labels)))
    }
    return Phrases(f"{base.name}+{more.name}", base.language, max(base.version, more.version), labels)

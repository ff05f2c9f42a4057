"""Words for users: gettext catalogues of every area, merged; numbers and dates as the locale writes them.

A message is written in English in the code, as `_("…")`, or `N_("…")` where it is only marked and translated
later; each area keeps its Spanish in `auditor/locale/es/<area>.po`. Errors of every room carry a template,
which `explain` translates before it fills it in.
"""

from __future__ import annotations

import gettext as _gettext
import locale as _locale
import os
from pathlib import Path
from typing import Protocol, runtime_checkable

LANGUAGES = ("es", "en")
_FOLDER = Path(__file__).parent / "locale"


class _State:
    """The language in use: one a process, as gettext's own `install` has it."""

    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
    language = "en"


@runtime_checkable
class _Templated(Protocol):
    template: str
    params: dict[str, object]


def detect_language() -> str:
    """The language of `AUDITOR_LANG`, else of the locale; Spanish when neither says English or Spanish."""
    for name in ("AUDITOR_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")[:2].lower()
        if value in LANGUAGES:
            return value
    return "es"


def use_language(language: str) -> None:
    """Switches every later `_()` to "es" or "en"."""
    _State.language = language if language in LANGUAGES else "es"
    chain: _gettext.NullTranslations = _gettext.NullTranslations()
    for mo in sorted((_FOLDER / _State.language).glob("*.mo")):
        with mo.open("rb") as file:
            area = _gettext.GNUTranslations(file)
        area.add_fallback(chain)
        chain = area
    _State.catalogue = chain


def language() -> str:
    """The language in use: "es" or "en"."""
    return _State.language


def _(message: str) -> str:
    """The message in the user's language."""
    return _State.catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message for a count of `n`, in the user's language."""
    return _State.catalogue.ngettext(one, many, n)


def N_(message: str) -> str:
    """Marks a message for the catalogue; it is translated where it is shown."""
    return message


def explain(error: BaseException) -> str:
    """The error's text in the user's language. Foreign errors keep their own words."""
    if isinstance(error, _Templated):
        return _(error.template).format(**error.params)
    return str(error) or type(error).__name__


def number(value: float | None, digits: int = 1) -> str:
    """A number as the language writes it ("3,4" in Spanish); "not measured" for `None`."""
    if value is None:
        return _("not measured")
    text = f"{value:,.{digits}f}"
    if _State.language == "es":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def system_encoding_is_utf8() -> bool:
    """Whether the terminal can show Spanish letters and block characters."""
    return _locale.getpreferredencoding(False).lower().replace("-", "") == "utf8"

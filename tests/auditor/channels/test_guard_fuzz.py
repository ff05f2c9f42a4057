"""Numbers, fuzzed: no spelling of an emergency number passes, and whatever passes has one safe form."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from auditor.channels.emergency import BY_COUNTRY, EUROPEAN, EVERYWHERE
from auditor.channels.numbers import check_address
from auditor.errors import RefusedError
from tests.auditor.channels.test_guard_numbers import refused

CODES = {
    "ES": "34",
    "MX": "52",
    "AR": "54",
    "CL": "56",
    "BR": "55",
    "GB": "44",
    "US": "1",
    "PE": "51",
    "FR": "33",
}
BREAKS = ["", " ", "-", ".", "(", ")", "_"]
BEFORE = ["", "+", "00", "0", "+{}", "00{}", "+{} ", "0 ", "+{}-0", "000", "0-0"]
SHELLS = [
    "{}",
    " {}",
    "tel:{}",
    "TEL: {}",
    "sip:{}@127.0.0.1",
    "sips:{}@pbx.example.com:5061",
    "{}@pbx",
    "SIP:{}",
]
AFTER = [
    "",
    " ",
    ",",
    ",123",
    "p1",
    "w",
    "x9",
    "#",
    "*",
    ";ext=1",
    "\r\n",
    "%20",
    "?a=b",
    "-",
    "_",
    "@",
    ":5060",
]


def known_in(country: str) -> list[str]:
    return sorted(EVERYWHERE | EUROPEAN | BY_COUNTRY[country])


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    """A country, and one of its emergency numbers as somebody might write or hide it."""
    country = draw(st.sampled_from(sorted(CODES)))
    outside_line = ["9", "99", "90", "8", CODES[country]] if country == "ES" else []
    written = "".join(
        digit + draw(st.sampled_from(BREAKS)) for digit in draw(st.sampled_from(known_in(country)))
    )
    before = draw(st.sampled_from(BEFORE + outside_line)).format(CODES[country])
    return country, draw(st.sampled_from(SHELLS)).format(before + written + draw(st.sampled_from(AFTER)))


@bounded(max_examples=800, deadline=None)
@given(spellings())
def test_no_spelling_of_an_emergency_number_passes(spelt: tuple[str, str]) -> None:
    country, address = spelt
    assert refused(address, country) in {"emergency-number", "address", "invalid-number", "short-code"}


@bounded(max_examples=800, deadline=None)
@given(st.from_regex(r"(sips?:)?[+]?[0-9._-]{1,9}@(pbx|127[.]0[.]0[.]1)", fullmatch=True))
def test_no_extension_that_is_let_through_ends_in_an_emergency(address: str) -> None:
    """The oracle is a pattern of its own: outside-line digits or the country's code, then the number."""
    try:
        canonical = check_address(address, "ES").canonical
    except RefusedError:
        return
    digits = re.sub(r"[^0-9]", "", canonical.partition(":")[2].partition("@")[0])
    pattern = r"(?:0|8|9|34)*(?:" + "|".join(known_in("ES")) + ")"
    assert re.fullmatch(pattern, digits) is None


@bounded(max_examples=400, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="0123456789+-() .@:;sip%#*\r\n\t٣１", max_size=24))
def test_any_text_is_refused_or_brought_to_one_safe_form(text: str) -> None:
    try:
        checked = check_address(text, "ES")
    except RefusedError:
        return
    again = check_address(checked.canonical, "ES")
    assert again == checked
    assert checked.canonical.isascii()
    assert checked.canonical.isprintable()
    assert not set(checked.canonical) & set(" ;?%#*<>\"',&=()/\\")
    if checked.number is None:
        assert checked.canonical.startswith(("sip:", "sips:"))
    else:
        assert checked.number.startswith("+34")

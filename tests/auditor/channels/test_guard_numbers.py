"""Numbers: every spelling of what must not be dialled is refused; what may be dialled gets one form."""

from __future__ import annotations

import pytest

from auditor.channels.emergency import BY_COUNTRY, EUROPEAN, EVERYWHERE
from auditor.channels.numbers import check_address
from auditor.errors import ExitCode, RefusedError


def refused(address: str, country: str = "ES") -> str:
    with pytest.raises(RefusedError) as caught:
        check_address(address, country)
    assert caught.value.exit_code is ExitCode.REFUSED
    assert caught.value.lift
    assert str(caught.value)
    return caught.value.rule


@pytest.mark.parametrize(
    ("address", "country", "canonical"),
    [
        ("+34 900 123 456", "ES", "+34900123456"),
        ("900123456", "ES", "+34900123456"),
        ("(91) 123-45.67", "ES", "+34911234567"),
        ("0034 91 123 45 67", "ES", "+34911234567"),
        ("tel:+34-91-123-45-67", "ES", "+34911234567"),
        ("911234567", "ES", "+34911234567"),  # Madrid, although it begins like an emergency
        ("612345678", "ES", "+34612345678"),
        ("55 1234 5678", "MX", "+525512345678"),
        ("+44 20 7946 0000", "GB", "+442079460000"),
        ("0800 555 1234", "AR", "+548005551234"),
        ("600 360 0077", "CL", "+566003600077"),
        ("+1 800 555 0199", "US", "+18005550199"),
        ("sip:200@pbx.example.com", "ES", "sip:200@pbx.example.com"),
        ("SIP:Front.Desk@PBX.Example.com:5070", "ES", "sip:Front.Desk@pbx.example.com:5070"),
        ("sips:ventas@[2001:db8::1]:5061", "ES", "sips:ventas@[2001:db8::1]:5061"),
        ("sip:modelo@127.0.0.1:45061", "ES", "sip:modelo@127.0.0.1:45061"),
        ("sip:100@127.0.0.1", "ES", "sip:100@127.0.0.1"),
        ("sip:pbx.example.com", "ES", "sip:pbx.example.com"),
        ("200@pbx.example.com", "ES", "sip:200@pbx.example.com"),
        ("sip:+34-911-234-567@pbx.example.com", "ES", "sip:+34911234567@pbx.example.com"),
    ],
)
def test_what_may_be_dialled(address: str, country: str, canonical: str) -> None:
    checked = check_address(address, country)
    assert checked.canonical == canonical
    assert check_address(canonical, country).canonical == canonical


def test_shared_cost_is_noted() -> None:
    assert check_address("902 123 456", "ES").notes == ("shared-cost",)
    assert check_address("900 123 456", "ES").notes == ()


@pytest.mark.parametrize("number", sorted(BY_COUNTRY["ES"] | EVERYWHERE | EUROPEAN))
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        " {} ",
        "+34{}",
        "+34 {}",
        "0034{}",
        "+{}",
        "tel:{}",
        "TEL:+34-{}",
        "sip:{}@127.0.0.1",
        "sip:{}@pbx",
        "SIPS:{}@pbx.example.com",
        "sip:+34{}@pbx",
        "sip:0{}@pbx",
        "sip:9{}@pbx",
        "sip:00{}@pbx",
        "{}@pbx",
        "0{}",
    ],
)
def test_emergencies_of_spain_in_every_form(number: str, form: str) -> None:
    assert refused(form.format(number)) == "emergency-number"


@pytest.mark.parametrize(("country", "numbers"), BY_COUNTRY.items())
def test_emergencies_of_other_countries(country: str, numbers: frozenset[str]) -> None:
    for number in numbers | EVERYWHERE:
        assert refused(number, country) == "emergency-number"
        assert refused(f"sip:{number}@pbx", country) == "emergency-number"


def test_libphonenumbers_own_emergencies_of_every_country() -> None:
    """What the library knows for each country is refused there, as a number and as an extension."""
    from phonenumbers.shortnumberinfo import is_emergency_number

    numbers = {f"{n:02}" for n in range(10, 100)} | {f"{n:03}" for n in range(1000)}
    for country in sorted({"ES", "MX", "DE", "FR", "IN", "JP", "ZA", "RU", "AU", "KE"}):
        for number in numbers:
            if is_emergency_number(number, country):
                assert refused(number, country) == "emergency-number"
                assert refused(f"sip:{number}@pbx", country) == "emergency-number"


@pytest.mark.parametrize(
    "spelling",
    [
        "1-1-2",
        "1 1 2",
        "(112)",
        "1.1.2",
        "sip:1.1.2@pbx",
        "sip:1-1_2@pbx",
        "sip:+1-1-2@pbx",
        "sip:112p1@pbx",
        "sip:911x@pbx",
        "sip:112-ventas@pbx",
        "112-",
        "0 112",
        "00112",
        "+34 (0) 112",
        "tel:112",
        "1120",
        "sip:1121@pbx",
    ],
)
def test_disguised_emergencies(spelling: str) -> None:
    assert refused(spelling) == "emergency-number"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "sip:",
        "sip:@pbx",
        "sip:%31%31%32@pbx",
        "１１２",
        "١١٢",
        "11２",
        "112\u200b",
        "1\u00a012",
        "sip:200@pbx;transport=tls",
        "sip:200@pbx?Replaces=x",
        "sip:200;phone-context=x@pbx",
        "sip:a:secret@pbx",
        "sip:200@pbx\r\nVia: x",
        "sip:200@pbx\n",
        "sip:2\t00@pbx",
        "<sip:200@pbx>",
        '"x" <sip:200@pbx>',
        "sip:200@pbx@other",
        "sip:112",
        "sip:200@112",
        "sip:200@999.1.1.1",
        "sip:2.1.1.e164.arpa",
        "sip:200@pbx:0",
        "sip:200@pbx:99999",
        "sip:*112@pbx",
        "sip:*31#112@pbx",
        "*31*112",
        "112#",
        "tel:112;ext=5",
        "tel:",
        "callto:112",
        "http://x",
        "900-FLOWERS",
        "sip:200@pbx,sip:112@pbx",
        "sip:200@pbx sip:112@pbx",
        "sip:&112@pbx",
        "++34911234567",
        "sip:200@-pbx",
        "+",
        "-112",
        "x" * 300,
        "sip:" + "a" * 300 + "@pbx",
    ],
)
def test_what_is_no_plain_address(address: str) -> None:
    assert refused(address) == "address"


@pytest.mark.parametrize(
    ("address", "country", "rule"),
    [
        ("803 123 456", "ES", "premium-number"),
        ("806123456", "ES", "premium-number"),
        ("807123456", "ES", "premium-number"),
        ("905 123 456", "ES", "premium-number"),
        ("907123456", "ES", "premium-number"),
        ("+34 11818", "ES", "premium-number"),
        ("11822", "ES", "premium-number"),
        ("sip:11888@pbx", "ES", "premium-number"),
        ("sip:803123456@pbx", "ES", "premium-number"),
        ("sip:+34803123456@pbx", "ES", "premium-number"),
        ("tel:+34-806-123-456", "ES", "premium-number"),
        ("+979 123 456 789", "ES", "premium-number"),
        ("+44 909 879 0879", "GB", "premium-number"),
        ("+1 900 234 5678", "US", "premium-number"),
        ("0900 123456", "ES", "invalid-number"),
        ("1004", "ES", "short-code"),
        ("2525", "ES", "short-code"),
        ("123456", "ES", "short-code"),
        ("+44 20 7946 0000", "ES", "foreign-number"),
        ("0044 20 7946 0000", "ES", "foreign-number"),
        ("sip:+442079460000@pbx", "ES", "foreign-number"),
        ("+34 911 234 567", "MX", "foreign-number"),
        ("+881 612 345 678", "ES", "foreign-number"),
        ("+800 1234 5678", "ES", "foreign-number"),
        ("123456789", "ES", "invalid-number"),
        ("+34 95 555", "ES", "invalid-number"),
        ("9112345678901", "ES", "invalid-number"),
    ],
)
def test_other_refusals(address: str, country: str, rule: str) -> None:
    assert refused(address, country) == rule

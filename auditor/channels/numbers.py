"""What may be dialled: every spelling of an address brought to one form, and refused unless it is allowed.

A telephone number must be a whole, valid number of the channel's own country: short codes, emergency,
premium and foreign numbers are not. A SIP address may name an extension of one's own exchange.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from auditor.channels.emergency import BY_COUNTRY, EUROPEAN, EVERYWHERE, PREMIUM
from auditor.errors import RefusedError
from auditor.i18n import N_

SHORTEST = 7
"""Fewer digits are a short code, or inside a SIP address an extension of an exchange."""
_LONGEST = 256

_SIP = re.compile(
    r"(?P<scheme>sips?):(?:(?P<user>[A-Za-z0-9._+-]{1,64})@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)(?::(?P<port>[0-9]{1,5}))?",
    re.IGNORECASE | re.ASCII,
)
_NUMBER = re.compile(r"\+?[0-9(][0-9 ().-]*", re.ASCII)
_SEPARATORS = re.compile(r"[ ().-]")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be dialled. `canonical` is a SIP URI or an E.164 number.

    `notes` are keys of what is worth knowing: "shared-cost" (the caller pays more than a standard call).
    """

    canonical: str
    number: str | None = None
    notes: tuple[str, ...] = ()


def check_address(address: str, country: str) -> Address:
    """The address in its one form. Raises `RefusedError` with the rule that forbids it.

    `country` is ISO 3166; it decides what a national number is. Rules: "address", "emergency-number",
    "premium-number", "short-code", "foreign-number", "number-type", "invalid-number".
    """
    given = address.strip(" ")
    if not given or len(given) > _LONGEST or not given.isascii() or not given.isprintable():
        raise _not_an_address(address)
    lower = given.lower()
    if lower.startswith("tel:"):
        return _number(given[4:], country, address)
    if "@" in given or lower.startswith(("sip:", "sips:")):
        return _sip(given if lower.startswith("sip") else f"sip:{given}", country, address)
    return _number(given, country, address)


def is_emergency(digits: str, country: str) -> bool:
    """Whether these digits reach, or on some exchange could reach, an emergency service.

    Looked at as they are and behind an international prefix, the country's code, or a digit for an outside
    line (0, 8, 9), in any nesting.
    """
    from phonenumbers import country_code_for_region
    from phonenumbers.shortnumberinfo import connects_to_emergency_number

    known = EVERYWHERE | EUROPEAN | BY_COUNTRY.get(country, frozenset())
    code = str(country_code_for_region(country))
    waiting, seen = [digits], set()
    while waiting:
        rest = waiting.pop()
        if not rest or rest in seen:
            continue
        seen.add(rest)
        if rest in known or (len(rest) < SHORTEST and connects_to_emergency_number(rest, country)):
            return True
        waiting += [rest[len(p) :] for p in ("0", "8", "9", code) if rest.startswith(p)]
    return False


def _sip(given: str, country: str, address: str) -> Address:
    found = _SIP.fullmatch(given)
    if not found or int(found["port"] or 5060) not in range(1, 65536):
        raise _not_an_address(address)
    host = found["host"].lower()
    if not _sound_host(host):
        raise _not_an_address(address)
    user = found["user"]
    port = f":{int(found['port'])}" if found["port"] else ""
    scheme, end = found["scheme"].lower(), f"{host}{port}"
    if user is None:
        if host[0].isdecimal() and not re.fullmatch(r"[0-9.]+", host):  # "sip:112p" has no user but digits
            raise _not_an_address(address)
        return Address(f"{scheme}:{end}")
    canonical = f"{scheme}:{user}@{end}"
    digits = re.sub(r"[._+-]", "", user)
    if not digits.isdecimal():
        # A name; but an exchange may dial the digits that it begins with ("112p", "911x").
        head = re.sub(r"[._+-]", "", re.match(r"[0-9._+-]*", user)[0])  # type: ignore[index]
        if head and is_emergency(head, country):
            raise _emergency(address)
        return Address(canonical)
    if len(digits) < SHORTEST:
        _check_short(digits, country, address, extension=True)
        return Address(canonical)
    plain = re.sub(r"[._-]", "", user)
    checked = _number(plain, country, address)
    return Address(f"{scheme}:{plain}@{end}", checked.number, checked.notes)


def _sound_host(host: str) -> bool:
    """A name or an address; nothing all digits (a number in disguise), no domain of telephone numbers."""
    import ipaddress

    if host.endswith(".arpa"):
        return False
    if host.startswith("[") or re.fullmatch(r"[0-9.]+", host):
        try:
            ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            return False
    return True


def _number(given: str, country: str, address: str) -> Address:
    """A telephone number in any usual spelling, to E.164."""
    import phonenumbers

    text = given.strip(" ")
    digits = _SEPARATORS.sub("", text).removeprefix("+")
    if not _NUMBER.fullmatch(text) or not digits.isdecimal():
        raise _not_an_address(address)
    if len(digits) < SHORTEST:
        _check_short(digits, country, address, extension=False)
    plus = "+" if text.startswith("+") or digits.startswith("00") else ""
    try:
        parsed = phonenumbers.parse(plus + (digits.removeprefix("00") if plus else digits), country)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        raise _why_invalid(digits, parsed, country, address)
    return _allowed(parsed, country, address)


def _allowed(parsed: Any, country: str, address: str) -> Address:
    """A valid number: of this country, and of a kind that costs what a call costs."""
    import phonenumbers
    from phonenumbers import PhoneNumberType as Kind

    kind = phonenumbers.number_type(parsed)
    national = phonenumbers.national_significant_number(parsed)
    if kind == Kind.PREMIUM_RATE or national.startswith(PREMIUM.get(country, ("\0",))):
        raise _premium(address)
    at_home = phonenumbers.region_code_for_number(parsed) == country or (
        phonenumbers.is_valid_number_for_region(parsed, country)
    )
    if not at_home:
        raise RefusedError(
            N_("{address} is not a number of {country}, the channel's country."),
            rule="foreign-number",
            lift=N_("Register the line with the country that its number belongs to (--country)."),
            address=address,
            country=country,
        )
    if kind in (Kind.PAGER, Kind.VOICEMAIL, Kind.UNKNOWN):
        raise RefusedError(
            N_("{address} is not a line that a customer calls (a pager, a voicemail or an unknown service)."),
            rule="number-type",
            lift=N_("Register the number that customers are given."),
            address=address,
        )
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    notes = {Kind.SHARED_COST: ("shared-cost",), Kind.PERSONAL_NUMBER: ("personal-number",)}.get(kind, ())
    return Address(number, number, notes)


def _check_short(digits: str, country: str, address: str, *, extension: bool) -> None:
    """A number of few digits: refused, unless it is an extension of one's own exchange and nothing worse."""
    if is_emergency(digits, country):
        raise _emergency(address)
    if digits.startswith("118") and len(digits) > 3:
        raise _premium(address)
    if not extension:
        raise RefusedError(
            N_("{address} is a short code; Auditor only calls whole telephone numbers."),
            rule="short-code",
            lift=N_("Register the line's full number, or its extension as sip:EXTENSION@YOUR-EXCHANGE."),
            address=address,
        )


def _why_invalid(digits: str, parsed: Any, country: str, address: str) -> RefusedError:
    import phonenumbers

    national = phonenumbers.national_significant_number(parsed) if parsed is not None else digits
    region = country
    if parsed is not None:
        region = phonenumbers.region_code_for_country_code(parsed.country_code)
    if is_emergency(digits, country) or is_emergency(national, country) or is_emergency(national, region):
        return _emergency(address)
    if national.startswith(PREMIUM.get(country, ("\0",))):
        return _premium(address)
    return RefusedError(
        N_("{address} is not a valid telephone number of {country}."),
        rule="invalid-number",
        lift=N_("Check its digits, write it with its country code (+34…), and check the channel's country."),
        address=address,
        country=country,
    )


def _not_an_address(address: str) -> RefusedError:
    return RefusedError(
        N_("{address} is neither a telephone number nor a plain SIP address."),
        rule="address",
        lift=N_(
            "Write a number (+34 900 123 456) or sip:USER@HOST:PORT, with nothing after it: "
            "no parameters, no headers, no codes with * or #."
        ),
        address=repr(address)[:120],
    )


def _emergency(address: str) -> RefusedError:
    return RefusedError(
        N_("{address} is, or could reach, an emergency service or a helpline."),
        rule="emergency-number",
        lift=N_("This rule cannot be lifted. An extension with such a number needs another name."),
        address=address,
    )


def _premium(address: str) -> RefusedError:
    return RefusedError(
        N_("{address} is a premium-rate number."),
        rule="premium-number",
        lift=N_("This rule cannot be lifted. Register a number that costs what a normal call costs."),
        address=address,
    )

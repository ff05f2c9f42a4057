"""The customer that the shopper plays: invented with Faker, the same for the same seed, and nobody real.

What could reach or name a real person is kept out of circulation: addresses of e-mail are at example.com
(reserved, RFC 2606), telephone numbers lie in ranges that no one can be given (`_PHONES`), a DNI is in a
band that is not issued, an IBAN names no bank. All pass the check of form that a menu may make.
"""

from __future__ import annotations

import random
import threading
import unicodedata
from typing import TYPE_CHECKING

from scenarios.errors import ScenariosError
from scenarios.placeholders import fill, filled
from scenarios.scenario import PersonaSpec
from scenarios.vocabulary import PERSONA_FIELDS, PERSONA_LOCALES

if TYPE_CHECKING:
    from faker import Faker

__all__ = ["fill", "filled", "invent"]

_PHONES = {
    "en_GB": "07700 900###",  # Ofcom: numbers for drama use
    "en_US": "(202) 555-01##",  # NANPA: 555-0100 to 555-0199 are kept for fiction
    # The others have no range for fiction: a prefix that the national plan gives to no service, as the
    # metadata of libphonenumber have it (a test asks it: possible in length, valid nowhere).
    "es_ES": "76# ## ## ##",
    "es_MX": "942 ### ####",
    "es_AR": "238 ### ####",
    "es_CL": "9 13## ####",
    "es_CO": "390 ### ####",
    "pt_BR": "(20) 9####-####",
}
_PLACES_ES = (
    ("Madrid", "28"), ("Barcelona", "08"), ("Valencia", "46"), ("Sevilla", "41"), ("Zaragoza", "50"),
    ("Málaga", "29"), ("Murcia", "30"), ("Bilbao", "48"), ("Valladolid", "47"), ("Oviedo", "33"),
    ("A Coruña", "15"), ("Alicante", "03"),
)  # fmt: skip
"""Provincial capitals (and their like) with the first two figures of their postcodes."""

_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "en": "January February March April May June July August September October November December",
}
_made = threading.local()
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"  # Real Decreto 1553/2005: the number modulo 23


def invent(spec: PersonaSpec, seed: int) -> dict[str, str]:
    """The fields of `spec` with their values, as they are said and written in the locale.

    The same seed gives the same person, and a field does not change when others are asked for too. `fixed`
    fields are taken as they stand. Raises `ScenariosError` for an unknown locale or field.
    """
    if spec.locale not in PERSONA_LOCALES:
        raise ScenariosError("no persona can be invented for the locale “{locale}”", locale=spec.locale)
    person = _Person(spec.locale, seed)
    found = {name: person.field(name) for name in spec.fields}
    return {**found, **spec.fixed}


class _Person:
    """Draws each field from a generator of its own, so that the fields do not depend on each other."""

    def __init__(self, locale: str, seed: int) -> None:
        self.locale = locale
        self.seed = seed
        self.language = locale[:2]

    def field(self, name: str) -> str:
        """The value of one field."""
        if name not in PERSONA_FIELDS:
            raise ScenariosError("“{field}” cannot be invented", field=name)
        return str(getattr(self, f"_{name}")())

    def _draw(self, field: str) -> random.Random:
        return random.Random(f"{self.seed}:{self.locale}:{field}")  # noqa: S311 (not for secrets)

    def _faker(self, field: str) -> Faker:
        faker = _faker_of(self.locale)
        faker.seed_instance(f"{self.seed}:{self.locale}:{field}")
        return faker

    def _first_name(self) -> str:
        return self._faker("first_name").first_name().split()[0]

    def _surname(self) -> str:
        """Two surnames where Spanish is spoken, one elsewhere."""
        faker = self._faker("surname")
        count = 2 if self.language == "es" else 1
        return " ".join(faker.last_name() for _ in range(count))

    def _name(self) -> str:
        return f"{self._first_name()} {self._surname()}"

    def _email(self) -> str:
        words = f"{self._first_name()} {self._surname().split()[0]}".lower()
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
        kept = "".join(c if c.isalnum() else "." for c in plain)
        return f"{kept}{self._draw('email').randrange(10, 100)}@example.com"

    def _city(self) -> str:
        return self._place()[0]

    def _postcode(self) -> str:
        return self._place()[1]

    def _place(self) -> tuple[str, str]:
        if self.locale == "es_ES":
            city, province = self._draw("place").choice(_PLACES_ES)
            return city, f"{province}0{self._draw('postcode').randrange(1, 20):02d}"
        faker = self._faker("place")
        return faker.city(), faker.postcode().partition("-")[
            0
        ] if self.locale == "es_MX" else faker.postcode()

    def _address(self) -> str:
        faker = self._faker("address")
        if self.locale == "es_ES":
            street = f"calle {faker.last_name()}, {self._draw('number').randrange(1, 120)}"
            return f"{street}, {self._postcode()} {self._city()}"
        return f"{faker.street_address()}, {self._postcode()} {self._city()}".replace("\n", ", ")

    def _account_number(self) -> str:
        return _digits("9#########", self._draw("account_number"))

    def _phone(self) -> str:
        return _digits(_PHONES[self.locale], self._draw("phone"))

    def _dni(self) -> str:
        """Formally valid, from 99 000 000 up: police issue numbers far below that."""
        self._only_spain("dni")
        number = int(_digits("99######", self._draw("dni")))
        return f"{number}{_DNI_LETTERS[number % 23]}"

    def _dni_digits(self) -> str:
        """The DNI without its letter, as menus ask for it."""
        return self._dni()[:-1]

    def _iban(self) -> str:
        """Formally valid (both checks); entity 9999 is no bank."""
        self._only_spain("iban")
        account = _digits("##########", self._draw("iban"))
        bban = "99990001" + _account_check("0099990001") + _account_check(account) + account
        check = 98 - int(bban + "142800") % 97  # ISO 13616: E = 14, S = 28
        text = f"ES{check:02d}{bban}"
        return " ".join(text[i : i + 4] for i in range(0, len(text), 4))

    def _only_spain(self, field: str) -> None:
        if self.locale != "es_ES":
            said = "“{field}” cannot be invented for {locale}; give one of the company's own under fixed"
            raise ScenariosError(said, field=field, locale=self.locale)

    def _birth_date(self) -> str:
        """An adult's, in words: it is said aloud."""
        draw = self._draw("birth_date")
        year, month, day = draw.randrange(1945, 2001), draw.randrange(12), draw.randrange(1, 29)
        name = _MONTHS[self.language].split()[month]
        if self.locale == "en_US":
            return f"{name} {day}, {year}"
        if self.language == "en":
            return f"{day} {name} {year}"
        return f"{day} de {name} de {year}"


def _faker_of(locale: str) -> Faker:
    """One a thread and locale: making one costs far more than seeding it anew."""
    known: dict[str, Faker] | None = getattr(_made, "fakers", None)
    if known is None:
        known = _made.fakers = {}
    if locale not in known:
        from faker import Faker

        known[locale] = Faker(locale)
    return known[locale]


def _digits(pattern: str, draw: random.Random) -> str:
    return "".join(str(draw.randrange(10)) if c == "#" else c for c in pattern)


def _account_check(ten: str) -> str:
    """The control digit of a Spanish account number (código cuenta cliente) over ten figures."""
    weights = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
    rest = 11 - sum(w * int(c) for w, c in zip(weights, ten, strict=True)) % 11
    return str({10: 1, 11: 0}.get(rest, rest))

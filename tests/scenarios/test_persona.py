"""Personas: the same for the same seed, of the right form, and nobody real."""

from __future__ import annotations

import re
import subprocess
import sys

import phonenumbers
import pytest

from scenarios.errors import ScenariosError
from scenarios.persona import fill, filled, invent
from scenarios.reading import read_scenario_text
from scenarios.scenario import PersonaSpec, Press, Say
from scenarios.vocabulary import ONLY_IN_SPAIN, PERSONA_FIELDS, PERSONA_LOCALES
from tests.scenarios.files import SMALL

SPAIN = PersonaSpec("es_ES", PERSONA_FIELDS)
SEEDS = range(0, 60, 3)


@pytest.mark.parametrize("locale", PERSONA_LOCALES)
def test_the_same_seed_is_the_same_person(locale: str) -> None:
    fields = tuple(f for f in PERSONA_FIELDS if locale == "es_ES" or f not in ONLY_IN_SPAIN)
    person = invent(PersonaSpec(locale, fields), 7)
    assert person == invent(PersonaSpec(locale, fields), 7)
    assert person != invent(PersonaSpec(locale, fields), 8)
    assert set(person) == set(fields)
    assert all(value.strip() == value and value and "\n" not in value for value in person.values())


def test_a_field_does_not_change_when_others_are_asked_for_too() -> None:
    whole = invent(SPAIN, 3)
    for field in PERSONA_FIELDS:
        assert invent(PersonaSpec("es_ES", (field,)), 3) == {field: whole[field]}


def test_the_fields_of_one_person_agree() -> None:
    for seed in SEEDS:
        person = invent(SPAIN, seed)
        assert person["name"] == f"{person['first_name']} {person['surname']}"
        assert person["address"].endswith(f"{person['postcode']} {person['city']}")


@pytest.mark.parametrize("locale", PERSONA_LOCALES)
def test_telephone_numbers_ring_nobody(locale: str) -> None:
    for seed in SEEDS:
        text = invent(PersonaSpec(locale, ("phone",)), seed)["phone"]
        number = phonenumbers.parse(text, locale[-2:])
        assert phonenumbers.is_possible_number(number)
        if locale == "en_US":  # assigned to fiction, and so a number of the plan
            assert re.fullmatch(r"\(202\) 555-01\d\d", text)
        else:
            assert not phonenumbers.is_valid_number(number), text


def test_addresses_of_mail_are_reserved_ones() -> None:
    for locale in PERSONA_LOCALES:
        for seed in SEEDS:
            assert re.fullmatch(
                r"[a-z.]+\d\d@example\.com", invent(PersonaSpec(locale, ("email",)), seed)["email"]
            )


def test_dni_and_iban_are_formally_valid_and_belong_to_nobody() -> None:
    for seed in SEEDS:
        person = invent(SPAIN, seed)
        number, letter = person["dni"][:-1], person["dni"][-1]
        assert int(number) >= 99_000_000
        assert person["dni_digits"] == number
        assert letter == "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23]
        iban = person["iban"].replace(" ", "")
        assert len(iban) == 24
        moved = iban[4:] + iban[:4]
        assert int("".join(str(int(c, 36)) for c in moved)) % 97 == 1
        assert iban[4:8] == "9999"
        assert iban[12:14] == control_digits(iban[4:12], iban[14:])


def control_digits(bank_and_branch: str, account: str) -> str:
    """The two control digits of a Spanish account, by the published weights."""

    def one(ten: str) -> str:
        total = sum(int(c) * pow(2, i, 11) for i, c in enumerate(ten))
        rest = 11 - total % 11
        return {10: "1", 11: "0"}.get(rest, str(rest))

    return one("00" + bank_and_branch) + one(account)


def test_the_control_digits_of_a_known_example() -> None:
    """The example account of the IBAN registry for Spain (ISO 13616)."""
    assert control_digits("21000418", "0200051332") == "45"


def test_fixed_fields_stand_as_they_are() -> None:
    assert invent(PersonaSpec("es_ES", (), {"account_number": "00 1"}), 1) == {"account_number": "00 1"}


def test_unknown_locale_and_field() -> None:
    with pytest.raises(ScenariosError, match="locale “xx_XX”"):
        invent(PersonaSpec("xx_XX", ("name",)), 1)
    for field in ("shoe_size", "digits", "draw", "_faker"):
        with pytest.raises(ScenariosError, match="cannot be invented"):
            invent(PersonaSpec("es_ES", (field,)), 1)
    with pytest.raises(ScenariosError, match="“dni” cannot be invented for es_MX"):
        invent(PersonaSpec("es_MX", ("dni",)), 1)


def test_filling_in() -> None:
    assert fill("Soy {name}, {name}.", {"name": "Ana"}) == "Soy Ana, Ana."
    with pytest.raises(ScenariosError, match="no field “city”"):
        fill("{city}", {"name": "Ana"})


def test_a_persona_fills_what_is_said_and_what_is_keyed() -> None:
    text = SMALL + (
        "persona: {locale: es_ES, fields: [name, phone]}\nbriefing: Se llama {name}\n"
        'steps: [{say: "Soy {name}"}, {press: "{phone}#"}, {press: "1 2"}]\n'
    )
    scenario = read_scenario_text(text, "x")
    done = filled(scenario, {"name": "Ana", "phone": "761 23 45 67"})
    assert done.briefing == "Se llama Ana"
    assert done.steps == (Say("Soy Ana"), Press("761234567#"), Press("12"))
    with pytest.raises(ScenariosError, match="“9982A” cannot be keyed in"):
        filled(scenario, {"name": "Ana", "phone": "9982A"})
    with pytest.raises(ScenariosError, match="no field “phone”"):
        filled(scenario, {"name": "Ana"})


def test_faker_is_not_loaded_with_the_module() -> None:
    code = "import sys, scenarios.persona, scenarios.library; sys.exit('faker' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

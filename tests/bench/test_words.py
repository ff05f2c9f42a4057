"""The rules that make a published text and a heard one comparable."""

from __future__ import annotations

import pytest

from bench.words.material import spoken


@pytest.mark.parametrize(
    ("language", "written", "heard"),
    [
        ("es", "Ingrese su numero de contrasena.", "ingrese su número de contraseña"),
        ("es", "Presione uno, o dos.", "Presione 1 o 2"),
        ("en", "That's login number one!", "that's login number 1"),
    ],
)
def test_accents_figures_case_and_marks_make_no_error(language: str, written: str, heard: str) -> None:
    assert spoken(written, language) == spoken(heard, language)


def test_another_word_is_an_error_and_a_sound_has_no_words() -> None:
    assert spoken("conferencia", "es") != spoken("coherencia", "es")
    assert spoken("[ tono de error ]", "es") is None
    assert spoken("<beep>", "en") is None

"""The ways on that a menu offers, read from its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.options import options


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "es",
            "Bienvenido a Luz Clara. Para facturación, pulse uno. Para averías, pulse dos.",
            [("1", "facturación"), ("2", "averías")],
        ),
        (
            "es",
            "para facturación pulse uno para averías pulse dos si desea hablar con un agente pulse cero",
            [("1", "facturación"), ("2", "averías"), ("0", "hablar con un agente")],
        ),
        (
            "es",
            "Gracias por llamar. Pulse 1 para facturas, pulse 2 para averías",
            [("1", "facturas"), ("2", "averías")],
        ),
        ("es", "Para averías diga averías", [("averías", "averías")]),
        ("es", "Para salir, pulse la tecla almohadilla", [("#", "salir")]),
        ("es", "Para repetir, marque asterisco", [("*", "repetir")]),
        ("es", "Pulse uno.", [("1", "")]),
        ("es", "Introduzca su número de cliente seguido de almohadilla", []),
        ("es", "Marque su número de DNI", []),
        ("es", "Todos nuestros agentes están ocupados", []),
        ("es", "", []),
        ("en", "For billing, press 1. For faults, press the pound key.", [("1", "billing"), ("#", "faults")]),
        (
            "en",
            "Thank you for calling. Press one for billing or press zero to speak to an agent.",
            [("1", "billing"), ("0", "speak to an agent")],
        ),
        (
            "es",
            "Para una tarifa. … para conocer ofertas, púlce 2 para mantenimiento, púlce 4 si",
            [("2", "conocer ofertas"), ("4", "mantenimiento")],
        ),
        (
            "es",
            "su consulta es de electricidad, marque 1 si es de gas, marque 2 si es de ambas, marque 3",
            [("1", "electricidad"), ("2", "gas"), ("3", "ambas")],
        ),
        (
            "es",
            "Para facturas y cobros. Pulse 1. Para averías. Pulse 2.",
            [("1", "facturas y cobros"), ("2", "averías")],
        ),
        (
            "es",
            "Si no es cliente, marque 1. Si ya es cliente, marque 2.",
            [("1", "no es cliente"), ("2", "ya es cliente")],
        ),
        ("fr", "Tapez un", []),
    ],
)
def test_options(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(o.key, o.words) for o in options(text, language)] == expected


WORDS = ["para", "si", "pulse", "uno", "dos", "marque", "la", "tecla", "diga", ".", ",", "x"]


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_options_lie_in_the_text(text: str) -> None:
    for option in options(text, "es"):
        assert option.key
        assert option.words in text
        assert 0 <= option.start <= option.end <= len(text)

"""Sentences as they come: what the one before announced counts, and a number that has only begun is hidden."""

from __future__ import annotations

from transcripts.redaction.live import LiveRedactor


def shown(*sentences: str) -> list[str]:
    hide = LiveRedactor()
    return [hide(sentence) for sentence in sentences]


def test_a_question_announces_the_answer() -> None:
    assert shown("¿Me dice su DNI?", "48 29 17 36.") == ["¿Me dice su DNI?", "[DNI]."]
    assert shown("¿Y su nombre?", "Wenceslao Quintana.", "Muy bien, Wenceslao.") == [
        *("¿Y su nombre?", "[nombre].", "Muy bien, [nombre].")
    ]


def test_a_number_in_pieces_is_never_shown() -> None:
    said = (
        "Mi teléfono es el seis cero uno.",
        "Veintitrés, cuarenta y cinco.",
        "Sesenta y siete.",
        "Gracias.",
    )
    done = shown(*said)
    assert done[0] == "Mi teléfono es el [teléfono]."
    assert done[-1] == "Gracias."
    assert not any(word in " ".join(done) for word in ("seis", "cuarenta", "Sesenta"))


def test_amounts_and_case_keys_are_shown() -> None:
    said = (
        "Le llamo al móvil por 14,90 euros.",
        "Su incidencia es la cuatro cinco siete ocho.",
        "Son 120 euros.",
    )
    assert shown(*said) == list(said)

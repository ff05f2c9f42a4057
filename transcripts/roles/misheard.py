"""Long set phrases of machines, found although the recogniser misheard a few letters of them."""

from __future__ import annotations

LEAST = 85.0
"""Percent of the letters that must agree. Ours: set on the tuning half of bench.listening.humans."""

_SPANISH = {
    "notice": (
        "horario de atencion",
        "puede ser grabada",
        "sera grabada para",
    ),
    "welcome": ("ha llamado al servicio", "le damos la bienvenida"),
    "waiting": (
        "su llamada es muy importante",
        "mantengase a la espera",
        "permanezca a la espera",
        "agentes estan ocupados",
        "lineas estan ocupadas",
        "gracias por su paciencia",
        "tiempo estimado de espera",
        "le atenderemos lo antes posible",
    ),
    "ending": (
        "se encuentra fuera de servicio",
        "intentelo de nuevo mas tarde",
        "no podemos atender su llamada",
        "verifique el numero",
    ),
    "mailbox": (
        "mensaje despues del tono",
        "mensaje despues de la senal",
        "despues de oir el tono",
        "el buzon de voz de",
    ),
}
_ENGLISH = {
    "welcome": ("thank you for calling", "you have reached"),
    "notice": ("may be recorded", "our opening hours are"),
    "waiting": (
        "agents are busy at the moment",
        "your call is important to us",
        "please stay on the line",
        "thank you for your patience",
        "the estimated waiting time",
    ),
    "ending": ("please try again later", "unable to take your call"),
    "mailbox": ("leave a message after the tone", "speak after the tone"),
}
_BY_LANGUAGE = {"es": _SPANISH, "en": _ENGLISH}


def misheard(text: str, language: str) -> set[str]:
    """The names of the cues of which a phrase is nearly in this text (lower case, without accents)."""
    from rapidfuzz import fuzz

    return {
        name
        for name, phrases in _BY_LANGUAGE.get(language, _SPANISH).items()
        for phrase in phrases
        if len(text) >= len(phrase) - 4 and fuzz.partial_ratio(phrase, text, score_cutoff=LEAST)
    }

"""What redaction may not take: amounts, dates, times and case keys, in sentences put together here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from transcripts.redaction import redact

KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "amount": (
        (
            "Me han cobrado {} de más.",
            "La factura es de {} y no la reconozco.",
            "Son {} al mes, IVA incluido.",
            "El móvil me costó {} el año pasado.",
            "Le devolvemos {} en su cuenta bancaria.",
        ),
        (
            *("14,90 euros", "14,90 €", "1.250,00 €", "ciento veinte euros", "catorce con noventa euros"),
            *("mil doscientos cincuenta euros", "veintitrés mil quinientos euros", "35 céntimos"),
            *("100.000 pesos", "dos millones de pesos", "12 %", "cuarenta y cinco kilovatios"),
        ),
    ),
    "date": (
        (
            "Llamé el {} y nadie vino.",
            "El contrato es del {}.",
            "El {} le llamamos a su móvil.",
            "La tarjeta caducó el {}.",
        ),
        (
            *("3 de marzo", "3 de marzo de 2026", "03/03/2026", "3-3-2026", "2026-03-03", "tres de marzo"),
            *("veintiuno de octubre de dos mil veinticinco", "15 de julio de 2025", "uno de enero"),
        ),
    ),
    "time": (
        ("Vienen a las {} de la tarde.", "Le atendemos de {} a 20:00.", "Llamé a las {} y colgaron."),
        ("9:30", "nueve y media", "ocho y cuarto", "17.45", "doce menos diez", "13 horas"),
    ),
    "case_key": (
        (
            "Su número de incidencia es el {}.",
            "Apunte la referencia: {}.",
            "La clave de la reclamación es {}, ¿la ha apuntado?",
            "El expediente {} sigue abierto, señora.",
            "Tengo el número de pedido {}.",
            "Ya llamé, y el localizador es {}.",
            "Mi DNI ya lo tiene, y la incidencia es la {}.",
            "La tarjeta no; el número de pedido es {}.",
        ),
        (
            *("45782", "458 291", "4 5 7 8 2", "cuatro cinco siete ocho dos", "2026-00451", "A B 7 9 2"),
            *("612 345 678", "cuarenta y cinco, setenta y ocho, doce", "INC-458291", "98 12 45 33"),
            *("cuatro cinco siete, ocho dos uno, nueve nueve cero", "000451234", "R2026 1234 567"),
        ),
    ),
}
"""Kind → (sentences, values): every value in every sentence."""


def sentences() -> Iterator[tuple[str, str, str]]:
    """(kind, value, sentence)."""
    for kind, (frames, values) in KINDS.items():
        for frame, value in product(frames, values):
            yield kind, value, frame.format(value)


def lost() -> dict[str, tuple[int, list[str]]]:
    """By kind: how many there are, and the sentences whose value did not survive whole."""
    found: dict[str, tuple[int, list[str]]] = {}
    for kind, value, sentence in sentences():
        n, gone = found.get(kind, (0, []))
        found[kind] = (n + 1, [*gone, sentence] if value not in redact(sentence).text else gone)
    return found

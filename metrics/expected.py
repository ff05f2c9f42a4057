"""The route as walked beside the route that the scenario expects, by the words of prompts and choices."""

from __future__ import annotations

from metrics.route import Walked
from metrics.view import CallView
from metrics.words import normal

ALIKE = 80.0
"""A name is found in a prompt when its best window agrees by this much (rapidfuzz partial ratio)."""

_AGENT = {"agente", "agent", "persona", "humano", "human", "operador", "operadora", "asesor"}
_HOLD = {"espera", "cola", "hold", "queue", "en espera"}
_WELCOME = {"bienvenida", "welcome", "saludo", "greeting"}
_TRANSFER = {"transferencia", "transfer", "traspaso"}
_MENU = {"menu", "menu principal", "main menu"}


def matches(call: CallView, walked: tuple[Walked, ...], expected: tuple[str, ...]) -> dict[int, str]:
    """Index of a walked step → the expected name it stands for; the longest agreement in order is taken."""
    rows, columns = len(expected), len(walked)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    fits = [[_fits(call, walked, j, name) for j in range(columns)] for name in expected]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], fits[i][j] + best[i + 1][j + 1])
    found: dict[int, str] = {}
    i = j = 0
    while i < rows and j < columns:
        if fits[i][j] and best[i][j] == 1 + best[i + 1][j + 1]:
            found[walked[j].step.index] = expected[i]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return found


def _fits(call: CallView, walked: tuple[Walked, ...], j: int, name: str) -> bool:
    wanted = normal(name).replace("-", " ").replace("_", " ").strip()
    item = walked[j]
    kind = item.step.kind
    for words, kinds in (
        (_AGENT, {"agent"}),
        (_HOLD, {"hold"}),
        (_TRANSFER, {"transfer"}),
        (_MENU, {"menu"}),
    ):
        if wanted in words:
            return kind in kinds
    if not item.heard.known:
        return False
    if wanted in _WELCOME:
        return bool(call.find(item.heard.text, "welcome")) and kind != "agent"
    if kind == "agent":
        return False
    chosen = " ".join(words for key, words in item.step.options if key == item.step.key)
    return _alike(wanted, chosen or item.heard.text) or (j == 0 and _alike(wanted, item.heard.text))


def _alike(wanted: str, text: str) -> bool:
    from rapidfuzz.fuzz import partial_ratio

    plain = normal(text)
    return len(plain) >= len(wanted) > 0 and partial_ratio(wanted, plain) >= ALIKE

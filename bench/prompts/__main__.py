"""`python -m bench.prompts [--voice NAME…] [--condition NAME…] [--list]`: are recordings known again?

Every prompt of a voice is in the catalogue (as one G.711 call heard it); each is then heard in another call,
through each condition. Counted are the sentences whose words are taken over: their own, or another prompt's,
which must never happen; a recording that lies in the package under two names counts as one. Then
announcements that differ by one number only.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from bench.listening import material
from bench.listening.conditions import CONDITIONS
from bench.prompts.hearing import Recorded, catalogued, known, numbered, recorded, same_recording
from transcripts.prompts import Prompt
from transcripts.prompts.lookup import SHORT_S

VOICES = ("colombia", "allison-es", "allison-en")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.prompts", description=__doc__)
    asked.add_argument("--voice", nargs="*", choices=VOICES, default=list(VOICES))
    asked.add_argument("--condition", nargs="*", choices=list(CONDITIONS), default=list(CONDITIONS))
    asked.add_argument("--list", action="store_true", help="name what was taken for something else")
    options = asked.parse_args()
    material.fetch()
    wrong = 0
    print(f"{'':34s} {'heard':>6s} {'known':>6s} {'share':>6s} {'others':>6s} {'ms':>6s}")
    for voice in options.voice:
        every = recorded(voice)
        book = tuple(catalogued(n, prompt) for n, prompt in enumerate(every))
        print(f"{voice}: {len(every)} prompts, {len(every) * (len(every) - 1)} pairs of different ones")
        for condition in options.condition:
            for name, chosen in _by_length(every).items():
                wrong += _pairs(f"  {condition}, {name}", every, chosen, condition, book, names=options.list)
        for condition in options.condition:
            wrong += _numbers(voice, condition, names=options.list)
    return int(wrong > 0)


def _by_length(every: tuple[Recorded, ...]) -> dict[str, list[Recorded]]:
    return {
        f"{SHORT_S:g} s and more": [p for p in every if p.voiced_s >= SHORT_S],
        f"under {SHORT_S:g} s": [p for p in every if p.voiced_s < SHORT_S],
    }


def _pairs(
    title: str,
    every: tuple[Recorded, ...],
    chosen: list[Recorded],
    condition: str,
    book: tuple[Prompt, ...],
    *,
    names: bool,
) -> int:
    heard = own = 0
    by_id = {other.id: other for other in every}
    others: Counter[tuple[str, str]] = Counter()
    began = time.process_time()
    for number, prompt in enumerate(chosen):
        found = known(prompt, condition, number, book)
        heard += len(prompt.speech)
        for sentence in found.sentences:
            of = sentence.text.rpartition("#")[0]
            if of == prompt.id or same_recording(prompt, by_id[of]):
                own += 1
            else:
                others[prompt.id, of] += 1
    cost_ms = 1000 * (time.process_time() - began) / max(len(chosen), 1)
    _row(title, heard, own, sum(others.values()), cost_ms)
    if names:
        for (one, other), count in sorted(others.items()):
            print(f"      {one} taken for {other} ({count})")
    return sum(others.values())


def _numbers(voice: str, condition: str, *, names: bool) -> int:
    """Each announcement against the catalogue of all those with the same words and another number."""
    said = list(numbered(voice))
    books = [catalogued(n, prompt) for n, (_, _, prompt) in enumerate(said)]
    heard = own = wrong = 0
    began = time.process_time()
    for seed, (carrier, number, prompt) in enumerate(said):
        rest = tuple(b for (c, n, _), b in zip(said, books, strict=True) if c == carrier and n != number)
        heard += 1
        own += bool(known(prompt, condition, seed, (books[seed],)).sentences)
        taken = known(prompt, condition, seed, rest).sentences
        wrong += len(taken)
        if names and taken:
            print(f"      {prompt.id} taken for {taken[0].text}")
    cost_ms = 500 * (time.process_time() - began) / max(len(said), 1)
    _row(f"  {condition}, another number", heard, own, wrong, cost_ms)
    return wrong


def _row(title: str, heard: int, own: int, others: int, cost_ms: float) -> None:
    print(
        f"{title:34s} {heard:6d} {own:6d} {own / max(heard, 1):6.3f} {others:6d} {cost_ms:6.0f}", flush=True
    )


if __name__ == "__main__":
    sys.exit(main())

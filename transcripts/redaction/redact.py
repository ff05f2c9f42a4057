"""`redact`: one text without what tells who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transcripts.redaction.values import Personal, PersonalSpan, Redacted, mark_of


def redact(
    text: str,
    language: str = "es",
    country: str = "ES",
    *,
    keep: frozenset[Personal] = frozenset(),
    known: Iterable[str] = (),
) -> Redacted:
    """The text with identity numbers, accounts, cards, telephones, e-mails, addresses and names replaced.

    Also when they are spoken as number words, digit by digit, or with "arroba" and "punto". Amounts, dates,
    times and case keys stay. `language` is that of the text ("es", "en"), `country` (ISO 3166) that of its
    telephone numbers; `keep` names kinds to leave in; `known` are names that were announced elsewhere. It
    finds what has a check digit or a cue: it lowers the risk, and does not make a text anonymous.
    """
    spans = spans_of(text, language, country, keep)
    if Personal.NAME not in keep and (said := {*known, *_names(text, spans)}):
        from transcripts.redaction.naming import again

        spans = _disjoint((*spans, *again(text, said)))
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], mark_of(span.kind, text[span.start : span.end], language)]
        at = span.end
    return Redacted("".join([*pieces, text[at:]]), spans)


def redacted(text: str, language: str | None = "es", country: str = "ES", known: Iterable[str] = ()) -> str:
    """Only the text; `language` is Spanish where it is not known."""
    return redact(text, language or "es", country, known=known).text


def names_in(texts: Iterable[str], language: str | None = "es", country: str = "ES") -> frozenset[str]:
    """The names that these texts announce: handed in as `known`, they go from all texts of one matter."""
    return frozenset(
        name for text in texts for name in _names(text, spans_of(text, language or "es", country))
    )


def _names(text: str, spans: Iterable[PersonalSpan]) -> Iterator[str]:
    return (text[span.start : span.end] for span in spans if span.kind is Personal.NAME)


def spans_of(
    text: str, language: str = "es", country: str = "ES", keep: frozenset[Personal] = frozenset()
) -> tuple[PersonalSpan, ...]:
    """Where the personal data of the text is, in order, disjoint; see `redact`."""
    # The expressions take 15 ms to compile: nobody who only opens the application pays for them.
    from transcripts.redaction.identifiers import identifiers
    from transcripts.redaction.naming import names
    from transcripts.redaction.tokens import tokens_of
    from transcripts.redaction.wording import addresses, emails

    tokens = tokens_of(text)
    found = [
        *identifiers(text, tokens, language, country),
        *emails(text, tokens),
        *addresses(text),
        *names(text),
    ]
    return _disjoint(span for span in found if span.kind not in keep)


_RANK = tuple(Personal)


def _disjoint(spans: Iterable[PersonalSpan]) -> tuple[PersonalSpan, ...]:
    """Overlapping finds become one, of the kind that is surest: numbers before addresses before names."""
    result: list[PersonalSpan] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            before = result[-1]
            kind = min(before.kind, span.kind, key=_RANK.index)
            result[-1] = PersonalSpan(before.start, max(before.end, span.end), kind)
        else:
            result.append(span)
    return tuple(result)

"""What the end of a call means, from the stack's own word where the trace is late."""

from __future__ import annotations

import pytest

from auditor.channels.phone.outcomes import of_refusal, refusal_code
from transcripts.contact import Outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("488 Not Acceptable Here", Outcome.REFUSED),
        ("486 Busy Here", Outcome.BUSY),
        ("480 Temporarily Unavailable", Outcome.NO_ANSWER),
        ("Connection timed out", Outcome.UNREACHABLE),
        ("200 OK", Outcome.UNREACHABLE),
        ("１２３", Outcome.UNREACHABLE),
        ("", Outcome.UNREACHABLE),
    ],
)
def test_a_final_answer_counts_though_the_trace_is_late(text: str, outcome: Outcome) -> None:
    assert of_refusal(refusal_code(text)) is outcome

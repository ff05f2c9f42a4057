"""What `--json` prints keeps the digits of figures; only instants are rounded, to the millisecond."""

from __future__ import annotations

from auditor.core.contract import score_json
from metrics.values import Evidence, Figure


def test_a_figure_is_printed_with_all_its_digits() -> None:
    evidence = (Evidence(1.23456, 2.0, "sí"),)
    figure = Figure("fcr.claimed", 2 / 3, "ratio", n=3, counts={}, interval=(0.2 / 3, 0.9), evidence=evidence)
    printed = score_json(figure)
    assert printed["value"] == 2 / 3
    assert printed["interval"] == [0.2 / 3, 0.9]
    assert printed["evidence"][0]["start_s"] == 1.235

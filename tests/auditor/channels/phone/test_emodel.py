"""The E-model estimate against G.107's own figures."""

from __future__ import annotations

import pytest

from auditor.channels.phone.emodel import R_DEFAULT, mos, to_mos
from auditor.channels.phone.quality import of_stats


@pytest.mark.parametrize(
    ("rating", "expected"),
    [(90, 4.34), (80, 4.03), (70, 3.60), (60, 3.10), (50, 2.58)],  # G.107 annex B, table B.1
)
def test_rating_to_mos(rating: float, expected: float) -> None:
    assert to_mos(rating) == pytest.approx(expected, abs=0.01)


def test_a_clean_short_call_is_at_the_models_default() -> None:
    assert mos("PCMA", 0.0, 0.02) == pytest.approx(to_mos(R_DEFAULT))
    assert to_mos(R_DEFAULT) == pytest.approx(4.41, abs=0.005)


def test_two_per_cent_without_concealment() -> None:
    """Ie,eff = 95 · 2 / (2 + 4.3) = 30.16 → R = 63.04."""
    assert mos("PCMU", 0.02, 0.02) == pytest.approx(to_mos(93.2 - 30.159), abs=1e-3)


def test_delay_costs_only_beyond_a_tenth_of_a_second() -> None:
    assert mos("PCMA", 0.0, 0.1) == mos("PCMA", 0.0, 0.0)
    late = [mos("PCMA", 0.0, delay_s) or 0 for delay_s in (0.1, 0.2, 0.3, 0.4)]
    assert late == sorted(late, reverse=True)
    assert late[3] < late[0] - 0.3


def test_unknown_is_not_measured() -> None:
    assert mos(None, 0.0, 0.0) is None
    assert mos("PCMA", None, 0.0) is None
    assert mos("G722", 0.0, 0.0) is None  # another scale: G.107.1


def test_loss_is_the_jitter_buffers_count() -> None:
    stats = {
        "rx": {"packets": 980},
        "rtcp": {"rx_lost": 0, "rx_jitter_us": 1500, "rtt_us": 0},
        "jbuf": {"lost": 20},
    }
    quality = of_stats(stats, "PCMA", buffer_s=0.06, reported=True)
    assert quality is not None
    assert (quality.packets, quality.lost, quality.jitter_ms) == (980, 20, 1.5)
    assert quality.e_model_mos == pytest.approx(mos("PCMA", 0.02, 0.08))
    without = of_stats(stats, "PCMA", buffer_s=0.0, reported=True)
    assert without is not None
    assert without.lost is None
    assert without.e_model_mos is None
    assert of_stats({}, "PCMA", buffer_s=0.06, reported=False) is None


def test_no_jitter_is_a_measure_only_when_the_far_end_reported() -> None:
    stats = {"rx": {"packets": 980}, "rtcp": {"rx_jitter_us": 0}}
    quiet = of_stats(stats, "PCMA", buffer_s=0.06, reported=True)
    silent = of_stats(stats, "PCMA", buffer_s=0.06, reported=False)
    assert quiet is not None
    assert silent is not None
    assert (quiet.jitter_ms, silent.jitter_ms) == (0.0, None)

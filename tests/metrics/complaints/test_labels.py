"""Every key has words in both languages, every figure its place in the documentation; nothing heavy is imported."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest

import metrics
from auditor.i18n import _, use_language
from metrics.complaints.cases import cases
from metrics.complaints.curve import fcr_curve
from metrics.complaints.deadlines import Timeliness
from metrics.complaints.facts import FactKind
from metrics.complaints.fcr import fcr
from metrics.complaints.labels import LABELS, base_of, label, variant_of, window_of
from metrics.complaints.promises import PromiseState
from metrics.complaints.values import Segment
from metrics.complaints.watch import AlertKind
from tests.catalogues import compile_all
from tests.metrics.complaints.ledger import complaint, day

ROOT = Path(metrics.__file__).parent.parent
FIGURES = [*fcr(cases([complaint("a", 30), complaint("b")], as_of=day(40)), window_days=14).figures]
FIGURES += [fcr_curve(())[0].all_cases]


@pytest.mark.parametrize(
    ("family", "keys"),
    [
        ("timeliness", Timeliness),
        ("promise", PromiseState),
        ("segment", Segment),
        ("fact", FactKind),
        ("alert", AlertKind),
    ],
)
def test_every_member_has_a_label(family: str, keys: type[StrEnum]) -> None:
    assert {key.value for key in keys} <= set(LABELS[family])


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_figures_and_their_counts_have_labels(figure) -> None:
    assert base_of(figure.id) in LABELS["figure"]
    assert set(figure.counts) <= set(LABELS["count"])
    assert figure.why is None or figure.why in LABELS["why"]


def test_a_window_is_read_out_of_an_id() -> None:
    assert window_of("fcr.no_repeat_14d.by_importance") == 14
    assert variant_of("fcr.no_repeat_14d.by_importance") == "by_importance"
    assert (window_of("fcr.claimed"), variant_of("fcr.claimed")) == (None, None)
    assert label("figure", "fcr.no_repeat_7d").format(days=7) == "No repeat contact within 7 days"
    assert label("operator", "North Calls Ltd") == "North Calls Ltd"


def test_all_labels_are_spanish_in_spanish() -> None:
    compile_all()
    use_language("es")
    same = {text for family in LABELS.values() for text in family.values() if _(text) == text}
    assert same <= {"A", "B", "C"}


def test_every_figure_and_count_is_documented() -> None:
    page = (ROOT / "docs" / "complaints.md").read_text(encoding="utf-8")
    assert [id for id in LABELS["figure"] if f"`{id}" not in page] == []
    assert [key for key in LABELS["count"] if f"`{key}`" not in page] == []
    assert [kind.value for kind in AlertKind if f"`{kind.value}`" not in page] == []


def test_importing_the_packages_loads_no_library() -> None:
    names = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for room in ("stats", "complaints")
        for path in (ROOT / "metrics" / room).glob("*.py")
    )
    code = f"import {', '.join(names)}; import sys; print([m for m in ('numpy','scipy','pandas','statsmodels','lifelines','holidays','matplotlib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"

"""Rule packs: laws and good practice as data, each rule with its threshold, source and dates."""

from __future__ import annotations

from metrics.packs.choosing import packs_for
from metrics.packs.judging import judge
from metrics.packs.reading import load_pack, names, read_pack
from metrics.packs.sampling import SampleFinding, Wait, is_sample_rule, judge_sample
from metrics.packs.values import Finding, Limit, Pack, Rule, Shows, Verdict, Weight

__all__ = [
    "Finding",
    "Limit",
    "Pack",
    "Rule",
    "SampleFinding",
    "Shows",
    "Verdict",
    "Wait",
    "Weight",
    "is_sample_rule",
    "judge",
    "judge_sample",
    "load_pack",
    "names",
    "packs_for",
    "read_pack",
]

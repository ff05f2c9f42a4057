"""Detectors: the machine's answers to the questions of a scenario's questionnaire, each by name."""

from __future__ import annotations

from metrics.detect.registry import checks, detectors

__all__ = ["checks", "detectors"]

"""The page in a real browser: axe, the policy, excerpts that play without a network, nothing cut in print."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auditor.i18n import use_language
from auditor.reports.clips import excerpt
from auditor.reports.rendering import render
from auditor.reports.summary import summarise
from auditor.reports.values import Summary
from tests.auditor.reports.browsing import browser
from tests.auditor.reports.made import rich

LANGUAGES = ("en", "es")
PRINT_WIDTH_PX = 1030
"""A4 across less two margins of 12 mm, at 96 dots an inch."""
WIDE = """() => [...document.querySelectorAll('table, figure, .card')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(e => e.id || e.className || e.tagName)"""
CUT = """() => [...document.querySelectorAll('th, td')]
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText.slice(0, 60))"""


PLAYED = """audio => new Promise((done, failed) => {
  audio.ontimeupdate = () => audio.currentTime > 0.3 && done(audio.currentTime)
  audio.onerror = () => failed(audio.error.message)
  audio.play().catch(failed)
})"""


@pytest.fixture(scope="module")
def made() -> Summary:
    return summarise(rich())


@pytest.fixture(scope="module")
def pages(made: Summary, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report in both languages, with a real excerpt of four seconds of a tone."""
    import soundfile

    folder = tmp_path_factory.mktemp("pages")
    seconds = np.arange(8 * 8000) / 8000
    soundfile.write(folder / "call.wav", 0.3 * np.sin(2 * np.pi * 440 * seconds), 8000)
    sound = excerpt(folder / "call.wav", 1.0, 5.0)
    assert sound is not None
    found = {}
    for language in LANGUAGES:
        use_language(language)
        found[language] = folder / f"report-{language}.html"
        found[language].write_bytes(render(made, "html", lambda _cited: sound))
    use_language("en")
    return found


@pytest.fixture(scope="module")
def chromium() -> Any:
    with browser() as opened:
        yield opened


def opened(chromium: Any, page: Path, **options: Any) -> tuple[Any, list[str]]:
    """The page without a network, and what the console complains of."""
    context = chromium.new_context(offline=True, **options)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: said.append(f"error: {error}"))
    tab.on("requestfailed", lambda request: said.append(f"request: {request.url[:80]}"))
    tab.goto(page.as_uri())
    return tab, said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, pages: dict[str, Path], language: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    width = {"light": 1200, "dark": 380}[scheme]
    size = {"width": width, "height": 900}
    tab, said = opened(chromium, pages[language], color_scheme=scheme, viewport=size)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    found = Axe().run(tab, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 20  # axe did look
    tab.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_blocks_nothing_of_the_page_and_everything_else(
    chromium: Any, pages: dict[str, Path], language: str
) -> None:
    tab, said = opened(chromium, pages[language])
    tab.wait_for_load_state("networkidle")
    assert said == []
    tab.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
    tab.wait_for_timeout(200)
    assert any("Content Security Policy" in line for line in said)  # it is in force
    tab.context.close()


def test_excerpts_play_without_a_network(chromium: Any, pages: dict[str, Path]) -> None:
    tab, said = opened(chromium, pages["es"])
    sounds = tab.locator("audio")
    assert sounds.count() > 5
    for card in ("hold", "route", "complaint"):
        assert tab.locator(f"article[aria-labelledby=q-{card}] audio").count() == 1, card
    first = sounds.first
    assert first.evaluate(PLAYED) > 0.3
    assert first.evaluate("audio => audio.readyState") >= 2
    assert math.isclose(first.evaluate("audio => audio.duration"), 4.0, abs_tol=0.1)
    assert first.evaluate("audio => audio.error") is None
    assert said == []
    tab.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_print_nothing_is_cut(
    chromium: Any, pages: dict[str, Path], language: str, tmp_path: Path
) -> None:
    tab, _said = opened(chromium, pages[language], viewport={"width": PRINT_WIDTH_PX, "height": 1000})
    tab.emulate_media(media="print")
    assert tab.evaluate(WIDE) == []
    assert tab.evaluate(CUT) == []
    file = tmp_path / "report.pdf"
    tab.pdf(path=file, prefer_css_page_size=True)
    tab.context.close()
    assert 3 < len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) < 60
    if shutil.which("pdftotext") is None:
        return
    words = subprocess.run(
        ["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    first = subprocess.run(
        ["pdftotext", "-l", "1", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert first.count("n = ") > 8  # the three cards stand on the first page, not after it
    width = float(re.search(r'<page width="([\d.]+)"', words).group(1))  # type: ignore[union-attr]
    edges = [float(x) for x in re.findall(r'xMax="([\d.]+)"', words)]
    assert len(edges) > 1000
    assert max(edges) < width - 20

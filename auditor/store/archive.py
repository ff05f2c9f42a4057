"""One archive of a data folder: a zip with a manifest that names every file's size and SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import auditor
from auditor.i18n import N_
from auditor.store.errors import CorruptError, from_os

MANIFEST = "manifest.json"
FORMAT = 1
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What Python's zip reader raises over a damaged archive, or one of a kind that we never write."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: path → (bytes, SHA-256), when it was made and by which version."""

    created_at: str
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    version: str = auditor.__version__

    @property
    def size_bytes(self) -> int:
        """Bytes of all files together."""
        return sum(size for size, _digest in self.files.values())


def write_archive(target: Path, files: Iterator[tuple[str, Path]], created_at: str) -> Manifest:
    """Writes the files under the given names. Raises `StoreError` (a full disk) and then leaves nothing."""
    manifest = Manifest(created_at)
    try:
        with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            target.chmod(0o600)  # voices are private
            for name, path in files:
                # Sound is packed already; deflating it again costs time and saves nothing.
                how = zipfile.ZIP_STORED if path.suffix == ".flac" else zipfile.ZIP_DEFLATED
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                info.compress_type, info.external_attr = how, 0o600 << 16
                with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as sink:
                    manifest.files[name] = _pump(source.read, sink.write)
            archive.writestr(MANIFEST, json.dumps(_as_json(manifest), indent=1))
        with target.open("rb") as written:
            os.fsync(written.fileno())
    except OSError as error:
        raise from_os(error, target) from error
    return manifest


def read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The archive's manifest. Raises `CorruptError` when it is none of ours, or names what it must not."""
    try:
        data = json.loads(archive.read(MANIFEST))
        if data["format"] != FORMAT:
            raise not_ours(path, f"format {data['format']}")
        files = {str(f["path"]): (int(f["size_bytes"]), str(f["sha256"])) for f in data["files"]}
        manifest = Manifest(str(data["created_at"]), files, str(data["auditor"]))
    except (KeyError, ValueError, TypeError, *BROKEN) as error:
        raise not_ours(path, type(error).__name__) from error
    names = [info.filename for info in archive.infolist() if info.filename != MANIFEST]
    if sorted(names) != sorted(files):
        raise not_ours(path, "manifest")
    for name in names:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
            raise not_ours(path, repr(name)[:80])
    return manifest


def unpack(archive: zipfile.ZipFile, path: Path, manifest: Manifest, folder: Path | None) -> None:
    """Reads every file, into `folder` where one is given, and holds it against the manifest."""
    for name, (size, digest) in manifest.files.items():
        try:
            with archive.open(name) as source:
                if folder is None:
                    found = _pump(source.read, lambda _chunk: None, size)
                else:
                    found = _to_file(source.read, folder / name, size)
        except BROKEN as error:
            raise not_ours(path, f"{name}: {error}") from error
        if found != (size, digest):
            raise not_ours(path, f"{name}: SHA-256")


def open_archive(path: Path) -> zipfile.ZipFile:
    """Opens an archive to read. Raises `StoreError`."""
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        raise from_os(error, path) from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise not_ours(path, "zip") from error


def not_ours(path: Path, why: str) -> CorruptError:
    """The archive cannot be trusted; nothing is taken from it."""
    return CorruptError(
        N_("{path} is not a whole backup of Auditor ({why}). Nothing was changed; choose another backup."),
        path=path,
        why=why,
        kept=path,
    )


def _to_file(read: Callable[[int], bytes], target: Path, limit: int) -> tuple[int, str]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with target.open("xb") as sink:
            found = _pump(read, sink.write, limit)
            sink.flush()
            os.fsync(sink.fileno())
        target.chmod(0o400 if target.suffix == ".flac" else 0o600)
    except OSError as error:
        raise from_os(error, target) from error
    return found


def _pump(
    read: Callable[[int], bytes], write: Callable[[bytes], object], limit: int | None = None
) -> tuple[int, str]:
    """Copies; how many bytes, and their checksum. Stops one byte past the limit: a zip bomb ends there."""
    digest, size = hashlib.sha256(), 0
    while chunk := read(_CHUNK if limit is None else min(_CHUNK, limit + 1 - size)):
        write(chunk)
        digest.update(chunk)
        size += len(chunk)
        if limit is not None and size > limit:
            break
    return size, digest.hexdigest()


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "auditor": manifest.version,
        "created_at": manifest.created_at,
        "files": [
            {"path": name, "size_bytes": size, "sha256": digest}
            for name, (size, digest) in manifest.files.items()
        ],
    }

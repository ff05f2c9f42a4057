"""A real Asterisk in a chroot: built once by debootstrap into a cache folder, used by every later run.

Nothing of it is ever committed: packages, prompts and music come from the Debian mirror that apt uses.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("asterisk", "asterisk-modules", "asterisk-core-sounds-es-wav", "asterisk-moh-opsound-wav")
_FALLBACK_MIRROR = "http://deb.debian.org/debian"
_STEP_S = 300.0
"""So long may one step of the build take: a mirror that hangs is one that is not there."""


class NoAsterisk(Exception):
    """Why this machine cannot have the Asterisk that the tests want."""


def cache_folder() -> Path:
    """`AUDITOR_TEST_ASTERISK`, or `~/.cache/auditor-tests/asterisk`."""
    named = os.environ.get("AUDITOR_TEST_ASTERISK")
    return Path(named) if named else Path.home() / ".cache" / "auditor-tests" / "asterisk"


def built() -> Path:
    """The chroot's folder, built now when it is not there. Raises `NoAsterisk`."""
    if not sys.platform.startswith("linux"):
        raise NoAsterisk("Asterisk for the interoperability tests needs Linux")
    if os.geteuid() != 0:
        raise NoAsterisk("Asterisk for the interoperability tests is built in a chroot: run as root")
    if shutil.which("debootstrap") is None:
        raise NoAsterisk("no debootstrap: apt-get install debootstrap")
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    with _locked(cache / "lock"):
        root = cache / "root"
        if not (cache / "complete").exists():
            shutil.rmtree(root, ignore_errors=True)
            _build(root, cache / "build.log")
            (cache / "complete").write_text("ok\n")
    return root


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _mirror() -> str:
    """The Debian mirror that this machine's apt uses."""
    sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for source in sources:
        if source.is_file():
            found = re.search(r"https?://\S+/debian/?(?=\s|$)", source.read_text(errors="replace"))
            if found:
                return found.group(0).rstrip("/")
    return _FALLBACK_MIRROR


def _build(root: Path, log: Path) -> None:
    # No "apt-get update": debootstrap leaves the lists that it verified, and a mirror may lag behind.
    steps: list[list[str]] = [
        ["debootstrap", "--variant=minbase", "--include=ca-certificates", "sid", str(root), _mirror()],
        ["chroot", str(root), "apt-get", "install", "-y", "--no-install-recommends", *PACKAGES],
    ]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    with log.open("wb") as output:
        for step in steps:
            try:
                done = subprocess.run(
                    step, stdout=output, stderr=output, env=environment, check=False, timeout=_STEP_S
                )
            except subprocess.TimeoutExpired as error:
                raise NoAsterisk(f"{step[0]} took more than {_STEP_S:.0f} s; see {log}") from error
            if done.returncode != 0:
                tail = log.read_text(errors="replace")[-800:]
                raise NoAsterisk(f"{step[0]} failed ({done.returncode}); see {log}\n{tail}")
            if step[0] == "debootstrap":  # no daemon may start inside the chroot
                policy = root / "usr/sbin/policy-rc.d"
                policy.write_text("#!/bin/sh\nexit 101\n")
                policy.chmod(0o755)
                _share_apt_settings(root)


def _share_apt_settings(root: Path) -> None:
    """The chroot reaches the mirror the way the host does: same proxy settings, same trusted roots."""
    for file in sorted(Path("/etc/apt/apt.conf.d").glob("*")):
        if re.search(r"proxy", file.read_text(errors="replace"), re.IGNORECASE):
            shutil.copy(file, root / "etc/apt/apt.conf.d" / file.name)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")


if __name__ == "__main__":
    print(built())

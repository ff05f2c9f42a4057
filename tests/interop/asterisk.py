"""Starts the real Asterisk of `chroot.py` on free ports of loopback, and reads what it logged."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from tests.interop import dialplan
from tests.interop.chroot import NoAsterisk, built

VOICE = "es_MX_f_Allison"
PASSWORD = "clave de prueba"
_RTP_PORTS = 200
_BOOT_S = 30.0


@dataclass(frozen=True)
class Logged:
    """One line of the full log: when (UTC) and what."""

    at: datetime
    text: str


class Asterisk:
    """A running exchange. A context manager; its process is ended by its id."""

    def __init__(self) -> None:
        self._root = built()
        parent = self._root / "var/tmp"
        self.folder = Path(tempfile.mkdtemp(prefix="auditor-", dir=parent))
        self.folder.chmod(0o755)
        self.inside = Path("/") / self.folder.relative_to(self._root)
        self.udp, self.tcp, self.tls = _free_port(), _free_port(), _free_port()
        self.ca = self.folder / "etc/ca.pem"
        self._process: subprocess.Popen[bytes] | None = None

    def sounds(self, name: str) -> Path:
        """A Spanish prompt of Debian's package."""
        return self._root / f"usr/share/asterisk/sounds/{VOICE}/{name}.wav"

    def address(self, extension: str) -> str:
        return f"sip:{extension}@127.0.0.1:{self.udp}"

    def __enter__(self) -> Asterisk:
        for name in ("etc", "lib", "spool", "run", "log"):
            (self.folder / name).mkdir()
        _make_certificates(self.folder / "etc")
        self._configure()
        command = ["chroot", str(self._root), "asterisk", "-f", "-C", f"{self.inside}/etc/asterisk.conf"]
        environment = {**os.environ, "TZ": "UTC"}
        output = (self.folder / "output.log").open("wb")
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment
        )
        deadline = time.monotonic() + _BOOT_S
        while not any("Asterisk Ready" in line.text for line in self.log()):
            if time.monotonic() > deadline or self._process.poll() is not None:
                said = (self.folder / "output.log").read_text(errors="replace")[-2000:]
                self.close()
                raise NoAsterisk(f"Asterisk did not start:\n{said}")
            time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> list[Logged]:
        """The full log so far."""
        path = self.folder / "log/full"
        if not path.exists():
            return []
        found = re.findall(r"^\[(\d{4}-\S+ [\d:.]+)\] (.*)$", path.read_text(errors="replace"), re.MULTILINE)
        return [Logged(datetime.fromisoformat(at).replace(tzinfo=UTC), text) for at, text in found]

    def played(self, name: str, extension: str | None = None) -> list[datetime]:
        """When a prompt began to play, to the caller of that extension (the first one, if there were more)."""
        channel = self._channel_of(extension) if extension else ""
        wanted = rf"{re.escape(channel)}.*Playing '[^']*{re.escape(name)}\."
        return [line.at for line in self.log() if re.search(wanted, line.text)]

    def _channel_of(self, extension: str) -> str:
        wanted = rf'Executing \[{extension}@publico:1\] \w+\("([^"]+)"'
        return next(found[1] for line in self.log() if (found := re.search(wanted, line.text)))

    def _configure(self) -> None:
        modules = next((self._root / "usr/lib").glob("*/asterisk/modules"))
        rtp = _free_range(_RTP_PORTS)
        values = {
            "inside": str(self.inside),
            "modules": "/" + str(modules.relative_to(self._root)),
            "rtp": rtp,
            "rtp_end": rtp + _RTP_PORTS - 1,
            "udp": self.udp,
            "tcp": self.tcp,
            "tls": self.tls,
            "voice": VOICE,
            "password": PASSWORD,
        }
        texts = {
            "asterisk": dialplan.ASTERISK,
            "logger": dialplan.LOGGER,
            "rtp": dialplan.RTP,
            "pjsip": dialplan.PJSIP,
            "musiconhold": dialplan.MUSIC,
            "queues": dialplan.QUEUES,
            "extensions": dialplan.EXTENSIONS,
            "modules": "[modules]\nautoload=no\n"
            + "".join(f"load = {m}.so\n" for m in dialplan.MODULES.split()),
        }
        for name, text in texts.items():
            filled = re.sub(r"\{(\w+)\}", lambda key: str(values.get(key[1], key[0])), text)
            (self.folder / "etc" / f"{name}.conf").write_text(filled)


def _make_certificates(folder: Path) -> None:
    """A root of our own, and a certificate for 127.0.0.1 that it signed."""
    (folder / "san.cnf").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    subject = ["-subj", "/CN=127.0.0.1"]
    _openssl(
        folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "ca.key",
        "-out", "ca.pem", "-subj", "/CN=Test root",
    )  # fmt: skip
    _openssl(
        folder,
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "server.key",
        "-out",
        "server.csr",
        *subject,
    )
    _openssl(
        folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
        "-days", "2", "-extfile", "san.cnf", "-out", "server.pem",
    )  # fmt: skip
    (folder / "server.key").chmod(0o644)


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def _free_port() -> int:
    """A port of 127.0.0.1 that is free for UDP and TCP."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
            udp.bind(("127.0.0.1", 0))
            port: int = udp.getsockname()[1]
            try:
                tcp.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def _free_range(count: int) -> int:
    """An even first port with some of its followers free; Asterisk tries others when one is taken."""
    port = _free_port()
    return min(port - port % 2, 65000 - count)

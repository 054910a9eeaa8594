"""Addresses of databases: read from the surroundings, or from a file that only its owner can read."""

import os
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

SERVER, OWNER, REPORT = "TABARA_DATABASE", "TABARA_OWNER_DATABASE", "TABARA_REPORT_DATABASE"
FILES = {SERVER: "database.app", REPORT: "database.report"}  # in the folder of the instance; the owner's is never kept
ALIASES = ("default", "vault", "keys")
CHECKED = "verify-full"  # TLS, with a certificate of a known authority and of that very host
SECURED = ("sslmode", "sslrootcert")


@dataclass(frozen=True)
class Address:
    """Where a database is, and as whom it is entered."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    root: str = ""  # the file of the authority that signed the server's certificate; else libpq's own

    def of(self, alias: str) -> str:
        """Return the name of the database behind one of Django's aliases."""
        return f"{self.name}_{alias}" if alias in ("vault", "keys") else self.name

    def written(self) -> str:
        """Return the address as one line."""
        who = quote(self.user) + (f":{quote(self.password, safe='')}" if self.password else "")
        return f"postgresql://{who}@{self.host}{f':{self.port}' if self.port else ''}/{quote(self.name)}{self._asked()}"

    def entered(self, database: str) -> dict[str, Any]:
        """Return the words with which psycopg connects to a database of the same server."""
        words = {"user": self.user, "password": self.password, "host": self.host, "port": self.port}
        return {"dbname": database} | {name: word for name, word in words.items() if word} | self.secured()

    def secured(self) -> dict[str, str]:
        """Return how the way there is closed: to another machine by TLS with a checked certificate."""
        if is_this_machine(self.host or os.environ.get("PGHOST", "")):
            return {}
        return {"sslmode": CHECKED} | ({"sslrootcert": self.root} if self.root else {})

    def _asked(self) -> str:
        return f"?sslrootcert={quote(self.root)}" if self.root else ""

    def as_user(self, user: str, password: str) -> "Address":
        """Return the same place for another user."""
        return replace(self, user=user, password=password)


def is_this_machine(host: str) -> bool:
    """Return whether nobody else hears what is said to a host: a loopback address, or a socket of this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost") or host.startswith("/")


def given(setting: str, home: Path) -> Address | None:
    """Return an address from the surroundings, else from its file in the folder of the instance."""
    text = os.environ.get(setting, "")
    if not text and setting in FILES and (home / FILES[setting]).is_file():
        text = (home / FILES[setting]).read_text(encoding="utf-8").strip()
    return read(text, setting) if text else None


def read(text: str, setting: str = SERVER) -> Address:
    """Read an address."""
    parts = urlsplit(text)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SystemExit(
            f"{setting} must look like postgresql://user:password@host:5432/name; correct it and start again."
        )
    return Address(
        name=unquote(parts.path.strip("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=parts.hostname or "",
        port=str(parts.port or ""),
        root=_secured(parts.query, setting).get("sslrootcert", ""),
    )


def _secured(query: str, setting: str) -> dict[str, str]:
    """Read what stands behind the question mark: nothing there makes the way to the server less closed."""
    asked = dict(parse_qsl(query, keep_blank_values=True))
    if set(asked) - set(SECURED) or asked.get("sslmode", CHECKED) != CHECKED:
        raise SystemExit(
            f"{setting} may say sslmode={CHECKED} and sslrootcert=FILE behind its question mark, and nothing else: "
            "a server on another machine is reached by TLS with a checked certificate. Correct it and start again."
        )
    return asked


def keep(setting: str, home: Path, address: Address) -> Path:
    """Write an address into its file, readable by its owner alone."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = home / FILES[setting]
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(address.written() + "\n", encoding="utf-8")
    return file

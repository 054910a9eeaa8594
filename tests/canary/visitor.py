"""A browser without a window: it keeps cookies, sends each form with its token, and follows nothing by itself."""

import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.test.client import BOUNDARY, encode_multipart

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What the server answered, as Django's own test client gives it."""

    status_code: int
    content: bytes
    url: str


@dataclass
class Visitor:
    """Somebody at a real server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, address: str, **headers: str) -> Answer:
        """Open a page."""
        return self._ask("GET", address, None, headers)

    def post(self, address: str, answers: dict[str, Any], **headers: str) -> Answer:
        """Send a form, with the token of the page that was opened last."""
        told = {**answers, "csrfmiddlewaretoken": self.token}
        if any(isinstance(one, UploadedFile) for one in told.values()):
            body, kind = encode_multipart(BOUNDARY, told), f"multipart/form-data; boundary={BOUNDARY}"
        else:
            body, kind = urlencode(told, doseq=True).encode(), "application/x-www-form-urlencoded"
        return self._ask("POST", address, body, {"Content-Type": kind, **headers})

    def _ask(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Cookie": sent, "Accept-Language": "en", "Origin": f"http://127.0.0.1:{self.port}", **headers}
        line.request(method, address, body, own)
        answer = line.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {one.key: one.value for one in SimpleCookie(value).values()}
        line.close()
        if found := TOKEN.search(content.decode(errors="replace")):
            self.token = found[1]
        return Answer(answer.status, content, answer.getheader("Location") or "")


def signed_in(port: int, username: str, password: str) -> Visitor:
    """Sign in as people do."""
    visitor = Visitor(port)
    visitor.get("/sign-in")
    done = visitor.post("/sign-in", {"username": username, "password": password})
    assert done.status_code == 302, done.content.decode()
    return visitor

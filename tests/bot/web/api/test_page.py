"""docs/api.md is true: its examples are run, and what it shows is what is answered."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_plus

import pytest

from channels.webhook import Call, signature_of
from tests.bot.web.api.conftest import Asker
from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"```sh\n(curl (?:.|\n)*?)```\s+answers (\d+)(?:.*\n)(?:.+\n)*\n"
    r"(?:```json\n((?:.|\n)*?)```)?"
)


@dataclass
class Curl:
    """What a line of curl asks for: the few options that the page uses."""

    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    as_query: bool = False

    @classmethod
    def read(cls, line: str) -> Curl:
        found, words = cls(), iter(shlex.split(line.replace("\\\n", " "))[1:])
        for word in words:
            match word:
                case "-H":
                    name, _, value = next(words).partition(": ")
                    found.headers[name] = value
                case "-d":
                    found.data.append(next(words))
                case "--data-urlencode":
                    name, _, value = next(words).partition("=")
                    found.data.append(f"{name}={quote_plus(value)}")
                case "-G":
                    found.as_query = True
                case _:
                    found.url = word
        return found


def examples() -> list[tuple[str, int, str]]:
    return [(line, int(status), body) for line, status, body in EXAMPLE.findall(PAGE)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_examples_of_the_page_are_answered_so(asker: Asker) -> None:
    found = examples()
    assert len(found) == PAGE.count("```sh") == 4
    for line, status, body in found:
        curl = Curl.read(line)
        assert curl.headers.pop("Authorization") == "Bearer $TOKEN"
        path = curl.url.removeprefix("$DONDOC/api/v1")
        data: Any = "&".join(curl.data) or None
        if curl.as_query:
            path, data = f"{path}?{data}", None
        method = "POST" if data else "GET"
        answer = await asker.ask(method, path, data=data, headers=curl.headers)
        assert answer.status == status, answer.body
        if body:
            assert answer.body == json.loads(body)
        else:
            assert [task["code"] for task in answer.body["tasks"]] == ["NV-1"]


def test_what_the_page_says_of_signatures_proves_ours() -> None:
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    said: dict[str, Any] = {}
    exec(source, said)  # the page's own words
    secret, at = "whsec_" + "a" * 44, datetime(2026, 11, 20, tzinfo=UTC)
    call = Call("https://x.example/", secret, "dondoc_1_abcde", b'{"a": 1}', at)
    headers = {
        "webhook-id": call.number,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signature_of(call),
    }
    assert said["is_genuine"](secret, headers, call.body)
    assert not said["is_genuine"](secret, headers, call.body + b" ")

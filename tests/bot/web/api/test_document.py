"""The document that is served says what is so: held against the routes and the answers.

schemathesis asks the real program what the document allows and what it forbids, and
holds each answer against it.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import Iterator
from typing import Any

import pytest

from bot.web.api.document import openapi
from bot.web.api.routes import BASE, ROUTES
from domain.systems import Topic
from locales.api_problems import FLAWS, TROUBLES, Flaw, Trouble
from tests.bot.web.api.conftest import TASK, Asker
from tests.house.sources import ROOT
from tests.proofs import is_long

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LONG = 20  # times as many requests with `--long`


def test_the_paths_of_the_document_are_the_routes() -> None:
    paths = openapi()["paths"]
    said = {(way.upper(), path) for path, ways in paths.items() for way in ways}
    assert said == {(route.method, BASE + route.path) for route in ROUTES}
    assert len(said) == len(ROUTES)
    assert set(openapi()["webhooks"]) == {topic.value for topic in Topic}


def test_every_problem_and_flaw_has_words() -> None:
    assert set(TROUBLES) == set(Trouble)
    assert set(FLAWS) == set(Flaw)


def test_each_reference_of_the_document_leads_somewhere() -> None:
    document = openapi()
    named = set(document["components"]["schemas"])
    assert {ref.rpartition("/")[2] for ref in _references(document)} <= named


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from _references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _references(inner)


@ON_SQLITE
async def test_the_program_answers_as_the_document_says(
    asker: Asker, pytestconfig: pytest.Config
) -> None:
    await asker.push(*(TASK | {"external_id": f"T{n}"} for n in range(2)))
    times = LONG if is_long(pytestconfig) else 1
    probing = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-m", "tests.bot.web.api.probing"),
        *(asker.address, str(times)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
        cwd=ROOT,
    )
    said, _ = await probing.communicate(asker.token.encode())
    assert probing.returncode == 0, said.decode()[-4_000:]
    assert int(said.split()[-1]) >= 25 * times

"""Asks a running API all that its document allows, and some that it forbids.

A program of its own, so that the one that is asked has the other processor, and pytest
need not read a library that only this needs: python -m tests.bot.web.api.probing URL N
with the token on stdin.
"""

from __future__ import annotations

import sys
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

EXAMPLES = {"post": 3, "get": 6}  # of each operation, of each kind, N times
NOTHING_TO_FORBID = ("/api/v1/openapi.json", "/api/v1/webhooks")


class Prober:
    """Raises what schemathesis found."""

    def __init__(self, address: str, token: str, times: int) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        self.headers = {"Authorization": f"Bearer {token}"}
        self.times = times
        said = self.session.get(f"{address}/api/v1/openapi.json", timeout=30)
        self.schema: Any = schemathesis.openapi.from_dict(said.json())
        self.schema.config.update(base_url=address)

    def probe(self) -> int:
        """How many requests were made by the document."""
        made = 0
        for found in self.schema.get_all_operations():
            operation = found.ok()
            made += self._hold(operation, GenerationMode.POSITIVE)
            if operation.path not in NOTHING_TO_FORBID:
                made += self._hold(operation, GenerationMode.NEGATIVE)
        return made

    def _hold(self, operation: Any, mode: GenerationMode) -> int:
        made = 0

        @settings(
            max_examples=EXAMPLES[operation.method] * self.times,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def hold(case: Any) -> None:
            nonlocal made
            made += 1
            if mode is GenerationMode.POSITIVE:
                name_what_is_there(case)
            answer = case.call(session=self.session, headers=self.headers)
            # A day of the year 300 has the form of a date and is none of our time.
            unless = [positive_data_acceptance] if operation.method == "post" else []
            case.validate_response(answer, excluded_checks=unless)

        hold()
        return made


def name_what_is_there(case: Any) -> None:
    """Of all names and pages that the schema allows few are there in this office."""
    tasks = case.body.get("tasks") if isinstance(case.body, dict) else None
    for task in tasks if isinstance(tasks, list) else ():
        task |= {"lead_unit": "SNV", "support_units": ["Sở Y tế"]}
        task.pop("tracking_unit", None)
    query = case.query or {}
    query.pop("after", None)
    if "unit" in query:
        query["unit"] = "SNV"


if __name__ == "__main__":
    address, times = sys.argv[1:]
    made = Prober(address, sys.stdin.readline().strip(), int(times)).probe()
    sys.stdout.write(f"{made}\n")

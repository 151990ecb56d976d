"""The bill of materials: `python -m tests.house.bill [FILE]`, or `make sbom`.

CycloneDX 1.6 as JSON, of exactly what `requirements.txt` locks; the same lock gives the
same bytes. A package's hashes are those of all its files that may be installed.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from bot.version import VERSION
from tests.house.sources import ROOT

LOCK = ROOT / "requirements.txt"
PINNED = re.compile(r"^([\w.-]+)==([\w.!+-]+)(?: ; ([^\\\n]+?))? *(?:\\|--hash|$)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")
ITSELF = f"pkg:generic/dondoc@{VERSION}"


def bill_of(lock: str) -> dict[str, Any]:
    """Raises ValueError for a line of the lock that pins nothing, or bears no hash."""
    components = [_component(block) for block in _blocks(lock)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, VERSION + lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ITSELF,
                "name": "dondoc",
                "version": VERSION,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
        "dependencies": [
            {"ref": ITSELF, "dependsOn": [one["bom-ref"] for one in components]}
        ],
    }


def _blocks(lock: str) -> list[str]:
    whole = re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE)
    return [block for block in re.split(r"\n(?=\S)", whole.strip()) if block]


def _component(block: str) -> dict[str, Any]:
    pinned = PINNED.match(block)
    hashes = sorted(HASH.findall(block))
    if pinned is None or not hashes:
        raise ValueError(f"not pinned with a hash: {block.splitlines()[0]}")
    name, version, marker = pinned[1].lower(), pinned[2], pinned[3]
    purl = f"pkg:pypi/{name}@{version}"
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": one} for one in hashes],
    }
    if marker:
        found["properties"] = [{"name": "dondoc:only-if", "value": marker.strip()}]
    return found | _licence(name, version)


def _licence(name: str, version: str) -> dict[str, Any]:
    """As the installed package says; nothing of one that is not installed here."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return {}
    if said["Version"] != version:
        return {}
    if expression := said.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    words = (said.get("License") or "").strip()
    short = words and "\n" not in words and len(words) <= 80
    return {"licenses": [{"license": {"name": words}}]} if short else {}


def main(words: list[str]) -> int:
    text = json.dumps(bill_of(LOCK.read_text(encoding="utf-8")), indent=2)
    if words:
        Path(words[0]).write_text(f"{text}\n", encoding="utf-8")
    else:
        sys.stdout.write(f"{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

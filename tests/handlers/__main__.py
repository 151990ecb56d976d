"""`python -m tests.handlers 100000 [seed]`: so many forgeries and what came of it."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from models import schema
from models.work import Database
from tests.handlers.forging import forge_many
from tests.handlers.others_office import NOW


async def _main(count: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'office.db'}"
        zone = ZoneInfo("Asia/Ho_Chi_Minh")
        database = Database(url, zone=zone, now=lambda: NOW)
        await schema.upgrade(database)
        began = time.monotonic()
        found = await forge_many(database, count, seed)
        await database.close()
    seconds = time.monotonic() - began
    sys.stdout.write(f"forgeries {count}, seed {seed}: {len(found.leaks)} leaks\n")
    sys.stdout.write(f"{dict(found.answers)} in {seconds:.0f} s\n")
    sys.stdout.write(f"overheard: {found.overheard}, of a task: {found.named}\n")
    sys.stdout.writelines(f"{leak}\n" for leak in found.leaks[:20])
    return 1 if found.leaks else 0


if __name__ == "__main__":
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    which = int(sys.argv[2]) if len(sys.argv) > 2 else 38
    sys.exit(asyncio.run(_main(how_many, which)))

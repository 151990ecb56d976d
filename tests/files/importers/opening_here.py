"""What the opener's process would answer, without a process for each file."""

from __future__ import annotations

import io
from pathlib import Path

from files.opening import worker
from files.opening.answer import HEAD, Answer


def answer_to(path: Path) -> Answer:
    """By the process's own code. Raises UnreadableFile."""
    out, answer = io.BytesIO(), Answer()
    worker.main(path, out)
    out.seek(0)
    while head := out.read(HEAD.size):
        answer.hear(*map(out.read, HEAD.unpack(head)))
    return answer

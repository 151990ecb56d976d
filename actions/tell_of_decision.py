"""Who asked, and who answers for the task, hear what was decided."""

from __future__ import annotations

from collections.abc import Mapping

from actions.find_request import Found
from actions.tell import tell_officer
from domain.notices import Saying, Told
from models.history import mark_stale
from models.queries.directory import read_directory
from models.work import Work


async def tell_of_decision(
    work: Work, found: Found, saying: Saying, facts: Mapping[str, str]
) -> None:
    """Each once; the cards of all who were asked say it too."""
    people, subject = [found.row.raised_by], f"{found.kind.value}:{found.row.id}"
    said = dict(facts)
    if found.task is not None:
        directory = await read_directory(work)
        rights = found.task.rights
        people += directory.responsible(rights.officer_id, rights.lead_unit_id)
        said |= {"code": found.code, "content": found.task.content}
        subject = f"task:{found.task.id}"
    key = f"{found.kind.value}:{found.row.id}:{saying.value}"
    for officer in dict.fromkeys(people):
        told = Told(saying, said)
        await tell_officer(work, officer, told, key=key, subject=subject)
    await mark_stale(work, subject)

"""Every refusal that is about rights is kept: who asked, where, and why not.

Never what he wrote. Of a secret only a digest; of a link that was used before, who gave
it hears at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.alarms import tell_administrators
from actions.tell import tell_officer
from domain.notices import Saying, Told
from domain.refusals import OF_RIGHTS, Reason, Refusal
from models.queries.audits import Deed, note_deed
from models.queries.invites import invite_of
from models.queries.people import person
from models.queries.senders import sender_of
from models.work import Work

KEPT = ("digest", "code")  # facts of a refusal that say nothing of its words
LONGEST = 64  # letters


@dataclass(frozen=True)
class Asker:
    """Who was refused: his account, his chat, and the update in which he asked."""

    account: int
    chat: int
    update_id: int
    officer_id: int | None


async def note_refusal(work: Work, refusal: Refusal, asker: Asker) -> None:
    """In the transaction in which he is told."""
    if refusal.reason not in OF_RIGHTS:
        return
    kept = {name: refusal.facts[name] for name in KEPT if refusal.facts.get(name)}
    detail = {
        "reason": refusal.reason.value,
        "sender": await sender_of(work, asker.account),
        **({"chat": asker.chat} if asker.chat < 0 else {}),  # of a group
        **{name: fact[:LONGEST] for name, fact in kept.items()},
    }
    of = f"update:{asker.update_id}"
    await note_deed(work, Deed("refused", of, asker.officer_id, "chat", detail))
    if refusal.reason is Reason.BAD_LINK:
        await _used_again(work, refusal.facts.get("digest", ""), asker)


async def _used_again(work: Work, digest: str, asker: Asker) -> None:
    """A link that somebody else used before: it may have been passed on."""
    invite = await invite_of(work, digest)
    if invite is None or invite.used_by in (None, asker.account):
        return
    if invite.officer_id is None:
        return
    invited = await person(work, invite.officer_id)
    said = Told(Saying.LINK_USED_AGAIN, {"name": invited.name if invited else ""})
    key = f"link:{invite.id}:{asker.update_id}"
    if invite.created_by is not None:
        await tell_officer(work, invite.created_by, said, key=key)
    await tell_administrators(work, said, key=key)

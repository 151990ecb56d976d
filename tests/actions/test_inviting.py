"""Who gets in: by a link of his own, once, and if he is the one (F33-F36)."""

from __future__ import annotations

import asyncio
import random
from dataclasses import asdict, dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from actions.bind import Stranger, claim, take_code
from actions.decide_invite import decide_invite
from actions.give_feed import reader_of_feed
from actions.invites import digest, invite_by_voice, invite_person, may_invite
from actions.note_refusal import Asker, note_refusal
from actions.revoke import revoke_person
from domain.invites import TRIES_AT_MOST, TRIES_OF_ALL, TRIES_OF_ONE
from domain.refusals import Reason, Refusal
from domain.scope import Actor, Membership
from domain.tasks import Role
from models import tables
from models.outbox import CODE_LETTERS
from models.queries.audits import Deed
from models.queries.deadlines import keep_feed
from models.queries.people import Person, person_at
from models.tables import Account, Audit, Delivery, Invite, Officer, Unit
from models.work import Database
from tests.conftest import StoppedClock

LINKED = 500  # the administrator's account


@dataclass
class Cast:
    """An administrator who is linked; a head and an officer who are not."""

    database: Database
    clock: StoppedClock
    admin: int = 1
    head: int = 2
    officer: int = 3

    async def link(self, officer: int, *, by: int | None = None) -> str:
        async with self.database.begin() as work:
            return await invite_person(work, officer, created_by=by)

    async def use(self, code: str, address: int, name: str = "Ai đó") -> str:
        """What came of it; a refusal leaves its mark, as the bot leaves it."""
        try:
            async with self.database.begin() as work:
                invite = await take_code(work, code, Stranger(address, name))
                if invite is None:
                    return "refused"
                found = await claim(work, invite, Stranger(address, name))
                return "bound" if found else "waits"
        except Refusal as refusal:
            async with self.database.begin() as work:
                await note_refusal(work, refusal, Asker(address, address, 7, None))
            return "refused"

    async def who_is(self, address: int) -> Person | None:
        async with self.database.read() as reads:
            return await person_at(reads, address)

    async def audit(self, action: str) -> int:
        async with self.database.read() as reads:
            count = select(func.count(Audit.id)).where(Audit.action == action)
            return await reads.session.scalar(count) or 0

    async def told(self) -> list[str]:
        """What was put before people, by what it says."""
        async with self.database.read() as reads:
            rows = await reads.session.scalars(select(Delivery).order_by(Delivery.id))
            return [row.params.get("saying", row.notice) for row in rows]


@pytest.fixture
async def cast(database: Database, clock: StoppedClock) -> Cast:
    async with database.begin() as work:
        work.session.add(Unit(id=1, code="SNV", name="Sở Nội vụ", folded="snv"))
        for number, name in ((1, "An"), (2, "Bình"), (3, "Cường")):
            code = f"CB0{number}"
            work.session.add(Officer(id=number, code=code, name=name, folded=name))
        await work.session.flush()
        roles = (Role.ADMIN, Role.UNIT_HEAD, Role.OFFICER)
        for number, role in enumerate(roles, 1):
            part = tables.Membership(officer_id=number, unit_id=1, role=role)
            work.session.add(part)
    made = Cast(database, clock)
    assert await made.use(await made.link(1), LINKED) == "bound"
    return made


async def test_a_link_binds_once_and_every_bad_one_is_refused_alike(
    cast: Cast,
) -> None:
    old = await cast.link(cast.officer)
    cast.clock.at += timedelta(hours=24, seconds=1)
    revoked = await cast.link(cast.officer)
    async with cast.database.begin() as work:
        await revoke_person(work, cast.officer, door="terminal")
    good = await cast.link(cast.officer)
    for bad in (old, revoked, good[:-1], "", "x" * 64, "K7F3-Q2A"):
        assert await cast.use(bad, 70) == "refused"
    assert await cast.who_is(70) is None
    assert await cast.audit("refused") == 6

    assert await cast.use(good, 70) == "bound"

    found = await cast.who_is(70)
    assert found is not None
    assert found.id == cast.officer


@pytest.mark.proof("F34", short=100, long=1_000, of="races")
async def test_of_two_who_use_it_at_once_one_gets_in(cast: Cast, times: int) -> None:
    """Never both, never none, and the loser's try is told."""
    for turn in range(times):
        code = await cast.link(cast.officer)
        one, two = 1_000 + turn * 2, 1_001 + turn * 2
        came = await asyncio.gather(cast.use(code, one), cast.use(code, two))
        assert sorted(came) == ["bound", "refused"]
    async with cast.database.read() as reads:
        live = select(func.count(Account.id)).where(
            Account.officer_id == cast.officer, Account.revoked_at.is_(None)
        )
        assert await reads.session.scalar(live) == 1
    assert (await cast.told()).count("link_used_again") == times


async def test_whoever_uses_a_heads_link_waits_for_its_givers_word(
    cast: Cast,
) -> None:
    code = await cast.link(cast.head, by=cast.admin)
    assert await cast.use(code, 80, "Kẻ lạ") == "waits"
    assert await cast.who_is(80) is None
    assert (await cast.told())[-1:] == ["InviteClaimed"]
    admin = Actor(cast.admin, (Membership(Role.ADMIN, 1),))
    number = await _invite_of(cast, code)

    for stranger in (Actor(cast.officer, (Membership(Role.OFFICER, 1),)), Actor(9, ())):
        with pytest.raises(Refusal) as refused:
            await _decide(cast, stranger, number, approved=True)
        assert refused.value.reason is Reason.NOT_FOUND
    await _decide(cast, admin, number, approved=False)
    assert await cast.who_is(80) is None
    with pytest.raises(Refusal):
        await _decide(cast, admin, number, approved=True)

    again = await cast.link(cast.head, by=cast.admin)
    assert await cast.use(again, 81) == "waits"
    await _decide(cast, admin, await _invite_of(cast, again), approved=True)
    found = await cast.who_is(81)
    assert found is not None
    assert found.id == cast.head
    assert [await cast.audit(word) for word in ("rejected", "approved")] == [1, 1]


async def _decide(cast: Cast, actor: Actor, number: int, *, approved: bool) -> None:
    async with cast.database.begin() as work:
        await decide_invite(work, actor, number, approved=approved)


async def _invite_of(cast: Cast, code: str) -> int:
    async with cast.database.read() as reads:
        mine = select(Invite.id).where(Invite.digest == digest(code))
        return await reads.session.scalar(mine) or 0


async def test_a_link_from_the_terminal_needs_no_second_word(cast: Cast) -> None:
    assert await cast.use(await cast.link(cast.head), 80) == "bound"


async def test_the_older_account_hears_that_it_is_dropped(cast: Cast) -> None:
    assert await cast.use(await cast.link(cast.officer), 70) == "bound"
    spare = await cast.link(cast.officer)
    await _keep_feed(cast, cast.officer)
    assert await cast.use(await cast.link(cast.officer), 71) == "bound"
    assert await cast.who_is(70) is None
    assert await _reader(cast) is None
    assert "account_replaced" in await cast.told()
    assert await cast.use(spare, 72) == "refused"  # his other links are void


async def test_revoking_works_on_the_next_update(cast: Cast) -> None:
    assert await cast.use(await cast.link(cast.officer), 70) == "bound"
    await _keep_feed(cast, cast.officer)
    assert await _reader(cast) == cast.officer
    async with cast.database.begin() as work:
        assert await revoke_person(work, cast.officer, door="terminal")
    assert await cast.who_is(70) is None
    assert await _reader(cast) is None


async def _keep_feed(cast: Cast, officer: int) -> None:
    async with cast.database.begin() as work:
        await keep_feed(work, officer, digest("address"), "feed:1")


async def _reader(cast: Cast) -> int | None:
    """Whose deadlines the address shows."""
    async with cast.database.read() as reads:
        return await reader_of_feed(reads, "address")


async def _spoken(cast: Cast, officer: int) -> str:
    async with cast.database.begin() as work:
        return await invite_by_voice(work, officer)


async def test_a_code_is_read_out_within_ten_minutes(cast: Cast) -> None:
    code = await _spoken(cast, cast.officer)
    heard = f"{code[:4].lower()} {code[4:]}".replace("0", "o")
    cast.clock.at += timedelta(minutes=9)
    assert await cast.use(heard, 70) == "bound"

    late = await _spoken(cast, cast.officer)
    cast.clock.at += timedelta(minutes=10, seconds=1)
    assert await cast.use(late, 70) == "refused"


async def test_codes_cannot_be_guessed(cast: Cast) -> None:
    """Five tries an account; after fifty of all, who was wrong himself is not heard,
    the administrators know, and the right one opens for whoever was not wrong."""
    code = await _spoken(cast, cast.officer)
    for number in range(TRIES_OF_ONE + 3):
        assert await cast.use(f"0000000{number}", 90) == "refused"
    assert await cast.audit("code_refused") == TRIES_OF_ONE
    assert await cast.use(code, 90) == "refused"
    assert await cast.audit("code_not_heard") == 4
    for account in range(100, 100 + TRIES_OF_ALL - TRIES_OF_ONE):
        assert "codes_guessed" not in await cast.told()
        await cast.use("ZZZZ-ZZZZ", account)
    assert await cast.audit("code_refused") == TRIES_OF_ALL
    assert (await cast.told()).count("codes_guessed") == 1
    assert await cast.use(code, 100) == "refused"  # wrong once, a moment ago
    assert await cast.use(code, 70) == "bound"


async def test_after_too_many_guesses_no_code_is_heard_for_an_hour(cast: Cast) -> None:
    """Links are not hindered, and the administrators are told once more."""
    code = await _spoken(cast, cast.officer)
    async with cast.database.begin() as work:
        for number in range(TRIES_AT_MOST - 1):
            wrong = Deed("code_refused", f"sender:{1_000 + number}", None, "chat")
            work.session.add(Audit(at=work.now, **asdict(wrong)))
    assert await cast.use("ZZZZ-ZZZZ", 90) == "refused"
    assert (await cast.told()).count("codes_guessed") == 1
    assert await cast.use(code, 70) == "refused"
    assert await cast.audit("code_not_heard") == 1
    assert await cast.use(await cast.link(cast.officer), 70) == "bound"

    cast.clock.at += timedelta(hours=1, seconds=1)
    assert await cast.use(await _spoken(cast, cast.officer), 71) == "bound"


@pytest.mark.proof("F36", short=200, long=10_000, of="guesses")
async def test_guesses_of_a_hundred_accounts_hardly_reach_the_check(
    cast: Cast, times: int
) -> None:
    """Of 32 to the power of 8 codes one an account is looked at, and never more than
    five hundred in an hour: the chance is below 1e-9 for a code that is open. Its owner
    is let in meanwhile."""
    code = await _spoken(cast, cast.officer)
    letters = random.Random(36)
    for guess in range(times):
        guessed = "".join(letters.choices(CODE_LETTERS, k=8))
        assert await cast.use(guessed, 100 + guess % 100) == "refused"
    looked_at = await cast.audit("code_refused")
    assert looked_at == min(times, 100)
    assert await cast.audit("code_not_heard") == times - looked_at
    assert TRIES_AT_MOST / len(CODE_LETTERS) ** 8 < 1e-9
    assert await cast.use(code, 70) == "bound"


HEAD = Actor(2, (Membership(Role.UNIT_HEAD, 1),))
ADMIN = Actor(1, (Membership(Role.ADMIN, 1),))


@pytest.mark.parametrize(
    ("actor", "role", "unit", "may"),
    [
        (HEAD, Role.OFFICER, 1, True),
        (HEAD, Role.CONTACT, 1, True),
        (HEAD, Role.OFFICER, 2, False),
        (HEAD, Role.UNIT_HEAD, 1, False),
        (HEAD, Role.ADMIN, 1, False),
        (HEAD, Role.SYNTHESIS, 1, False),
        (ADMIN, Role.UNIT_HEAD, 2, True),
        (ADMIN, Role.LEADER, 2, True),
        (Actor(3, (Membership(Role.OFFICER, 1),)), Role.OFFICER, 1, False),
    ],
)
def test_nobody_invites_somebody_above_himself(
    actor: Actor, role: Role, unit: int, may: bool
) -> None:
    invited = Person(Actor(9, (Membership(role, unit),)), "X", "")
    assert may_invite(actor, invited) is may

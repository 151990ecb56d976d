"""Who cannot be told in the chat is told by letter, by the same outbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.keep_policy import keep_policy
from actions.send_package import receive_package
from actions.send_review import send_review
from actions.tell import tell_officer
from bot.policies import chosen_policy
from bot.settings import Settings
from channels.email import Mail
from domain.letterhead import Letterhead
from domain.notices import Saying, Told
from domain.outcomes import Dead, NotSent, Outcome, Sent, Stopped, Unknown
from domain.policy import Policy
from domain.scope import Actor
from domain.tasks import Role
from locales.catalog import Catalog
from models.policies import PolicyBook, store_policy
from models.queries.people import person
from models.queries.reviews import read_review_state
from models.tables import Attempt, Chat, Delivery, Officer, ReportRun
from models.work import Database, Work
from scheduler.mailing import Mailer, Postroom
from scheduler.plan import plan
from tests.scheduler.dispatcher.post import HandSteady
from tests.scheduler.office import Office, at

BOTH = Policy(channels=("telegram", "email"))
BY_MAIL = Policy(channels=("email", "telegram"))
CHAT_ONLY = Policy()
DOWN = Told(Saying.REFUSED_ODDLY, {"why": "x"})


class Letterbox:
    """A mail server that does what it is told."""

    def __init__(self) -> None:
        self.taken: list[Mail] = []
        self.told: list[Outcome] = []

    async def send(self, mail: Mail) -> Outcome:
        outcome = self.told.pop(0) if self.told else Sent(None)
        if isinstance(outcome, Sent):
            self.taken.append(mail)
        return outcome


class Post:
    """An office with letters: its morning comes, and its mailer empties the outbox."""

    def __init__(self, database: Database, clock: Any, policy: Policy) -> None:
        self.office = Office(database, clock)
        self.policy = policy
        self.box = Letterbox()
        self.steady = HandSteady()
        words = Catalog.load().words("vi")
        book = PolicyBook(policy)
        self.mailer = Mailer(
            self.box, Postroom(book, words, clock.now, self.steady, "here")
        )

    async def overdue(self, *, linked: bool) -> int:
        """Lan's task is overdue; she has an address, and a chat if `linked`."""
        unit = await self.office.unit("Sở Nội vụ")
        lan = await self.office.officer("Lan", unit, linked=linked)
        await self.office.task(unit, lan, due="2026-11-18")
        async with self.office.database.begin() as work:
            await work.session.execute(update(Officer).values(email="lan@so.example"))
        return lan

    async def morning(self) -> None:
        """A tick opens the mailboxes, then the morning is planned and sent."""
        database, now = self.office.database, at("2026-11-20 08:00")
        await self.mailer.tick(database, self.policy, now)
        await self.mailer.rested()
        await plan(database, policy=self.policy, now=now)
        await self.again()

    async def again(self) -> None:
        now = self.office.clock.now()
        await self.mailer.tick(self.office.database, self.policy, now)
        await self.mailer.rested()

    async def states(self) -> dict[str, str]:
        """Of each message, by the channel that it goes by."""
        async with self.office.database.read() as reads:
            rows = await reads.session.execute(
                select(Chat.channel, Delivery.state).join(
                    Chat, Chat.id == Delivery.chat_id
                )
            )
            return {row.channel: row.state for row in rows}


@pytest.fixture
def clock(clock: Any) -> Any:
    clock.at = at("2026-11-20 08:00")
    return clock


@pytest.mark.parametrize(
    ("policy", "linked", "goes_by"),
    [
        (BOTH, False, {"email": "sent"}),
        (BOTH, True, {"telegram": "pending"}),
        (BY_MAIL, True, {"email": "sent"}),
        (CHAT_ONLY, False, {}),
    ],
    ids=["fallback", "chat first", "letters first", "no letters"],
)
async def test_the_policy_says_in_which_order(
    database: Database,
    clock: Any,
    policy: Policy,
    linked: bool,
    goes_by: dict[str, str],
) -> None:
    post = Post(database, clock, policy)
    await post.overdue(linked=linked)
    await post.morning()
    assert await post.states() == goes_by


async def test_a_letter_says_what_the_chat_would_have_said(
    database: Database, clock: Any
) -> None:
    post = Post(database, clock, BOTH)
    await post.overdue(linked=False)
    await post.morning()
    (mail,) = post.box.taken
    assert mail.to == "lan@so.example"
    assert "NV-1" in mail.text
    assert "quá hạn" in mail.text.casefold()
    assert "<b>" not in mail.text
    assert mail.subject


@pytest.mark.parametrize(
    ("outcome", "state", "attempt"),
    [
        (NotSent("451 later"), "pending", "not_sent"),
        (Unknown("data lost"), "pending", "unknown"),
        (Dead("554 spam"), "dead", "dead"),
        (Stopped("535 wrong"), "pending", "not_sent"),
    ],
)
async def test_what_becomes_of_it_is_kept(
    database: Database, clock: Any, outcome: Outcome, state: str, attempt: str
) -> None:
    post = Post(database, clock, BOTH)
    await post.overdue(linked=False)
    post.box.told = [outcome]
    await post.morning()
    assert await post.states() == {"email": state}
    async with database.read() as reads:
        assert await reads.session.scalar(select(Attempt.outcome)) == attempt


async def test_a_second_copy_says_that_it_is_one(
    database: Database, clock: Any
) -> None:
    post = Post(database, clock, BOTH)
    await post.overdue(linked=False)
    post.box.told = [Unknown("data lost")]
    await post.morning()
    clock.at = at("2026-11-20 08:02")
    await post.again()
    (mail,) = post.box.taken
    assert "Gửi lại do lỗi đường truyền" in mail.text


async def test_a_package_goes_to_the_chat_and_the_address_of_phong_tong_hop(
    database: Database, clock: Any
) -> None:
    """With the division's word that its review was sent (003, 4c)."""
    papers = Letterhead(synthesis_email="phongtonghop@vp.example")
    post = Post(database, clock, replace(BOTH, letterhead=papers))
    division = await post.office.unit("Phòng Kinh tế")
    lan = await post.office.officer("Lan", division, Role.TRACKER)
    unit = await post.office.unit("Phòng Tổng hợp")
    tam = await post.office.officer("Tâm", unit, Role.SYNTHESIS)
    await post.office.task(division, lan, tracked_by=division)
    await post.again()
    async with database.begin() as work:
        await send_review(work, await actor(work, lan), division, "2026-11")
    await post.again()
    (mail,) = post.box.taken
    assert mail.to == "phongtonghop@vp.example"
    assert "Phòng Kinh tế" in mail.text
    assert [name for name, _ in mail.attachments] == [
        "tong-hop-phong-kinh-te-2026-11.docx"
    ]
    assert await post.states() == {"email": "sent", "telegram": "pending"}
    await _is_kept(database, mail, lan, division)
    async with database.begin() as work:
        await receive_package(work, await actor(work, tam), division, "2026-11")
        state = await read_review_state(work, "2026-11")
    assert (state.sent, state.received) == (("Phòng Kinh tế",),) * 2


async def _is_kept(database: Database, mail: Mail, by: int, division: int) -> None:
    """What was sent can be made again by the code that it bears."""
    async with database.read() as reads:
        (run,) = await reads.session.scalars(select(ReportRun))
    assert (run.door, run.actor_id, run.within) == (
        *("chat", by, {"units": [], "divisions": [division]}),
    )
    assert run.files == ["tong-hop-phong-kinh-te-2026-11.docx"]
    assert f"Mã số liệu: {run.fingerprint[:12]}" in mail.text


async def actor(work: Work, officer: int) -> Actor:
    found = await person(work, officer)
    assert found is not None
    return found.actor


async def test_an_address_that_is_gone_is_told_and_a_new_one_opens_it_again(
    database: Database, clock: Any
) -> None:
    post = Post(database, clock, BOTH)
    await post.overdue(linked=False)
    unit = await post.office.unit("Văn phòng")
    await post.office.officer("Quản", unit, Role.ADMIN)
    post.box.told = [Dead("550 5.1.1 unknown", chat_gone=True)]
    await post.morning()
    assert await post.states() == {"email": "dead", "telegram": "pending"}
    async with database.begin() as work:
        await work.session.execute(
            update(Officer).where(Officer.name == "Lan").values(email="lan2@so.example")
        )
    await post.again()
    async with database.read() as reads:
        box = await reads.session.scalar(select(Chat).where(Chat.channel == "email"))
    assert box is not None
    assert (box.title, box.state) == ("lan2@so.example", "active")


@pytest.mark.parametrize(
    ("policy", "goes_by"), [(BY_MAIL, "email"), (BOTH, "telegram"), (None, "telegram")]
)
async def test_what_is_said_at_once_goes_in_the_policys_order_too(
    database: Database, clock: Any, policy: Policy | None, goes_by: str
) -> None:
    """An urge, a decision, an alarm: not only what the clock plans."""
    post = Post(database, clock, policy or BOTH)
    lan = await post.overdue(linked=True)
    await post.mailer.tick(database, post.policy, clock.now())
    await post.mailer.rested()
    async with database.begin() as work:
        if policy is not None:
            await store_policy(work, policy)
    async with database.begin() as work:
        await tell_officer(work, lan, DOWN, key="said")
    assert await post.states() == {goes_by: "pending"}


@pytest.mark.parametrize(
    ("order", "goes_by"),
    [
        ('["email", "telegram"]', "email"),
        ('["telegram", "email"]', "telegram"),
        (None, "telegram"),
    ],
    ids=["file, letters first", "file, chat first", "profile"],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_the_settings_choose_is_the_order_of_all_that_is_said(
    database: Database, clock: Any, tmp_path: Path, order: str | None, goes_by: str
) -> None:
    """DONDOC_POLICY_FILE or the profile: by the timetable, and at once."""
    file = tmp_path / "policy.toml"
    file.write_text(f"valid_from = 2026-01-01\n[channels]\norder = {order}\n")
    settings = Settings(_env_file=None, policy_file=file if order else None)
    chosen = chosen_policy(settings)
    async with database.begin() as work:
        await keep_policy(work, chosen.profile, chosen.own)
    post = Post(database, clock, chosen.policy)
    lan = await post.overdue(linked=True)
    await post.morning()
    async with database.begin() as work:
        await tell_officer(work, lan, DOWN, key="said")
    async with database.read() as reads:
        ways = await reads.session.scalars(
            select(Chat.channel).join(Delivery, Delivery.chat_id == Chat.id)
        )
        assert list(ways) == [goes_by] * 2

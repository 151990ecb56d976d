"""Cards already sent are shown anew after a change, until they are frozen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import structlog

from channels.outgoing import Edit
from domain.calendar import WorkingCalendar
from domain.cycle_notices import RollCallCard
from domain.outcomes import Dead, NotSent, Outcome, Sent, Unknown
from domain.policy import Policy
from domain.retry import DeliveryFacts, SendAnew, Wait, next_step
from locales.render import Rendered
from models.history import mark_stale
from models.queries.cards import (
    Shown,
    StaleCard,
    is_answered,
    open_roll_call_subjects,
    show,
    stale_cards,
    take_cards,
)
from models.queries.outcomes import send_anew
from models.work import Database, Reads, Work
from models.working_days import read_calendar
from scheduler.dispatcher.line import Line
from scheduler.dispatcher.looking import face, gathered, in_words
from scheduler.dispatcher.office import Channel, Office
from scheduler.dispatcher.recording import class_of, tell_chat
from scheduler.dispatcher.waits import LONG
from scheduler.failures import told
from scheduler.gather.kept import Kept, group_of

log = structlog.get_logger()

LOOK_EVERY = 0.25  # seconds
LOOKED_AT = 100  # stale cards at a time
AT_ONCE = 10  # edits begun in one round; messages want their turn too
ROLL_CALL = "roll_call:"
AFTER_FAILURE = 60.0  # seconds before a card that could not be made is tried again
ROLL_CALL_WAITS = 1.0  # seconds: answers that come together make one edit


@dataclass(frozen=True)
class Face:
    """What a card is to show; `rendered` None: it stays as it is, for good."""

    card: StaleCard
    rendered: Rendered | None
    frozen: bool

    @property
    def shown(self) -> str:
        return self.card.shown if self.rendered is None else face(self.rendered)


@dataclass(frozen=True)
class Edited:
    """An edit that came to an end."""

    face: Face
    outcome: Outcome


class Refresher:
    """Looks for stale cards and edits them, under the same limits as messages."""

    def __init__(self, office: Office, line: Line) -> None:
        self._office = office
        self._line = line
        self._look_at = 0.0
        self._seen: dict[int, float] = {}  # since when a card is known to be stale
        self._waits: dict[int, float] = {}  # cards whose edit failed, until when
        self._tries: dict[int, int] = {}
        self._in_hand = 0
        self._edited: list[Edited] = []
        self._looked: list[Shown] = []  # what needed no call

    @property
    def is_busy(self) -> bool:
        return self._in_hand > 0 or self.has_news

    @property
    def has_news(self) -> bool:
        """Something is to be recorded."""
        return bool(self._edited or self._looked)

    @property
    def looks_again_at(self) -> float:
        """When a card that could not be shown yet is worth another look."""
        return self._look_at if self._seen or self._waits else float("inf")

    def wake(self) -> None:
        self._look_at = 0.0

    def long_waits(self) -> list[int]:
        """Cards that wait so long that they count as idle."""
        steady = self._office.steady.monotonic()
        return [card for card, at in self._waits.items() if at - steady >= LONG]

    async def step(self) -> None:
        """Begin the edits that are due and may go now."""
        steady = self._office.steady.monotonic()
        if steady < self._look_at or not self._line.places():
            return
        self._look_at = steady + LOOK_EVERY
        self._waits = {card: at for card, at in self._waits.items() if at > steady}
        async with self._office.database.read(
            now=self._office.now(), brief=True
        ) as reads:
            found = await stale_cards(
                reads,
                LOOKED_AT,
                without=self._waits,
                shares=self._office.sharing.holding.shares,
            )
        chosen = self._choose(found, steady)
        if chosen:
            self._in_hand += 1
            try:
                await self._refresh(chosen)
            finally:
                self._in_hand -= 1

    def _choose(self, found: Sequence[StaleCard], steady: float) -> list[StaleCard]:
        """Those that need not wait, at most one of a chat."""
        self._seen = {one.id: self._seen.get(one.id, steady) for one in found}
        chosen: dict[int, StaleCard] = {}
        most = min(AT_ONCE, self._line.places())
        for one in found:
            debounced = ROLL_CALL_WAITS if one.subject.startswith(ROLL_CALL) else 0.0
            if self._seen[one.id] + debounced > steady or one.address in chosen:
                continue
            if len(chosen) < most and self._line.wait_for(one.address) <= 0:
                chosen[one.address] = one
                del self._seen[one.id]
        return list(chosen.values())

    async def _refresh(self, chosen: Sequence[StaleCard]) -> None:
        async with self._office.database.begin(brief=True) as work:
            ours = await take_cards(work, [one.id for one in chosen])
        left = [one for one in chosen if one.id in ours]
        try:
            async with self._office.database.read(
                now=self._office.now(), brief=True
            ) as reads:
                while left:
                    await self._look(reads, left[-1])
                    left.pop()
        finally:
            self._looked += [_as_before(card) for card in left]
            self._line.woken.set()

    async def _look(self, reads: Reads, card: StaleCard) -> None:
        """Begin the edit, if there is anything to be edited."""
        try:
            new = await new_face(self._office, reads, card)
        except Exception as error:  # noqa: BLE001 (others must not wait)
            log.error("card_not_made", card=card.id, **told(error))
            self._waits[card.id] = self._office.steady.monotonic() + AFTER_FAILURE
            self._looked.append(_as_before(card))
            return
        call = _edit_of(new, self._office.channel)
        if call is None:
            self._looked.append(Shown(card.id, card.shown, frozen=new.frozen))
        elif self._line.turns() and self._line.wait_for(card.address) <= 0:
            self._start(new, call)
        else:
            self._looked.append(_as_before(card))

    def _start(self, new: Face, call: Callable[[], Awaitable[Outcome]]) -> None:
        card = new.card
        self._line.start(
            f"card {card.id}",
            (card.chat_id, card.address),
            call,
            lambda outcome: self._end(new, outcome),
        )

    def _end(self, new: Face, outcome: Outcome | None) -> None:
        if outcome is None:
            self._looked.append(_as_before(new.card))
        else:
            self._edited.append(Edited(new, outcome))

    async def record(self, work: Work) -> None:
        """Write down what is shown now; forgotten here once that is safe."""
        edited, looked = list(self._edited), list(self._looked)
        await show(work, looked + [self._after(one) for one in edited])
        for one in edited:
            await self._follow(work, one)

        def forget() -> None:
            del self._edited[: len(edited)], self._looked[: len(looked)]

        work.after_commit(forget)

    async def _follow(self, work: Work, one: Edited) -> None:
        """What a refused edit means for the chat, and for who has to know."""
        card = one.face.card
        await tell_chat(work, card.chat_id, one.outcome)
        facts = DeliveryFacts(class_of(card.cls))
        step = next_step(one.outcome, facts, work.now, jitter=1.0)
        if isinstance(step, SendAnew) and not card.surplus:
            await send_anew(work, card.delivery_id, card.id)

    def _after(self, one: Edited) -> Shown:
        card = one.face.card
        match one.outcome:
            case Sent():
                self._tries.pop(card.id, None)
                return Shown(card.id, one.face.shown, frozen=one.face.frozen)
            case Dead(why):
                log.info("card_frozen", card=card.id, why=why)
                return Shown(card.id, one.face.shown, frozen=True)
        self._put_off(card.id, one.outcome)
        return _as_before(card)

    def _put_off(self, card: int, outcome: Outcome) -> None:
        """An edit may be repeated: not knowing counts as not done."""
        if isinstance(outcome, Unknown):
            outcome = NotSent(outcome.why)
        tries = self._tries.get(card, 0)
        now = self._office.now()
        step = next_step(outcome, DeliveryFacts("periodic", tries), now, jitter=1.0)
        if isinstance(step, Wait):
            self._tries[card] = tries + int(step.counts_as_attempt)
            seconds = (step.until - now).total_seconds()
            self._waits[card] = self._office.steady.monotonic() + seconds


def _edit_of(new: Face, channel: Channel) -> Callable[[], Awaitable[Outcome]] | None:
    """The call that shows it; None if there is nothing to be edited."""
    card, rendered = new.card, new.rendered
    if card.surplus:
        return lambda: channel.edit_keyboard(card.address, card.message_id)
    if rendered is None or new.shown == card.shown:
        return None
    edit = Edit(card.address, card.message_id, rendered.parts[-1], rendered.keyboard)
    return lambda: channel.edit(edit)


async def new_face(office: Office, reads: Reads, card: StaleCard) -> Face:
    if card.surplus:
        return Face(card, None, frozen=True)
    group = group_of(card.chat_kind, card.chat_unit)
    kept = Kept(card.delivery_id, card.notice, card.params, card.late, group=group)
    notice = await gathered(office, reads, kept)
    if notice is None:
        return Face(card, None, frozen=True)
    words = office.words_in(card.language)
    rendered = in_words(office, notice, words, card.params)
    over = isinstance(notice, RollCallCard) and notice.frozen
    kind, _, number = card.subject.partition(":")
    if kind == "question":
        over = await is_answered(reads, int(number))
    return Face(card, rendered if rendered.parts else None, frozen=over)


def _as_before(card: StaleCard) -> Shown:
    """Stale as it was: tried again later."""
    return Shown(card.id, card.shown, stale=True)


async def mark_calls_over(database: Database, policy: Policy, now: datetime) -> int:
    """Let the cards of weeks that are over be shown a last time; how many weeks."""
    async with database.read(now=now, brief=True) as reads:
        subjects = await open_roll_call_subjects(reads)
        calendar = await read_calendar(reads) if subjects else None
    if calendar is None:
        return 0
    over = [
        subject for subject in subjects if _closes(subject, policy, calendar) <= now
    ]
    if over:
        async with database.begin(now=now, brief=True) as work:
            await mark_stale(work, *over)
    return len(over)


def _closes(subject: str, policy: Policy, calendar: WorkingCalendar) -> datetime:
    """When the week of `roll_call:<unit>:<nominal day>` is closed."""
    nominal = date.fromisoformat(subject.rpartition(":")[2])
    day = calendar.previous_working(nominal)
    return policy.at(day, policy.on(day).weekly_close_at)

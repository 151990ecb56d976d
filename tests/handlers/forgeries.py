"""What somebody throws: all that can be pressed, typed or sent, of what is not his."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from domain.tasks import Role
from tests.handlers.forged_words import (
    ANSWERED,
    AROUND,
    CAPTIONS,
    COMMANDED,
    FILES,
    OWN_COMMANDS,
    OWN_PRESSES,
    PRESSED,
    TASK_PRESSES,
    TYPED,
    UNDER,
)
from tests.handlers.others_office import (
    ATTACKERS,
    FIRST_MESSAGE,
    GROUP,
    NOWHERE,
    THEIRS,
    VICTIM,
    Numbers,
)

MISSING = 700_000  # a number of nothing
NOBODYS = 901  # the number in a Mã of nobody


@dataclass(frozen=True)
class Forgery:
    """What somebody sends: a button's data, a text, or a file with its caption; perhaps
    as an answer. `names` is what in it is not his: it may be echoed."""

    sender: int
    in_group: bool
    data: str | None = None
    under: int = FIRST_MESSAGE + 1  # the message of the button
    text: str = ""
    reply_to: int | None = None
    file: str = ""
    forwarded: bool = False
    names: tuple[str, ...] = ()
    room: int = GROUP  # if it is in a group: which

    @property
    def role(self) -> Role | None:
        part = ATTACKERS[self.sender]
        return part[0] if part else None


Pair = tuple[Forgery, Forgery]


class Forgeries:
    """Makes them from a seed, in pairs, with the numbers of what is there.

    As cards are dealt: each way once before any way comes again.
    """

    def __init__(self, seed: int, numbers: Numbers) -> None:
        self.dice = random.Random(seed)
        self.numbers = numbers
        self.deck: list[Callable[[Forgery], Pair]] = []

    def forge(self) -> Pair:
        """Of something that is there and not his, and the same of nothing at all."""
        if not self.deck:
            self.deck = self._ways()
            self.dice.shuffle(self.deck)
        make, group = self.deck.pop(), self.dice.random() < 0.3
        return make(Forgery(self.dice.choice(list(ATTACKERS)), group))

    def _ways(self) -> list[Callable[[Forgery], Pair]]:
        pressed = [(kind, verb) for kind, verbs in PRESSED.items() for verb in verbs]
        typed = [(name, words) for name in COMMANDED for words in COMMANDED[name]]
        return [
            *(partial(self._task, verb) for verb in TASK_PRESSES),
            *(partial(self._press, kind, verb) for kind, verb in pressed),
            *(partial(self._command, name, words) for name, words in typed),
            *(partial(self._text, words) for words in TYPED),
            *(partial(self._forward, words) for words in TYPED),
            *(partial(self._answer, words) for words in ANSWERED),
            *(partial(self._file, words, kind) for words in CAPTIONS for kind in FILES),
            *([self._noise] * 10),
        ]

    def _pick(self, kind: str) -> int:
        return self.dice.choice(self.numbers[kind])

    def _message(self) -> int:
        """One of ours in another chat."""
        return FIRST_MESSAGE + self.dice.randint(1, 10)

    def _task(self, verb: str, base: Forgery) -> Pair:
        version, under = self.dice.randint(0, 3), self._message()
        there, nothing = self._pick("t"), MISSING + self.dice.randint(0, 99)
        return (
            replace(base, data=f"t:{there}:{version}:{verb}", under=under),
            replace(base, data=f"t:{nothing}:{version}:{verb}", under=under),
        )

    def _press(self, kind: str, verb: str, base: Forgery) -> Pair:
        base = self._by_another(base, OWN_PRESSES, kind)
        if kind in UNDER:
            there = replace(base, data=f"{kind}:{UNDER[kind]}:{verb}")
            return replace(there, under=self._message()), replace(there, under=MISSING)
        around = self.dice.choice(AROUND.get(kind, ("{}",)))
        is_there, is_nothing = THEIRS, NOWHERE
        if kind in self.numbers:
            is_there, is_nothing = self._pick(kind), MISSING
        return (
            replace(base, data=f"{kind}:{around.format(is_there)}:{verb}"),
            replace(base, data=f"{kind}:{around.format(is_nothing)}:{verb}"),
        )

    def _command(self, name: str, words: str, base: Forgery) -> Pair:
        base = self._by_another(base, OWN_COMMANDS, name)
        return self._words(f"/{name} {words}".strip(), base)

    def _text(self, words: str, base: Forgery) -> Pair:
        reply = self._message() if self.dice.random() < 0.5 else None
        return self._words(words, replace(base, reply_to=reply))

    def _forward(self, words: str, base: Forgery) -> Pair:
        """What was said elsewhere, sent on: no more is known of it here."""
        return self._words(words, replace(base, forwarded=True))

    def _answer(self, words: str, base: Forgery) -> Pair:
        there = replace(base, text=words, reply_to=self._message())
        return there, replace(there, reply_to=MISSING)

    def _file(self, words: str, kind: str, base: Forgery) -> Pair:
        reply = self._message() if self.dice.random() < 0.3 else None
        return self._words(words, replace(base, file=kind, reply_to=reply))

    def _words(self, words: str, base: Forgery) -> Pair:
        there = {
            "task": f"NV-{self._pick('t')}",
            "unit": f"U{THEIRS}",
            "person": f"CB{VICTIM}",
            "number": str(self._pick("vp")),
            "code": "K7F3Q2ABXY",
            "spoken": "K7F3-Q2AB",
        }
        nothing = {
            "task": f"NV-{MISSING}",
            "unit": f"U{NOWHERE}",
            "person": f"CB{NOBODYS}",
            "number": str(MISSING),
            "code": "7F3Q2ABXYK",
            "spoken": "7F3K-2ABQ",
        }

        def saying(said: dict[str, str]) -> Forgery:
            text = words.format(**said)
            return replace(base, text=text, names=_named(words, said))

        return saying(there), saying(nothing)

    def _by_another(
        self, base: Forgery, own: dict[Role, frozenset[str]], what: str
    ) -> Forgery:
        """Not by one whose own affair it is, whoever's it is."""
        while base.role is not None and what in own.get(base.role, ()):
            base = replace(base, sender=self.dice.choice(list(ATTACKERS)))
        return base

    def _noise(self, base: Forgery) -> Pair:
        """Data of no shape of ours, or of one that was bent."""
        bent = list(f"t:{self._pick('t')}:1:done")
        for _ in range(self.dice.randint(1, 6)):
            at = self.dice.randrange(len(bent))
            bent[at] = self.dice.choice(":;t-0129٣²ạ\0\u200b ")
        some = replace(base, data="".join(bent))
        return some, some


def _named(words: str, said: dict[str, str]) -> tuple[str, ...]:
    """What of it stands in the words; a bare number is echoed by nobody."""
    named = {key: one for key, one in said.items() if key != "number"}
    return tuple(one for key, one in named.items() if f"{{{key}}}" in words)

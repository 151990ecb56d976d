"""What somebody throws: buttons, commands and replies about what is not his."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from domain.processes import Answer, ProcessKind
from tests.handlers.others_office import (
    ADMIN,
    ATTACKERS,
    CLERK,
    FIRST_MESSAGE,
    NOWHERE,
    TASK_FORCE,
    THEIRS,
    TRACKER,
    Numbers,
)

MISSING = 700_000  # a number of nothing
VERBS = (
    *("open", "more", "less", "history", "doing", "p25", "p50", "p75", "done"),
    *("confirm", "return", "assign", "x"),
)
NAMED = ("trangthai", "capnhat", "hoanthanh", "phancong", "xacnhan", "tralai")
# By the letter of a button: what its verbs are. Some are another kind's.
PRESSED = {
    **dict.fromkeys("qdilsm", ("yes", "no", "fix", "seen", "again", "x", "5")),
    "u": ("all", "dispute", "yes"),
    "v": ("ours", "theirs", "yes"),
    "c": ("register", "person", "ours"),
    "h": ("a", "d", "returned", "yes"),
    "p": ("open", "assign", "track", "urgent", "said"),
    "k": ("found", "yes"),
    "x": ("take", "leave", "yes", "no"),
    "r": ("rows", "yes"),
    "n": ("yes", "no", "file", "erase"),
    **dict.fromkeys(ProcessKind, tuple(Answer)),
}
# What is a part's own affair, whoever's it is: messages and invitations are the
# administrator's; a tracker may name any unit, and counts in it what his division
# tracks; the task force sees all overdue, and inspects any unit; drafts, proposals
# and what comes by the exchange are the clerks', and a tracker may import as well.
ALLOWED = {ADMIN: "di", TRACKER: "scx", TASK_FORCE: "lk", CLERK: "hcxp"}
COUNTED = ("quahan", "tongket", "nhom", "moi")
ASKED = {
    ADMIN: ("quahan", "tongket"),
    TRACKER: ("quahan", "nhom", "moi"),
    TASK_FORCE: ("moi",),
}
TAILS = ("60%", "Ngô Văn Lạ", "số 12/BC-STC ngày 12/11/2026", "chưa đủ", "")


@dataclass(frozen=True)
class Forgery:
    """What somebody sends: a button's data, or a text, perhaps as an answer."""

    sender: int
    in_group: bool
    data: str | None = None
    text: str = ""
    reply_to: int | None = None


class Forgeries:
    """Makes them from a seed, in pairs, with the numbers of what is there."""

    def __init__(self, seed: int, numbers: Numbers) -> None:
        self.dice = random.Random(seed)
        self.numbers = numbers

    def forge(self) -> tuple[Forgery, Forgery]:
        """Of something that is there and not his, and the same of nothing at all."""
        base = Forgery(self.dice.choice(list(ATTACKERS)), self.dice.random() < 0.3)
        kind = self.dice.choice(("task", "other", "command", "reply", "noise"))
        match kind:
            case "task":
                return self._task(base)
            case "other":
                return self._other(base)
            case "command":
                return self._command(base)
            case "reply":
                reply = FIRST_MESSAGE + self.dice.randint(1, 10)
                text = self.dice.choice(("60%", "xong rồi", "đã nhận", "vì sao?"))
                there = replace(base, text=text, reply_to=reply)
                return there, replace(there, reply_to=MISSING)
        return self._noise(base)

    def _pick(self, kind: str) -> int:
        return self.dice.choice(self.numbers[kind])

    def _task(self, base: Forgery) -> tuple[Forgery, Forgery]:
        verb, version = self.dice.choice(VERBS), self.dice.randint(0, 3)
        there, nothing = self._pick("t"), MISSING + self.dice.randint(0, 99)
        return (
            replace(base, data=f"t:{there}:{version}:{verb}"),
            replace(base, data=f"t:{nothing}:{version}:{verb}"),
        )

    def _other(self, base: Forgery) -> tuple[Forgery, Forgery]:
        allowed = ALLOWED.get(base.sender, "")
        kind = self.dice.choice([one for one in PRESSED if one not in allowed])
        verb = self.dice.choice(PRESSED[kind])
        there, nothing = str(THEIRS), str(NOWHERE)
        if kind in self.numbers:
            there, nothing = str(self._pick(kind)), str(MISSING)
        around = {
            "l": "overdue.1.{}",
            "s": self.dice.choice(("week.{}", "year.{}", "x.{}")),
            "m": "{}.2026-11",
            "u": self.dice.choice(("{}", f"{{}}.{self._pick('t')}")),
            "n": self.dice.choice(("{}", "erase.{}", "data.{}")),
        }.get(kind, "{}")
        return (
            replace(base, data=f"{kind}:{around.format(there)}:{verb}"),
            replace(base, data=f"{kind}:{around.format(nothing)}:{verb}"),
        )

    def _command(self, base: Forgery) -> tuple[Forgery, Forgery]:
        if self.dice.random() < 0.2:
            name = self.dice.choice(ASKED.get(base.sender, COUNTED))
            words = ("U2", "U40") if name != "moi" else ("CB900", "CB901")
        else:
            name, tail = self.dice.choice(NAMED), self.dice.choice(TAILS)
            words = (f"NV-{self._pick('t')} {tail}", f"NV-{MISSING} {tail}")
        there, nothing = words
        return (
            replace(base, text=f"/{name} {there}"),
            replace(base, text=f"/{name} {nothing}"),
        )

    def _noise(self, base: Forgery) -> tuple[Forgery, Forgery]:
        """Data of no shape of ours, or of one that was bent."""
        bent = list(f"t:{self._pick('t')}:1:done")
        for _ in range(self.dice.randint(1, 6)):
            at = self.dice.randrange(len(bent))
            bent[at] = self.dice.choice(":;t-0129٣²ạ\0\u200b ")
        some = replace(base, data="".join(bent))
        return some, some

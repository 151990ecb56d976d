"""A reply with its phrases, and what the tests of its meaning ask of them."""

from __future__ import annotations

from dataclasses import dataclass

from locales.reading.hearing import Heard
from locales.reading.lexicon import Sense
from locales.reading.phrases import Phrase

FINISHED = (Sense.DONE, Sense.SURELY_DONE)
DEEDS = (*FINISHED, Sense.DOING, Sense.SUBMITTED)
# What takes a "done" back, wherever in the reply it stands.
SPOILERS = (
    *(Sense.PARTLY, Sense.STEP, Sense.LATER, Sense.DOUBT, Sense.SPOILT, Sense.BUT),
    *(Sense.UNDER_WAY, Sense.PROMISE, Sense.QUESTION, Sense.NOT, Sense.NOT_YET),
)
_LEFT_OVER = ("con", "thieu", "chua", "khong")


@dataclass(frozen=True, slots=True)
class Said:
    """What was heard, as phrases with their senses."""

    heard: Heard
    phrases: list[Phrase]

    def has(self, *senses: Sense) -> bool:
        return any(phrase.sense in senses for phrase in self.phrases)

    def only(self, *senses: Sense) -> bool:
        return all(phrase.sense in senses for phrase in self.phrases)

    def stands(self, *stand_ins: str) -> bool:
        return any(word.bare in stand_ins for word in self.heard.words)

    def text(self, phrase: Phrase) -> str:
        """The phrase, folded."""
        said = self.heard.words[phrase.begin : phrase.end]
        return " ".join(word.bare for word in said)

    def clauses(self) -> list[list[Phrase]]:
        """The phrases by clause, in order."""
        clauses: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            clauses.setdefault(phrase.clause, []).append(phrase)
        return list(clauses.values())

    def shares(self) -> list[int]:
        """The percentages that are stated: not planned, not denied, not left over."""
        stated: list[int] = []
        figures = iter(self.heard.percents)
        for clause in self.clauses():
            held = True
            for at, phrase in enumerate(clause):
                if self.text(phrase) in ("<percent>", "<100%>"):
                    share = next(figures)
                    left = (
                        at > 0 and self.text(clause[at - 1]).split()[-1] in _LEFT_OVER
                    )
                    stated += [share] if held and not left else []
                held = held and phrase.sense not in _UNSURE
        return stated

    def share(self) -> int | None:
        """The one percentage of the reply, if it states one."""
        stated = set(self.shares())
        return stated.pop() if len(stated) == 1 else None


_UNSURE = (Sense.LATER, Sense.DOUBT, Sense.NOT, Sense.NOT_YET)


def senses(clause: list[Phrase]) -> set[Sense]:
    return {phrase.sense for phrase in clause}


def claims_done(clause: list[Phrase]) -> bool:
    """The clause by itself says done, be it of a step only ("việc 1 xong")."""
    found = senses(clause) - {Sense.STEP}
    return not found.isdisjoint(FINISHED) and found.isdisjoint(SPOILERS)

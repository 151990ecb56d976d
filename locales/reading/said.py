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
    Sense.EXCEPT,
    *(Sense.UNDER_WAY, Sense.PROMISE, Sense.QUESTION, Sense.NOT, Sense.NOT_YET),
)
_COUNTS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7}
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

    def begins_at(self, place: int) -> int:
        """The place of the word that a phrase begins with."""
        return self.heard.words[self.phrases[place].begin].at

    def coded(self) -> set[int]:
        """The places of the phrases that are codes of tasks."""
        begins = ((at, self.heard.words[p.begin]) for at, p in enumerate(self.phrases))
        return {at for at, word in begins if word.bare == "<code>"}

    def without(self, places: set[int]) -> list[Phrase]:
        """The phrases but those that begin at these words, and "thì" behind one."""
        kept: list[Phrase] = []
        after = False
        for at, phrase in enumerate(self.phrases):
            taken = self.begins_at(at) in places
            if not taken and not (after and self.text(phrase) == "thi"):
                kept.append(phrase)
            after = taken
        return kept

    def every(self) -> int | None:
        """How many tasks "cả 3 việc", "cả hai nhiệm vụ" speaks of."""
        for phrase in self.phrases:
            words = self.text(phrase).split()
            if words[:1] == ["ca"] and words[-1] in ("viec", "vu") and len(words) > 2:
                return self._counted(phrase)
        return None

    def _counted(self, phrase: Phrase) -> int | None:
        count = self.heard.words[phrase.begin + 1]
        return count.value if count.is_number else _COUNTS.get(count.bare)

    def clauses(self) -> list[list[Phrase]]:
        """The phrases by clause, in order."""
        clauses: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            clauses.setdefault(phrase.clause, []).append(phrase)
        return list(clauses.values())

    def spoken_clauses(self) -> list[list[str]]:
        """The words by clause, folded."""
        clauses: dict[int, list[str]] = {}
        for word in self.heard.words:
            clauses.setdefault(word.clause, []).append(word.bare)
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

"""The units and people that a typed line names, as an assignment keeps them."""

from __future__ import annotations

from dataclasses import replace

from actions.find_unit import find_unit
from domain.assigning import Assignee, Assignment
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Role
from locales.reading.assignments import A_CITIZEN, Said
from models.queries.colleagues import colleagues_named
from models.queries.people import parts_of, unit_names
from models.work import Reads


async def named_unit(reads: Reads, words: str) -> Assignee:
    """Raises Refusal for a unit that nobody knows, or that is no more."""
    unit = await find_unit(reads, words)
    if unit is None:
        raise Refusal(Reason.UNIT_UNKNOWN, name=words[:100])
    return Assignee(unit.id, unit.name)


async def assignee(reads: Reads, words: str) -> Assignee:
    """A unit; else a person, with the unit in which he has his part."""
    unit = await find_unit(reads, words)
    if unit is not None:
        return Assignee(unit.id, unit.name)
    found = [one for one in await colleagues_named(reads, words) if one.active]
    if not found:
        raise Refusal(Reason.UNIT_UNKNOWN, name=words[:100])
    if len(found) > 1:
        codes = ", ".join(one.code for one in found)
        raise Refusal(Reason.NAME_TWICE, name=found[0].name, codes=codes)
    units = await parts_of(reads, found[0].id)
    if not units:
        raise Refusal(Reason.NO_PERSON_ALONE, name=found[0].name)
    names = await unit_names(reads, units[:1])
    return Assignee(units[0], names[units[0]], found[0].id, found[0].name)


async def with_parts(
    reads: Reads, assignment: Assignment, said: Said, actor: Actor
) -> Assignment:
    """What was said, over what was known before. Raises Refusal."""
    one = _with_words(assignment, said)
    if said.whom:
        whom = tuple([await assignee(reads, name) for name in said.whom])
        one = replace(one, assignees=tuple(dict.fromkeys(whom)))
    if said.support:
        units = tuple([await named_unit(reads, name) for name in said.support])
        one = replace(one, support=units)
    one = replace(
        one,
        via=await _unit_or(reads, said.via, one.via),
        consolidator=await _unit_or(reads, said.consolidator, one.consolidator),
        division=await _unit_or(reads, said.division, one.division),
    )
    one = await _with_own_division(reads, one, actor)
    if said.tag is not None and said.tag[1] is not None:
        _check_class(one, said)
    return one


async def _unit_or(
    reads: Reads, words: str, before: Assignee | None
) -> Assignee | None:
    return await named_unit(reads, words) if words else before


def _with_words(one: Assignment, said: Said) -> Assignment:
    """The parts that need no looking up."""
    kept = {
        name: getattr(said, name)
        for name in ("content", "signer", "must_report", "urgency")
        if getattr(said, name) not in ("", None)
    }
    if said.document is not None:
        kept["number"] = said.document.number
        kept["issued_on"] = said.document.issued_on or one.issued_on
    if said.due_on is not None:
        kept |= {"due_on": said.due_on, "deadline_text": said.deadline_text}
        kept["undated"] = False
    if said.undated:
        kept |= {"due_on": None, "deadline_text": "", "undated": True}
    if said.from_citizen:
        kept["sender"] = A_CITIZEN
    if said.tag is not None:
        kept |= _of_tag(said)
    return replace(one, **kept)


def _of_tag(said: Said) -> dict[str, object]:
    """QC45_c says the scheme, that a report is due, and that there is no deadline."""
    assert said.tag is not None
    scheme, of_class = said.tag
    if of_class is None:
        return {"scheme": scheme}
    kept: dict[str, object] = {"scheme": scheme, "must_report": of_class.must_report}
    if not of_class.has_deadline and said.due_on is None:
        kept["undated"] = True
    return kept


def _check_class(one: Assignment, said: Said) -> None:
    """A tag must not say otherwise than the deadline beside it."""
    assert said.tag is not None
    wanted = said.tag[1]
    assert wanted is not None
    undated = one.due_on is None and one.undated
    if (one.due_on is not None and not wanted.has_deadline) or (
        undated and wanted.has_deadline
    ):
        raise Refusal(Reason.CLASS_CONTRADICTS)


async def _with_own_division(reads: Reads, one: Assignment, actor: Actor) -> Assignment:
    """A tracker's tasks are tracked by his division, unless he names another."""
    divisions = sorted(actor.units_as(Role.TRACKER))
    if one.division is not None or len(divisions) != 1:
        return one
    names = await unit_names(reads, divisions)
    return replace(one, division=Assignee(divisions[0], names[divisions[0]]))

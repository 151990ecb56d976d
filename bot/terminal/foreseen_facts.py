"""What is foreseen, as JSON for machines. Times are the office's, with their offset."""

from __future__ import annotations

from typing import Any

from domain.foresight import Difference, Foreseen, Foresight, Recipient, Wave, Why
from domain.tasks import task_code


def as_facts(found: Foresight) -> dict[str, Any]:
    return {
        "from": found.since.isoformat(),
        "to": found.until.isoformat(),
        "as_of": found.as_of.isoformat(),
        "policy": found.policy,
        "assumes": "nobody_answers",
        "waves": [_wave(one) for one in found.waves],
        "messages": [message_facts(one) for one in found.messages],
        "unreached": [
            {"at": at.isoformat(), **_recipient(to)} for at, to in found.unreached
        ],
    }


def difference_facts(changes: Difference) -> dict[str, Any]:
    return {
        "added": [message_facts(one) for one in changes.added],
        "gone": [message_facts(one) for one in changes.gone],
        "moved": [_pair(old, new) for old, new in changes.moved],
        "changed": [_pair(old, new) for old, new in changes.changed],
    }


def message_facts(one: Foreseen) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "slot": one.slot.isoformat(),
        "key": one.key,
        "to": _recipient(one.to),
        "kind": one.kind,
        "class": one.cls,
        "late": one.late,
        "why": [_why(why) for why in one.why],
        "moved": [
            {"from": shift.nominal.isoformat(), "because": shift.because or "weekend"}
            for shift in one.shifts
        ],
    }


def _recipient(to: Recipient) -> dict[str, Any]:
    return {"place": to.place, "name": to.name, "unit": to.unit}


def _why(why: Why) -> dict[str, Any]:
    return {
        "rule": why.rule,
        "slot": why.slot,
        "tasks": [task_code(task) for task in why.tasks],
        "units": list(why.units),
        "reason": why.reason,
    }


def _wave(wave: Wave) -> dict[str, Any]:
    return {
        "at": wave.at.isoformat(),
        "messages": wave.messages,
        "ends": wave.ends.isoformat(timespec="milliseconds"),
        "unreached": wave.unreached,
    }


def _pair(old: Foreseen, new: Foreseen) -> dict[str, Any]:
    return {"before": message_facts(old), "after": message_facts(new)}

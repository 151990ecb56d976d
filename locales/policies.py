"""The words for a policy file that cannot be used: where, what, and what to write."""

from __future__ import annotations

from collections.abc import Mapping

from domain.policy_file import WrongPolicy
from domain.policy_kinds import Wrong
from locales.catalog import N_, Words

WRONGS: Mapping[Wrong, str] = {
    Wrong.NO_TOML: N_("this is not written as TOML ({detail})"),
    Wrong.UNKNOWN_KEY: N_(
        "there is no such key; see the profile chung for all of them"
    ),
    Wrong.UNKNOWN_PROFILE: N_("there is no such profile; there are {detail}"),
    Wrong.NO_NAME: N_("a name is one word of small letters, digits, - and _"),
    Wrong.NO_DAY: N_("say from which day it holds, for example 2027-01-01"),
    Wrong.NO_TIME: N_('a time is written as "15:00"'),
    Wrong.NO_NUMBER: N_("a whole number is needed, {detail}"),
    Wrong.NO_SWITCH: N_("true or false is needed"),
    Wrong.NO_TEXT: N_("a text of one line is needed, in quotes"),
    Wrong.NO_LIST: N_("a list is needed, in square brackets"),
    Wrong.NO_ADDRESS: N_("an e-mail address is needed"),
    Wrong.NOT_AMONG: N_("only these are known: {detail}"),
    Wrong.TWICE: N_("{detail} stands there twice"),
    Wrong.NOT_RISING: N_("each number must be larger than the one before"),
    Wrong.EMPTY: N_("at least one is needed"),
    Wrong.TOO_MANY: N_("there can be {detail} at most"),
    Wrong.OUT_OF_ORDER: N_("out of order: {detail} must hold"),
    Wrong.WITHIN_QUIET: N_("{detail} lies within quiet hours: nothing would come then"),
    Wrong.BESIDE_LIMITS: N_(
        "the office's quiet hours must lie between quiet.own_earliest and"
        " quiet.own_latest"
    ),
    Wrong.NEVER: N_("that day is off each week, so that it would never come"),
}


def wrong_policy(wrong: WrongPolicy, words: Words) -> str:
    """One sentence, without the file's name: “Line 4, weekly.due_at: …”"""
    why = words(WRONGS[wrong.why]).format(detail=wrong.detail)
    said = words("line {line}, {key}: {why}")
    return said.format(line=wrong.line, key=wrong.key, why=why)

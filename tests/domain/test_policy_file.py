"""A policy file: what it may say, and what is said of the line that is wrong."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy import OnTimeBasis, Policy, Weekday
from domain.policy_file import (
    SOURCES,
    WrongPolicy,
    differences,
    digest_of,
    dump,
    load,
    read_policy_file,
    written,
)
from domain.policy_keys import KEYS, LETTERHEAD, RULES
from domain.policy_kinds import Wrong
from domain.policy_order import CHECKS
from domain.reminders import Rule
from domain.tasks import Role, TaskClass
from domain.toml_lines import lines_of

START = "valid_from = 2027-01-01\n"


def read(text: str) -> Policy:
    return read_policy_file(START + text, Policy())


@pytest.mark.parametrize(
    ("said", "attribute", "value"),
    [
        ('[weekly]\nday = "thu"', "weekly_day", Weekday.THURSDAY),
        ('[weekly]\ndue_at = "14:30"', "weekly_due_at", time(14, 30)),
        ("weekly.due_at = 14:30:00", "weekly_due_at", time(14, 30)),
        ("[due_soon]\nleads = [1, 5]", "due_soon_leads", (5, 1)),
        ("[escalation]\nsteps = [2]", "escalation_steps", (2,)),
        (
            '[overdue]\ntwice_weekly_on = ["fri", "tue"]',
            "overdue_twice_weekly_on",
            (Weekday.TUESDAY, Weekday.FRIDAY),
        ),
        (
            "[urgent]\nanswer_within_minutes = 30",
            "urgent_answer_within",
            timedelta(minutes=30),
        ),
        ("[late]\nmonthly_within_days = 2", "monthly_late_within", timedelta(days=2)),
        (
            '[deadline]\non_time_basis = "SIGNED_AND_SENT"',
            "on_time_basis",
            OnTimeBasis.SIGNED_AND_SENT,
        ),
        (
            '[deadline]\nextension_approvers = ["leader"]',
            "extension_approvers",
            frozenset({Role.LEADER}),
        ),
        (
            '[deadline]\ncloses_at_once = ["b", "d"]',
            "closes_at_once",
            frozenset({TaskClass.B, TaskClass.D}),
        ),
        ("[group]\nshows_content = false", "group_shows_content", False),
        ('[rules]\noff = ["monthly_due"]', "off", frozenset({"monthly_due"})),
        ("[weekly]", "weekly_day", Weekday.FRIDAY),
    ],
)
def test_a_file_says_what_differs(said: str, attribute: str, value: object) -> None:
    policy = read(said)
    found = getattr(policy, attribute)
    assert (found, type(found)) == (value, type(value))
    alike = {one: getattr(Policy(), one) for one in (attribute, *SOURCES.values())}
    assert replace(policy, **alike) == replace(Policy(), valid_from=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("said", "weekly", "monthly"),
    [
        ('[weekly]\nday = "thu"', "", Policy().monthly_source),
        ("[monthly]\nday = 20", Policy().weekly_source, ""),
        (
            '[weekly]\nday = "thu"\n[sources]\nweekly = "15/QĐ-VP, điểm 2"',
            "15/QĐ-VP, điểm 2",
            Policy().monthly_source,
        ),
    ],
)
def test_what_a_file_decides_goes_by_no_other_document(
    said: str, weekly: str, monthly: str
) -> None:
    policy = read(said)
    assert (policy.weekly_source, policy.monthly_source) == (weekly, monthly)


def test_a_paper_has_its_own_names() -> None:
    papers = read('[papers]\nplace = "Kon Tum"\nrecipients = ["Như trên"]').letterhead
    assert (papers.place, papers.recipients) == ("Kon Tum", ("Như trên",))
    assert papers.signer_titles == Policy().letterhead.signer_titles


@pytest.mark.parametrize(
    ("said", "line", "key", "why"),
    [
        ("[weekly]\nduet_at = 1", 3, "weekly.duet_at", Wrong.UNKNOWN_KEY),
        ("[weakly]\n", 2, "weakly", Wrong.UNKNOWN_KEY),
        ("\n# so\nmorning = 8", 4, "morning", Wrong.UNKNOWN_KEY),
        ('name = "Sở Nội vụ"', 2, "name", Wrong.NO_NAME),
        ('[weekly]\ndue_at = "15h"', 3, "weekly.due_at", Wrong.NO_TIME),
        ('[weekly]\ndue_at = "25:00"', 3, "weekly.due_at", Wrong.NO_TIME),
        ("[weekly]\ndue_at = 15", 3, "weekly.due_at", Wrong.NO_TIME),
        ("[weekly]\ndue_at = 15:00:30", 3, "weekly.due_at", Wrong.NO_TIME),
        ('[weekly]\nday = "friday"', 3, "weekly.day", Wrong.NOT_AMONG),
        ("[weekly]\nday = 5", 3, "weekly.day", Wrong.NOT_AMONG),
        ("[monthly]\nday = 32", 3, "monthly.day", Wrong.NO_NUMBER),
        ("[monthly]\nday = true", 3, "monthly.day", Wrong.NO_NUMBER),
        ('[monthly]\nday = "25"', 3, "monthly.day", Wrong.NO_NUMBER),
        ("[due_soon]\nleads = [3, -1]", 3, "due_soon.leads", Wrong.NO_NUMBER),
        ("[due_soon]\nleads = [3, 3]", 3, "due_soon.leads", Wrong.TWICE),
        ("[due_soon]\nleads = []", 3, "due_soon.leads", Wrong.EMPTY),
        ("[due_soon]\nleads = 3", 3, "due_soon.leads", Wrong.NO_LIST),
        ("[escalation]\nsteps = [3, 1]", 3, "escalation.steps", Wrong.NOT_RISING),
        ("[escalation]\nsteps = [1, 2, 3, 4]", 3, "escalation.steps", Wrong.TOO_MANY),
        ("[no_deadline]\nmonths = 0", 3, "no_deadline.months", Wrong.NO_NUMBER),
        ("[overdue]\nweekly_on = []", 3, "overdue.weekly_on", Wrong.EMPTY),
        ('[rules]\noff = ["urgent"]', 3, "rules.off", Wrong.NOT_AMONG),
        ('[rules]\noff = ["weekly"]', 3, "rules.off", Wrong.NOT_AMONG),
        ("[group]\nshows_names = 1", 3, "group.shows_names", Wrong.NO_SWITCH),
        ("[day_off]\nweekly = \"next\"", 3, "day_off.weekly", Wrong.NOT_AMONG),
        ("[day_off]\nescalation = \"skip\"", 3, "day_off.escalation", Wrong.NOT_AMONG),
        ("[day_off]\noverdue = true", 3, "day_off.overdue", Wrong.NOT_AMONG),
        ("[day_off]\nfriday = \"skip\"", 3, "day_off.friday", Wrong.UNKNOWN_KEY),
        (
            "[deadline]\nbefore_is_exclusive = \"no\"",
            *(3, "deadline.before_is_exclusive", Wrong.NO_SWITCH),
        ),
        ("[sources]\nweekly = 419", 3, "sources.weekly", Wrong.NO_TEXT),
        ("[papers]\nplace = 3", 3, "papers.place", Wrong.NO_TEXT),
        ('[papers]\nplace = "a\\nb"', 3, "papers.place", Wrong.NO_TEXT),
        (
            '[papers]\nsynthesis_email = "phong tong hop"',
            3,
            "papers.synthesis_email",
            Wrong.NO_ADDRESS,
        ),
        ("[channels]\norder = []", 3, "channels.order", Wrong.EMPTY),
        ('[deadline]\nextension_approvers = ["boss"]', 3,
         "deadline.extension_approvers", Wrong.NOT_AMONG),
        # Right alone, wrong together: the line is of what the file says.
        ('[weekly]\nheads_up_at = "15:00"', 3, "weekly.heads_up_at",
         Wrong.OUT_OF_ORDER),
        ('[weekly]\n\nclose_at = "14:59"', 4, "weekly.close_at", Wrong.OUT_OF_ORDER),
        ("[overdue]\ndaily_days = 31", 3, "overdue.daily_days", Wrong.OUT_OF_ORDER),
        ("[proposal]\nheads_up_lead = 3", 3, "proposal.heads_up_lead",
         Wrong.OUT_OF_ORDER),
        ('[late]\nuntil = "16:30"', 3, "late.until", Wrong.OUT_OF_ORDER),
        ('[morning]\nat = "06:30"', 3, "morning.at", Wrong.WITHIN_QUIET),
        ('[morning]\nat = "07:30"', 3, "morning.at", Wrong.WITHIN_QUIET),
        ('[quiet]\nuntil = "08:30"', 3, "quiet.until", Wrong.BESIDE_LIMITS),
        ('[quiet]\nown_latest = "09:00"', 3, "quiet.own_latest", Wrong.WITHIN_QUIET),
        ('[weekly]\nday = "sun"\n\n[day_off]\nweekly = "skip"', 3, "weekly.day",
         Wrong.NEVER),
        ("[urgent]\nanswer_within_minutes = 120\nnews_within_hours = 1", 3,
         "urgent.answer_within_minutes", Wrong.OUT_OF_ORDER),
        # What is no TOML at all.
        ("[weekly]\nday = fri", 3, "TOML", Wrong.NO_TOML),
        ("[weekly]\nday = \"fri\"\nday = \"thu\"", 4, "TOML", Wrong.NO_TOML),
        ('[papers]\nrecipients = ["a",\n', 3, "TOML", Wrong.NO_TOML),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_line(
    said: str, line: int, key: str, why: Wrong
) -> None:
    with pytest.raises(WrongPolicy) as caught:
        read(said)
    assert (caught.value.line, caught.value.key, caught.value.why) == (line, key, why)


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ('[weekly]\nday = "fri"', 1), ('\nvalid_from = "2027-01-01"', 2),
     ("valid_from = 2027-01-01T08:00:00", 1)],
)  # fmt: skip
def test_a_file_says_from_which_day_it_holds(text: str, line: int) -> None:
    with pytest.raises(WrongPolicy) as caught:
        read_policy_file(text, Policy())
    assert (caught.value.line, caught.value.why) == (line, Wrong.NO_DAY)


def test_lines_are_found_past_lists_strings_and_comments() -> None:
    text = (
        'a = 1 # [b]\n[b.c]\nd = [\n  "]", # "\n  "e = 1",\n]\nf."g h" = """\n'
        'x = 1\n"""\n\n[i]\nj = {k = 2}\n'
    )
    assert lines_of(text) == {
        ("a",): 1, ("b", "c"): 2, ("b", "c", "d"): 3, ("b", "c", "f", "g h"): 7,
        ("i",): 11, ("i", "j", "k"): 12,
    }  # fmt: skip


def test_every_choice_of_a_policy_has_its_key() -> None:
    """But for what is no choice: the name, the day, the zone and the other versions."""
    named = {key.attribute for key in KEYS.values()}
    papers = {one.name for one in fields(Policy().letterhead)}
    own = {one.name for one in fields(Policy)} - {
        *("name", "valid_from", "zone_name", "versions", "letterhead")
    }
    assert named == own | papers
    assert {
        k.attribute for k in KEYS.values() if k.path.startswith(LETTERHEAD)
    } == papers


def test_every_rule_can_be_named() -> None:
    assert set(Rule) <= set(RULES)


def test_every_check_speaks_of_keys_that_there_are() -> None:
    assert {one for check in CHECKS for one in check.keys} <= set(KEYS)


def test_the_defaults_keep_their_own_order() -> None:
    assert [check.keys for check in CHECKS if not check.holds(Policy())] == []


HOUR = st.integers(0, 23 * 60 + 59).map(lambda m: time(m // 60, m % 60))
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "weekly_due_at": HOUR,
        "monthly_day": st.integers(1, 31),
        "due_soon_leads": st.just((9, 2)),
        "urgent_answer_within": st.integers(5, 1440).map(
            lambda m: timedelta(minutes=m)
        ),
        "off": st.frozensets(st.sampled_from(["monthly_due", "no_deadline"])),
        "group_shows_names": st.booleans(),
        "secret_symbols": st.just(("*-M", "*/TM-*")),
    },
)


@given(CHOSEN)
def test_what_is_stored_is_read_back_as_it_was(chosen: dict[str, Any]) -> None:
    policy = Policy(name="kontum", valid_from=date(2027, 1, 1), **chosen)
    again = load("kontum", date(2027, 1, 1), dump(policy))
    assert again == policy
    assert digest_of(again) == digest_of(policy)
    assert (digest_of(policy) == digest_of(Policy())) == (policy == Policy())


@given(CHOSEN)
def test_what_is_shown_can_be_used_as_a_file(chosen: dict[str, Any]) -> None:
    policy = Policy(name="kontum", valid_from=date(2027, 1, 1), **chosen)
    if all(check.holds(policy) for check in CHECKS):
        assert read_policy_file(written(policy), Policy()) == policy


def test_differences_are_said_in_the_words_of_the_file() -> None:
    other = Policy(weekly_due_at=time(14), off=frozenset({"monthly_due"}))
    assert differences(Policy(), other) == [
        ("rules.off", "[]", '["monthly_due"]'),
        ("weekly.due_at", '"15:00"', '"14:00"'),
    ]


def test_a_version_of_another_program_can_be_read() -> None:
    kept = '{"weekly.due_at": "14:00", "weekly.colour": "red", "monthly.day": 99}'
    policy = load("chung", date(2027, 1, 1), kept)
    assert policy == Policy(valid_from=date(2027, 1, 1), weekly_due_at=time(14))

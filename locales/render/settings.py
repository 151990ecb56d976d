"""Somebody's own settings, with the buttons that change them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from zoneinfo import ZoneInfo

from domain.buttons import Button, Keyboard, Press
from domain.preferences import Hours, SettingsCard
from domain.reminders import Rule
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill
from locales.render.rendered import Rendered, lines, message

PREFERENCE = "pref"  # the kind of its buttons
LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English"}
# What may be muted, as a person would name it.
REMINDERS: Mapping[str, str] = {
    "due_soon": N_("Due soon"),
    "to_confirm": N_("Waiting for confirmation"),
    "no_deadline": N_("Tasks without a deadline"),
    "undated_list": N_("List of tasks without a deadline"),
    "weekly_heads_up": N_("Weekly update, in the morning"),
    "monthly_heads_up": N_("Monthly review, some days before"),
    "monthly_due": N_("Monthly review, on its day"),
    "three_days": N_("Proposals to be handled"),
    "data_quality": N_("Data check of the register"),
    "monthly_report": N_("Monthly report"),
    "quarterly_report": N_("Quarterly report"),
    "confirmation_round": N_("Confirming before a report"),
}
# Quiet hours offered by a button, as far as the office allows them.
OFFERED = (Hours(time(18), time(7)), Hours(time(21), time(6)))


def settings_card(notice: SettingsCard, words: Words, zone: ZoneInfo) -> Rendered:
    return message(
        [
            fill("⚙️ {title}", title=bold(words("Your settings"))),
            lines(
                fill(words("Language: {language}"), language=_language(notice, words)),
                _quiet(notice, words),
                _muted(notice, words),
            ),
            fill(
                words(
                    "Other quiet hours between {earliest} and {latest}: type for"
                    " example /caidat 21:00-06:30."
                ),
                earliest=_at(notice.limits.start),
                latest=_at(notice.limits.end),
            ),
            fill(
                words(
                    "What is due today, overdue or urgent, warnings to superiors and"
                    " the weekly update always come."
                )
            ),
        ],
        _keyboard(notice, words),
    )


def _language(notice: SettingsCard, words: Words) -> str:
    return LANGUAGES[notice.language or words.language]


def _quiet(notice: SettingsCard, words: Words) -> Markup:
    said = (
        words("Quiet hours: {hours} (your own choice)")
        if notice.own_quiet
        else words("Quiet hours: {hours} (as the office)")
    )
    return fill(said, hours=_span(notice.quiet))


def _muted(notice: SettingsCard, words: Words) -> Markup:
    muted = [words(REMINDERS[one]) for one in notice.mutable if one in notice.muted]
    if not muted:
        return fill(words("Muted reminders: none"))
    return fill(words("Muted reminders: {reminders}"), reminders="; ".join(muted))


def _keyboard(notice: SettingsCard, words: Words) -> Keyboard:
    chosen = notice.language or words.language
    languages = tuple(
        _button(f"✓ {name}" if code == chosen else name, code, "speak")
        for code, name in LANGUAGES.items()
    )
    rules = tuple((_rule_button(one, notice, words),) for one in notice.mutable)
    return (languages, *_quiet_buttons(notice, words), *rules)


def _quiet_buttons(notice: SettingsCard, words: Words) -> Keyboard:
    row = [
        _button(_span(one), _span(one).replace(":", ".").replace("–", "-"), "quiet")
        for one in OFFERED
        if one != notice.quiet
    ]
    if notice.own_quiet:
        row.append(_button(words("As the office"), "office", "quiet"))
    return (tuple(row),) if row else ()


def _rule_button(rule: Rule, notice: SettingsCard, words: Words) -> Button:
    muted = rule in notice.muted
    label = f"{'🔕' if muted else '🔔'} {words(REMINDERS[rule])}"
    return _button(label, rule.value, "hear" if muted else "mute")


def _button(label: str, argument: str, verb: str) -> Button:
    return Button(label, Press(PREFERENCE, argument, verb).pack())


def _span(hours: Hours) -> str:
    return f"{_at(hours.start)}–{_at(hours.end)}"


def _at(time_of_day: time) -> str:
    return f"{time_of_day:%H:%M}"

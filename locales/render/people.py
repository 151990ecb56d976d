"""Who the person is here, what may be typed, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from domain.buttons import Button, Press
from domain.notices import Help, InviteClaimed, Refused, Welcome
from domain.refusals import Reason
from locales.catalog import N_, Words
from locales.facts import shown
from locales.html import Markup, bold, fill
from locales.refusals import refusal_words
from locales.render.names import ROLES
from locales.render.privacy import consent_buttons, privacy_notice
from locales.render.rendered import Rendered, lines, message


def refused(notice: Refused, words: Words, zone: ZoneInfo) -> Rendered:
    said = refusal_words(Reason(notice.reason), notice.facts, words)
    return message([fill(said, **shown(notice.facts, words))])


def welcome(notice: Welcome, words: Words, zone: ZoneInfo) -> Rendered:
    days = notice.words_days
    roles = [
        fill("• {role} – {unit}", role=words(ROLES[role]), unit=unit)
        for role, unit in notice.roles
    ]
    return message(
        [
            lines(
                fill(words("Welcome, {name}."), name=bold(notice.name)),
                _position(notice, words),
            ),
            lines(fill(words("Your part here:")), *roles) if roles else "",
            fill(words("Reminders will be sent to this chat. Type /trogiup for help.")),
            _no_secrets(words),
            "" if days is None else privacy_notice(days, words),
        ],
        () if days is None else consent_buttons(words),
    )


def _position(notice: Welcome | InviteClaimed, words: Words) -> Markup:
    if not notice.position:
        return Markup("")
    return fill(words("Position: {position}"), position=notice.position)


def invite_claimed(notice: InviteClaimed, words: Words, zone: ZoneInfo) -> Rendered:
    """Who was meant, and who says that he is the one."""
    said = words(
        "The invitation of {name} was used by an account that calls itself “{called}”."
    )
    number = str(notice.invite_id)
    return message(
        [
            lines(
                fill(said, name=bold(notice.name), called=notice.called),
                _position(notice, words),
            ),
            fill(words("Please ask {name} before you answer."), name=notice.name),
        ],
        (
            (
                Button(
                    words("It is the right person"), Press("i", number, "yes").pack()
                ),
            ),
            (Button(words("It is somebody else"), Press("i", number, "no").pack()),),
        ),
    )


# What belongs together, in the order in which it is needed.
HELP_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("My tasks"),
        (
            *("viec", "capnhat", "hoanthanh", "hoantac", "giahan", "vuongmac"),
            *("thuyetminh", "giaitrinh", "kiennghi", "lich"),
        ),
    ),
    (N_("Looking things up"), ("tim", "trangthai", "quahan", "tongket", "visao")),
    (
        N_("Tracking and urging"),
        (
            *("giaoviec", "dexuat", "sua", "huynhiemvu", "xacnhan", "tralai"),
            *("dondoc", "rasoat"),
        ),
    ),
    (
        N_("Reports and registers"),
        (
            *("baocao", "congbo", "doichieu", "nhap", "danhsachkiemtra", "kiemtra"),
            "lichnghi",
        ),
    ),
    (N_("The unit"), ("phancong", "vangmat", "bangiao", "moi", "nhom")),
    (N_("This chat"), ("caidat", "dulieu", "huy", "trogiup", "start")),
)
FURTHER = N_("Further")


def help_(notice: Help, words: Words, zone: ZoneInfo) -> Rendered:
    """The commands this person may use, how to answer, and what must stay out."""
    about = {name.lstrip("/"): help_ for name, help_ in notice.commands}
    grouped = {name for _, names in HELP_GROUPS for name in names}
    rest = tuple(name for name in about if name not in grouped)
    return message(
        [
            bold(words("What you can do here")),
            _how_to_answer(notice, words),
            *(
                _group(title, [name for name in names if name in about], about, words)
                for title, names in (*HELP_GROUPS, (FURTHER, rest))
            ),
            _no_secrets(words),
        ]
    )


def _group(
    title: str, names: list[str], about: Mapping[str, str], words: Words
) -> Markup:
    """Nothing for a group of which he may use no command here."""
    if not names:
        return Markup("")
    said = (fill("/{name} – {help}", name=one, help=words(about[one])) for one in names)
    return lines(bold(words(title)), *said)


def _how_to_answer(notice: Help, words: Words) -> Markup:
    if notice.in_group:
        return fill(
            words(
                "To update a task, answer a reminder in this group or type /capnhat"
                " NV-12 60%."
            )
        )
    return fill(
        words(
            "To update a task, answer its reminder or card in your own words, for"
            " example: “60%”, “done, report 123/BC-STC of 12/11/2026”."
        )
    )


def _no_secrets(words: Words) -> Markup:
    return fill(
        words(
            "Never put state secrets here. Such documents are kept in the paper"
            " register of secret documents as prescribed."
        )
    )

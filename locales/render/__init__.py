"""A notice put into words: facts come in, finished messages and buttons go out.

One function for each notice of `domain/notices.py`; the table below names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from domain import notices
from domain.admin_notices import CalendarYear, ParkedDigest
from domain.cycle_notices import RollCallCard
from domain.data_notices import (
    DataCheck,
    FindingsFile,
    FoundTasks,
    ViolationList,
)
from domain.explanations import CalendarFile, WhyTold
from domain.notices import Notice
from domain.preferences import SettingsCard
from domain.privacy import EraseAsked, OwnData, OwnDataFile
from domain.process_notices import KeptFile, ProcessCard
from domain.urging_notices import Offer, UrgePreview
from locales.catalog import Words
from locales.render.assigning import amendment_card, assignment_card
from locales.render.calendar_years import calendar_year
from locales.render.calendars import calendar_file
from locales.render.cards import task_card
from locales.render.data_quality import data_check, findings_file, found_tasks
from locales.render.digests import digest
from locales.render.endings import inherited
from locales.render.exchange import exchange_card
from locales.render.files import kept_file, report_file
from locales.render.imports import (
    discrepancy_card,
    file_refused,
    import_done,
    import_preview,
    import_rows,
)
from locales.render.inspections import inspection_list, inspection_plan
from locales.render.layouts import layout_asked
from locales.render.lists import task_list
from locales.render.own_figures import figures_compared
from locales.render.parked import parked_digest
from locales.render.people import help_, invite_claimed, refused, welcome
from locales.render.privacy import erase_asked, own_data, own_data_file
from locales.render.processes import process_card
from locales.render.proposals import proposal_card, proposal_list
from locales.render.questions import read_back, told, which_task
from locales.render.reconciling import difference_card, reconciled
from locales.render.rendered import Rendered
from locales.render.reviews import review_state_card
from locales.render.roll_calls import roll_call
from locales.render.rounds import round_card, round_state
from locales.render.settings import settings_card
from locales.render.summaries import summary
from locales.render.urging import offer, urge_preview
from locales.render.violations import violation_list
from locales.render.why import why_told

__all__ = ["RENDERERS", "Rendered", "render", "resend_prefix"]

# Each takes its own notice, the words of a language, and the office's zone.
RENDERERS: Mapping[type, Callable[[Any, Words, ZoneInfo], Rendered]] = {
    notices.Told: told,
    notices.Refused: refused,
    notices.TaskCard: task_card,
    notices.TaskList: task_list,
    notices.Digest: digest,
    WhyTold: why_told,
    CalendarFile: calendar_file,
    RollCallCard: roll_call,
    notices.ReadBack: read_back,
    notices.WhichTask: which_task,
    notices.SummaryNotice: summary,
    notices.ReportFile: report_file,
    notices.InspectionList: inspection_list,
    notices.Welcome: welcome,
    notices.InviteClaimed: invite_claimed,
    notices.Help: help_,
    ParkedDigest: parked_digest,
    CalendarYear: calendar_year,
    UrgePreview: urge_preview,
    Offer: offer,
    SettingsCard: settings_card,
    notices.ImportPreview: import_preview,
    notices.ImportDone: import_done,
    notices.FileRefused: file_refused,
    notices.LayoutAsked: layout_asked,
    notices.ImportRows: import_rows,
    notices.DiscrepancyCard: discrepancy_card,
    notices.ExchangeCard: exchange_card,
    notices.RoundCard: round_card,
    notices.RoundState: round_state,
    notices.ReviewState: review_state_card,
    notices.DifferenceCard: difference_card,
    notices.Reconciled: reconciled,
    notices.FiguresCompared: figures_compared,
    notices.AssignmentCard: assignment_card,
    notices.AmendmentCard: amendment_card,
    notices.ProposalCard: proposal_card,
    notices.ProposalList: proposal_list,
    notices.InspectionPlan: inspection_plan,
    OwnData: own_data,
    OwnDataFile: own_data_file,
    EraseAsked: erase_asked,
    ProcessCard: process_card,
    notices.Inherited: inherited,
    KeptFile: kept_file,
    DataCheck: data_check,
    FoundTasks: found_tasks,
    FindingsFile: findings_file,
    ViolationList: violation_list,
}


def render(notice: Notice, words: Words, *, zone: ZoneInfo) -> Rendered:
    """The messages that say this notice, each of at most 4096 characters of HTML."""
    return RENDERERS[type(notice)](notice, words, zone)


def resend_prefix(code: str, words: Words) -> str:
    """What stands before a message sent a second time (delivery.md 2.6)."""
    warning = words(
        "(Sent again because of a transmission error; please ignore it if you have"
        " received it)"
    )
    return f"{warning} #{code}"

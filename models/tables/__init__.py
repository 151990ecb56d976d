"""Every table, so that one import knows the whole schema."""

from models.tables.choices import PolicyVersion, Preference
from models.tables.delivery import (
    Attempt,
    Audit,
    Card,
    Delivery,
    Inbox,
    Lease,
    MomentRow,
    MonthlyReceipt,
    Occurrence,
    Question,
    RollCall,
)
from models.tables.imports import (
    Discrepancy,
    ExchangeMessage,
    ImportDraft,
    ImportProfile,
    ImportRow,
    ImportRun,
)
from models.tables.people import (
    Account,
    CalendarFeed,
    Chat,
    Invite,
    Membership,
    Officer,
    Unit,
    UnitAlias,
)
from models.tables.privacy import Consent, Sender
from models.tables.register import (
    CalendarOverride,
    Document,
    Evidence,
    Setting,
    Task,
    TaskEvent,
    TaskUnit,
)
from models.tables.reports import ReportRun
from models.tables.urging import Absence, Snooze, WeekResult

__all__ = [
    "Absence",
    "Account",
    "Attempt",
    "Audit",
    "CalendarFeed",
    "CalendarOverride",
    "Card",
    "Chat",
    "Consent",
    "Delivery",
    "Discrepancy",
    "Document",
    "Evidence",
    "ExchangeMessage",
    "ImportDraft",
    "ImportProfile",
    "ImportRow",
    "ImportRun",
    "Inbox",
    "Invite",
    "Lease",
    "Membership",
    "MomentRow",
    "MonthlyReceipt",
    "Occurrence",
    "Officer",
    "PolicyVersion",
    "Preference",
    "Question",
    "ReportRun",
    "RollCall",
    "Sender",
    "Setting",
    "Snooze",
    "Task",
    "TaskEvent",
    "TaskUnit",
    "Unit",
    "UnitAlias",
    "WeekResult",
]

"""Every table, so that one import knows the whole schema."""

from models.tables.assigning import Inspection, Proposal, TaskDraft, TaskRoute
from models.tables.audit import Audit
from models.tables.choices import PolicyVersion, Preference
from models.tables.delivery import (
    Attempt,
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
    UnitEnding,
)
from models.tables.privacy import Consent, Sender
from models.tables.processes import (
    Attachment,
    Extension,
    Justification,
    Obstacle,
    Petition,
)
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
from models.tables.rounds import Difference, Round, RoundRow, UnitStatement
from models.tables.systems import ApiRequest, ApiToken, SystemTask, Webhook
from models.tables.urging import Absence, Snooze, WeekResult
from models.tables.violations import Violation

__all__ = [
    "Absence",
    "Account",
    "ApiRequest",
    "ApiToken",
    "Attachment",
    "Attempt",
    "Audit",
    "CalendarFeed",
    "CalendarOverride",
    "Card",
    "Chat",
    "Consent",
    "Delivery",
    "Difference",
    "Discrepancy",
    "Document",
    "Evidence",
    "ExchangeMessage",
    "Extension",
    "ImportDraft",
    "ImportProfile",
    "ImportRow",
    "ImportRun",
    "Inbox",
    "Inspection",
    "Invite",
    "Justification",
    "Lease",
    "Membership",
    "MomentRow",
    "MonthlyReceipt",
    "Obstacle",
    "Occurrence",
    "Officer",
    "Petition",
    "PolicyVersion",
    "Preference",
    "Proposal",
    "Question",
    "ReportRun",
    "RollCall",
    "Round",
    "RoundRow",
    "Sender",
    "Setting",
    "Snooze",
    "SystemTask",
    "Task",
    "TaskDraft",
    "TaskEvent",
    "TaskRoute",
    "TaskUnit",
    "Unit",
    "UnitAlias",
    "UnitEnding",
    "UnitStatement",
    "Violation",
    "Webhook",
    "WeekResult",
]

"""What the HTTP API says when it does not do what was asked: problems and fields.

A problem has a title and a sentence about what to do; both are for whoever looks after
the other system, in the language of his Accept-Language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from locales.catalog import LANGUAGES, N_


class Trouble(StrEnum):
    """Every problem of the API; its name is part of the answer."""

    NOT_FOUND = "not_found"
    METHOD = "method_not_allowed"
    NO_TOKEN = "token_missing"
    UNKNOWN_TOKEN = "token_unknown"
    EXPIRED_TOKEN = "token_expired"
    NO_SCOPE = "scope_missing"
    TOO_MANY = "too_many_requests"
    TOO_LARGE = "too_large"
    CONTENT_TYPE = "content_type"
    NOT_JSON = "not_json"
    NO_KEY = "key_missing"
    KEY_REUSED = "key_reused"
    KEY_IN_FLIGHT = "key_in_flight"
    INVALID = "invalid"
    BAD_QUERY = "bad_query"
    SECRET = "secret"
    NO_ROOM = "no_room"
    FAILED = "failed"


@dataclass(frozen=True)
class Said:
    """The status, what is wrong, and what to do about it."""

    status: int
    title: str
    detail: str


TROUBLES: Mapping[Trouble, Said] = {
    Trouble.NOT_FOUND: Said(
        404,
        N_("This was not found."),
        N_("Check the address and the code of the task."),
    ),
    Trouble.METHOD: Said(
        405,
        N_("This address does not know that method."),
        N_("The header Allow names those that it knows."),
    ),
    Trouble.NO_TOKEN: Said(
        401,
        N_("There is no token."),
        N_("Send the header Authorization: Bearer, followed by your system's token."),
    ),
    Trouble.UNKNOWN_TOKEN: Said(
        401,
        N_("This token is not known."),
        N_("Ask the administrator of dondoc for a new one."),
    ),
    Trouble.EXPIRED_TOKEN: Said(
        401,
        N_("This token has expired."),
        N_("Ask the administrator of dondoc for a new one."),
    ),
    Trouble.NO_SCOPE: Said(
        403,
        N_("This token is not given for that."),
        N_("Ask the administrator of dondoc for a token with the scope {scope}."),
    ),
    Trouble.TOO_MANY: Said(
        429,
        N_("Your system asks too often."),
        N_("Ask again after {seconds} seconds, as the header Retry-After says."),
    ),
    Trouble.TOO_LARGE: Said(
        413,
        N_("The body is too large."),
        N_("Send at most {limit} bytes in one request."),
    ),
    Trouble.CONTENT_TYPE: Said(
        415,
        N_("This kind of content is not taken."),
        N_("Send JSON in UTF-8, with the header Content-Type: application/json."),
    ),
    Trouble.NOT_JSON: Said(
        400,
        N_("The body is not JSON."),
        N_("Check it; a name may stand in an object only once."),
    ),
    Trouble.NO_KEY: Said(
        400,
        N_("There is no key for this request."),
        N_(
            "Send the header Idempotency-Key: 1 to 200 letters, digits or signs without"
            " blanks, another one for each request and the same when you repeat it."
        ),
    ),
    Trouble.KEY_REUSED: Said(
        422,
        N_("Another request had this key."),
        N_("Send a new Idempotency-Key with a body that is not the same."),
    ),
    Trouble.KEY_IN_FLIGHT: Said(
        409,
        N_("A request with this key is being answered."),
        N_("Ask again a little later with the same key and body."),
    ),
    Trouble.INVALID: Said(
        422,
        N_("Some fields cannot be taken; nothing was stored."),
        N_("Correct the fields named in errors, and send the request again."),
    ),
    Trouble.BAD_QUERY: Said(
        400,
        N_("Some parameters cannot be understood."),
        N_("Correct the parameters named in errors."),
    ),
    Trouble.SECRET: Said(
        422,
        N_("The content is marked as a state secret; nothing was stored."),
        N_("State secrets are not kept here. Do not send it again."),
    ),
    Trouble.NO_ROOM: Said(
        503,
        N_("The server has no room for new tasks."),
        N_("Ask again later with the same key and body."),
    ),
    Trouble.FAILED: Said(
        500,
        N_("The request could not be answered."),
        N_("Ask again with the same key and body; if that fails too, tell us."),
    ),
}


class Flaw(StrEnum):
    """What can be wrong with one field."""

    MISSING = "missing"
    NOT_KNOWN = "not_known"
    NOT_TEXT = "not_text"
    NOT_PLAIN = "not_plain"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NOT_A_MOMENT = "not_a_moment"
    NOT_OF_OUR_TIME = "not_of_our_time"
    NOT_A_CHOICE = "not_a_choice"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_LIST = "not_a_list"
    NOT_AN_OBJECT = "not_an_object"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_A_NUMBER = "not_a_number"
    TWICE = "twice"
    NOT_DONE = "not_done"
    IN_FUTURE = "in_future"
    UNREADABLE_DEADLINE = "unreadable_deadline"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_ENDED = "unit_ended"
    FOREIGN_UNIT = "foreign_unit"
    OTHER_LEAD = "other_lead"
    BAD_CURSOR = "bad_cursor"
    WRONG = "wrong"


FLAWS: Mapping[Flaw, str] = {
    Flaw.MISSING: N_("It is missing. Add it."),
    Flaw.NOT_KNOWN: N_("There is no field of this name. Leave it out."),
    Flaw.NOT_TEXT: N_("It must be text."),
    Flaw.NOT_PLAIN: N_(
        "It must hold visible letters and no control characters; a document's number"
        " has a digit."
    ),
    Flaw.TOO_SHORT: N_("It is empty. Fill it in, or leave it out."),
    Flaw.TOO_LONG: N_("It is too long. At most {limit} characters."),
    Flaw.NOT_A_DATE: N_("It must be a date that exists, as 2026-11-30."),
    Flaw.NOT_A_MOMENT: N_(
        "It must be a time with its offset, as 2026-11-20T15:00:00+07:00."
    ),
    Flaw.NOT_OF_OUR_TIME: N_("The year must be from 1990 to 2100."),
    Flaw.NOT_A_CHOICE: N_("It must be one of: {limit}."),
    Flaw.NOT_YES_OR_NO: N_("It must be true or false."),
    Flaw.NOT_A_LIST: N_("It must be a list."),
    Flaw.NOT_AN_OBJECT: N_("It must be an object."),
    Flaw.TOO_FEW: N_("It holds too little. At least {limit}."),
    Flaw.TOO_MANY: N_("It holds too much. At most {limit}."),
    Flaw.NOT_A_NUMBER: N_("It must be a whole number from 1 to {limit}."),
    Flaw.TWICE: N_("It is given twice. Each may be given only once."),
    Flaw.NOT_DONE: N_("Only a task whose progress is done has a day of completion."),
    Flaw.IN_FUTURE: N_("This day is yet to come."),
    Flaw.UNREADABLE_DEADLINE: N_(
        "No day can be read from these words. Give the day in due_on."
    ),
    Flaw.UNKNOWN_UNIT: N_(
        "No unit has this code or name. Correct it, or have the unit entered first."
        " {limit}"
    ),
    Flaw.UNIT_ENDED: N_(
        "This unit ended before the document was issued, and no single unit took over."
        " Name the one that is meant."
    ),
    Flaw.FOREIGN_UNIT: N_("Your system's token is for the tasks of another unit."),
    Flaw.OTHER_LEAD: N_(
        "Another unit leads this task. Who leads it is changed in dondoc, by a"
        " document."
    ),
    Flaw.BAD_CURSOR: N_("It must be the value of next of the page before."),
    Flaw.WRONG: N_("It cannot be understood."),
}
NEAR = N_("Is {name} meant?")


def language_of(accepted: str, own: str) -> str:
    """The language that is wanted most of those we speak; the office's own if none.

    The header Accept-Language, RFC 9110 12.5.4; what is not understood counts as not
    said.
    """
    wanted: list[tuple[float, str]] = []
    for part in accepted[:200].split(","):
        tag, _, weight = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        weighed = _weight(weight)
        if language in LANGUAGES and weighed > 0:
            wanted.append((weighed, language))
    return max(wanted, key=lambda one: one[0])[1] if wanted else own


def _weight(said: str) -> float:
    name, _, value = said.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0

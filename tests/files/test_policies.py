"""The profiles that come with the program, each true to its document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.explaining import document_of
from domain.policy import OnTimeBasis, Policy
from domain.policy_file import WrongPolicy
from domain.policy_keys import KEYS
from domain.policy_kinds import Wrong
from domain.reminders import Rule
from domain.toml_lines import lines_of
from files.policies import PROFILES, NoPolicy, profile_of, read_policy, shipped
from tests.house.sources import ROOT

WEEKLY = {"weekly_heads_up", "weekly_due"}
MONTHLY = {"monthly_heads_up", "monthly_due"}
OTHERS = {"three_days", "data_quality"}
UNDATED = {"no_deadline", "undated_list"}


def test_chung_is_what_the_program_does_by_itself() -> None:
    chung = shipped("chung")
    assert replace(chung, valid_from=date.min) == Policy()


def test_chung_names_every_key() -> None:
    """So that it can be read as the list of all that may be chosen."""
    text = (ROOT / "files/profiles/chung.toml").read_text(encoding="utf-8")
    said = {".".join(path) for path in lines_of(text) if len(path) == 2}
    assert said == set(KEYS)


@pytest.mark.parametrize(
    ("profile", "silent"),
    [
        # 003: 4c and 4g speak of the week, the month and the three days.
        ("daklak", UNDATED | {"quarterly_report", "confirmation_round"}),
        # 002: a report of the month, and nothing else.
        (
            "langson",
            WEEKLY
            | MONTHLY
            | UNDATED
            | {*OTHERS, "quarterly_report", "confirmation_round"},
        ),
        # 000: a review of the quarter, after the units' own view.
        ("ninhthuan", WEEKLY | MONTHLY | UNDATED | {*OTHERS, "monthly_report"}),
        # 004, point 4: every three months, confirmed before it is reported.
        ("binhdinh", WEEKLY | MONTHLY | {*OTHERS, "monthly_report"}),
    ],
)
def test_a_profile_has_the_rules_of_its_document(
    profile: str, silent: set[str]
) -> None:
    assert shipped(profile).off == silent


@pytest.mark.parametrize(
    ("profile", "begins"),
    [
        ("chung", date(2017, 9, 16)),
        ("daklak", date(2017, 9, 16)),
        ("langson", date(2020, 7, 11)),
        ("ninhthuan", date(2020, 9, 7)),
        ("binhdinh", date(2022, 3, 7)),
    ],
)
def test_a_profile_begins_with_its_document(profile: str, begins: date) -> None:
    policy = shipped(profile)
    assert (policy.name, policy.valid_from) == (profile, begins)


@pytest.mark.parametrize("profile", PROFILES)
def test_only_ninh_thuan_looks_at_signature_and_sending(profile: str) -> None:
    signed = shipped(profile).on_time_basis is OnTimeBasis.SIGNED_AND_SENT
    assert signed == (profile == "ninhthuan")


@pytest.mark.parametrize(
    ("profile", "place", "symbol", "titles"),
    [
        ("daklak", "Đắk Lắk", "VPUBND-HCTC",
         ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
        ("langson", "Lạng Sơn", "VP", ("CHÁNH VĂN PHÒNG",)),
        ("ninhthuan", "Ninh Thuận", "VPUB-VXNV", ("CHÁNH VĂN PHÒNG",)),
        ("binhdinh", "Bình Định", "UBND-KSTT", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ],
)  # fmt: skip
def test_the_papers_bear_the_names_of_the_document(
    profile: str, place: str, symbol: str, titles: tuple[str, ...]
) -> None:
    papers = shipped(profile).letterhead
    assert (papers.place, papers.symbol, papers.signer_titles) == (
        place,
        symbol,
        titles,
    )
    assert papers.recipients[-1].startswith("Lưu: VT")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_paper_goes_by_standing_rules_and_not_by_one_report(profile: str) -> None:
    """004 answers one report of its task force, 21/BC-TCT: no ground of the next."""
    bases = shipped(profile).letterhead.bases
    assert not [one for one in bases if one.startswith("Báo cáo")]
    assert bool(bases) == (profile not in ("chung", "binhdinh"))


def test_phong_tong_hop_of_dak_lak_has_its_address() -> None:
    address = shipped("daklak").letterhead.synthesis_email
    assert address == "phongtonghop@vpubnd.daklak.gov.vn"


def file_with(folder: Path, text: str) -> Path:
    file = folder / "policy.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_office_builds_on_a_profile(tmp_path: Path) -> None:
    own = file_with(tmp_path, 'profile = "langson"\nvalid_from = 2027-01-01\n')
    assert read_policy(own).off == shipped("langson").off
    assert read_policy(own, "binhdinh").off == shipped("langson").off
    # Which is what the office goes by until its own day comes.
    assert profile_of(own) == shipped("langson")
    plain = file_with(tmp_path, "valid_from = 2027-01-01\n")
    assert read_policy(plain, "binhdinh").off == shipped("binhdinh").off


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('\nprofile = "hanoi"', 2, Wrong.UNKNOWN_PROFILE),
        ("profile = 3", 1, Wrong.NO_NAME),
        ('profile = "../chung"', 1, Wrong.NO_NAME),
    ],
)
def test_a_profile_that_is_not_there_is_refused(
    tmp_path: Path, text: str, line: int, why: Wrong
) -> None:
    with pytest.raises(WrongPolicy) as caught:
        read_policy(file_with(tmp_path, text))
    assert (caught.value.line, caught.value.why) == (line, why)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoPolicy):
        read_policy(tmp_path / "nowhere.toml")
    binary = tmp_path / "policy.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NoPolicy):
        read_policy(binary)


@pytest.mark.parametrize(
    ("profile", "rule", "document"),
    [
        ("daklak", Rule.WEEKLY_DUE, "419/VPUBND-HCTC"),
        ("daklak", Rule.MONTHLY_HEADS_UP, "419/VPUBND-HCTC"),
        ("daklak", Rule.MONTHLY_REPORT, "419/VPUBND-HCTC"),
        ("daklak", Rule.THREE_DAYS, "điểm 4g"),
        ("daklak", Rule.DATA_QUALITY, "điểm 2c"),
        ("chung", Rule.THREE_DAYS, "Đắk Lắk, điểm 4g"),
        ("langson", Rule.MONTHLY_REPORT, "31/2020/QĐ-UBND"),
        ("ninhthuan", Rule.QUARTERLY_REPORT, "1138/UBND-VXNV"),
        ("ninhthuan", Rule.CONFIRMATION_ROUND, "2340/VPUB-VXNV"),
        ("binhdinh", Rule.NO_DEADLINE, "UBND-KSTT"),
        ("chung", Rule.WEEKLY_DUE, "Đắk Lắk"),
        ("chung", Rule.UNDATED_LIST, "Bình Định"),
    ],
)
def test_why_names_the_document_of_the_profile(
    profile: str, rule: Rule, document: str
) -> None:
    assert document in document_of(rule, shipped(profile))


@pytest.mark.parametrize("profile", [one for one in PROFILES if one != "chung"])
def test_no_office_is_told_of_the_document_of_another(profile: str) -> None:
    policy = shipped(profile)
    named = {document_of(rule, policy) for rule in Rule if rule not in policy.off}
    assert not any("tỉnh Đắk" in one or "419" in one for one in named) or (
        profile == "daklak"
    )
    assert any(named)

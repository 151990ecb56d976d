"""Messages of the exchange in every variant: each read whole, or refused."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from domain.exchange import ExchangeDoubt, ExchangeKind, ExchangeMessage, Reference
from domain.register import FileProblem, UnreadableFile
from domain.tasks import TaskClass, Urgency
from files.importers import read_message
from tests.files.importers.opening_here import answer_to

NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
HEAD = """<From><OrganId>000.00.00.H15</OrganId><OrganName>UBND tỉnh</OrganName></From>
<To><OrganId>000.00.01.H15</OrganId><OrganName>Sở Nội vụ</OrganName></To>
<To><OrganId>000.00.02.H15</OrganId><OrganName>Sở Tài chính</OrganName></To>
<DocumentId>000.00.00.H15,2026/11/12,419/UBND-TH</DocumentId>
<Code><CodeNumber>419</CodeNumber><CodeNotation>UBND-TH</CodeNotation></Code>
<PromulgationInfo><Place>Buôn Ma Thuột</Place>
<PromulgationDate>2026/11/12</PromulgationDate></PromulgationInfo>
<DocumentType><Type>1</Type><TypeName>Công văn</TypeName></DocumentType>
<Subject>V/v rà soát</Subject><Content>Báo cáo kết quả rà soát</Content>
<SignerInfo><Position>Chủ tịch</Position><FullName>Nguyễn Văn A</FullName></SignerInfo>
<DueDate>2026/11/30</DueDate>
<ToPlaces><Place>Phòng: TH, HCTC (QC45_a)</Place></ToPlaces>
<OtherInfo><Priority>3</Priority></OtherInfo><SteeringType>2</SteeringType>"""
ANSWERING = """<ResponseFor><OrganId>1</OrganId><Code>419/UBND-TH</Code>
<PromulgationDate>2026/11/12</PromulgationDate></ResponseFor>"""


def message(head: str = HEAD, *, root: str = "edXML", more: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><{root} xmlns="{NS}"><edXMLEnvelope>'
        f"<edXMLHeader><MessageHeader>{head}</MessageHeader>{more}</edXMLHeader>"
        f"<edXMLBody/></edXMLEnvelope></{root}>"
    )


def business(kind: int) -> str:
    inner = f"<BussinessDocType>{kind}</BussinessDocType>"
    reason = "<BussinessDocReason>Sai thể thức</BussinessDocReason>"
    staff = "<StaffInfo><Mobile>0912345678</Mobile><Email>a@b.vn</Email></StaffInfo>"
    trace = f"<Bussiness>{inner}{reason}{staff}</Bussiness>"
    return f"<TraceHeaderList>{trace}</TraceHeaderList>"


STATUS = f"<StatusCode>06</StatusCode><Description>Xong</Description>{ANSWERING}"
FILE = base64.b64encode(b"x" * 3_000_000).decode()
ATTACHED = (
    "<AttachmentEncoded><Attachment><ContentId>1</ContentId><AttachmentName>mat.zip"
    f"</AttachmentName><Content>{FILE}</Content></Attachment></AttachmentEncoded>"
)
PREFIXED = (
    message().replace("<", "<ed:").replace("<ed:/", "</ed:").replace("<ed:?", "<?")
)
PREFIXED = PREFIXED.replace("xmlns=", "xmlns:ed=")
WHOLE: dict[str, str | bytes] = {
    "the standard": message(),
    "junk before the prolog": "1212" + message(),
    "another root": message(root="EdXML"),
    "the envelope as root": message()[message().index("<edXMLEnvelope>") : -8],
    "the namespace of Bkav": message().replace(NS, "http://www.e-doc.vn/Schema/"),
    "the namespace of go.vn": message().replace(NS, "http://www.go.vn/eDoc"),
    "prefixed elements": PREFIXED,
    "a mark of its bytes": b"\xef\xbb\xbf" + message().encode(),
    "UTF-16": message().replace("utf-8", "utf-16").encode("utf-16"),
    "attachments": message().replace("</edXMLEnvelope>", f"</edXMLEnvelope>{ATTACHED}"),
    "hyphens in dates": message()
    .replace("6/11/30", "6-11-30")
    .replace("6/11/12<", "6-11-12<"),
    "the whole number in one field": message().replace(
        "<CodeNumber>419</CodeNumber><CodeNotation>UBND-TH",
        "<CodeNumber/><CodeNotation>419/UBND-TH",
    ),
    "N/A in empty fields": message(HEAD + "<Telephone>N/A</Telephone>"),
    "a signature": message(more="<Signature><X509Data>aa</X509Data></Signature>"),
    "other letters of names": message().replace("DueDate", "duedate"),
}


def read_here(path: Path) -> ExchangeMessage:
    answer = answer_to(path)
    assert answer.message is not None
    return ExchangeMessage.from_facts(answer.message)


def read(text: str | bytes, folder: Path) -> ExchangeMessage:
    path = folder / "m.edxml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_here(path)


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_every_variant_is_read_whole(text: str | bytes, tmp_path: Path) -> None:
    assert read(text, tmp_path) == ExchangeMessage(
        kind=ExchangeKind.NEW,
        number="419/UBND-TH",
        issued_on=date(2026, 11, 12),
        issuer="UBND tỉnh",
        subject="V/v rà soát",
        content="Báo cáo kết quả rà soát",
        document_type="Công văn",
        signer="Nguyễn Văn A",
        due_on=date(2026, 11, 30),
        urgency=Urgency.FLASH,
        to=("Sở Nội vụ", "Sở Tài chính"),
        tags=(("QC45", TaskClass.A),),
        steering="2",
        issuer_id="000.00.00.H15",
        to_ids=("000.00.01.H15", "000.00.02.H15"),
        document_id="000.00.00.H15,2026/11/12,419/UBND-TH",
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (message(more=business(0)), ExchangeKind.NEW),
        (message(more=business(1)), ExchangeKind.RECALL),
        (message(more=business(2)), ExchangeKind.UPDATE),
        (message(more=business(3)), ExchangeKind.REPLACE),
        (message(HEAD + ANSWERING), ExchangeKind.ANSWER),
        (message(HEAD.replace("Type>2</Steer", "Type>3</Steer")), ExchangeKind.ANSWER),
        (message(STATUS), ExchangeKind.STATUS),
        (message(STATUS.replace("06", "9")), ExchangeKind.STATUS),
    ],
)  # fmt: skip
def test_what_a_message_proposes(text: str, kind: ExchangeKind, tmp_path: Path) -> None:
    found = read(text, tmp_path)
    assert found.kind is kind
    assert "0912345678" not in str(found)
    if kind in (ExchangeKind.RECALL, ExchangeKind.UPDATE):
        assert found.note == "Sai thể thức"
    if kind is ExchangeKind.STATUS:
        (answered,) = found.answers
        assert (found.status, found.note) in {("06", "Xong"), ("09", "Xong")}
        assert (answered.number, answered.issued_on) == (
            "419/UBND-TH",
            date(2026, 11, 12),
        )


ISSUED = date(2026, 11, 12)
OURS = ("000.00.00.H15", "000.00.00.H15,2026/11/12,419/UBND-TH")


@pytest.mark.parametrize(
    ("inner", "replaced"),
    [
        (  # whom it had gone to is not who issued it
            f"<ReplacementInfo><DocumentId>{OURS[1]}</DocumentId><OrganIdList>"
            "<OrganId>000.00.01.H15</OrganId></OrganIdList></ReplacementInfo>",
            [Reference("419/UBND-TH", ISSUED, "", *OURS)],
        ),
        (
            f"<DocumentId>{OURS[1]}</DocumentId>",
            [Reference("419/UBND-TH", ISSUED, "", *OURS)],
        ),
        (
            "<ReplacementInfo><DocumentId>0f8fad5b-d9cb</DocumentId></ReplacementInfo>"
            "<ReplacementInfo><DocumentId>H01,2018,10</DocumentId></ReplacementInfo>",
            [
                Reference("", document_id="0f8fad5b-d9cb"),
                Reference("", document_id="H01,2018,10"),
            ],
        ),
        ("", []),
    ],
)
def test_which_documents_are_replaced(
    inner: str, replaced: list[Reference], tmp_path: Path
) -> None:
    listed = f"<ReplacementInfoList>{inner}</ReplacementInfoList></Bussiness>"
    text = message(more=business(3).replace("</Bussiness>", listed))
    assert list(read(text, tmp_path).replaces) == replaced


def test_every_class_of_the_recipients_is_read(tmp_path: Path) -> None:
    found = read(message().replace("QC45_a", "QC45_a,b"), tmp_path)
    assert found.tags == (("QC45", TaskClass.A), ("QC45", TaskClass.B))


def test_a_receiver_without_a_name_is_known_by_its_identifier(tmp_path: Path) -> None:
    text = message().replace("<OrganName>Sở Nội vụ</OrganName>", "", 1)
    assert read(text, tmp_path).receivers == (
        ("000.00.01.H15", "000.00.01.H15"),
        ("Sở Tài chính", "000.00.02.H15"),
    )


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        ("2026/11/30", "2018/06/25", ExchangeDoubt.DUE_BEFORE_ISSUE),
        ("<CodeNumber>419</CodeNumber>", "", ExchangeDoubt.NO_NUMBER),
        ("2026/11/12</Promul", "hôm qua</Promul", ExchangeDoubt.NO_DATE),
    ],
)
def test_what_the_clerk_should_look_at(
    old: str, new: str, doubt: ExchangeDoubt, tmp_path: Path
) -> None:
    assert read(message().replace(old, new), tmp_path).doubts == (doubt,)


BOMB = message().replace("<edXML ", '<!DOCTYPE a [<!ENTITY b "c">]><edXML ', 1)
REFUSED: dict[str, tuple[str, FileProblem]] = {
    "a document type": (BOMB, FileProblem.UNSAFE),
    "half a file": (message()[:900], FileProblem.NOT_A_MESSAGE),
    "another root": ("<rss><channel/></rss>", FileProblem.NOT_A_MESSAGE),
    "no XML": ("Xin chào", FileProblem.NOT_A_MESSAGE),
    "nothing": (" ", FileProblem.NOT_A_MESSAGE),
    "a thousand levels": (f"<edXML>{'<a>' * 1000}", FileProblem.TOO_LARGE),
    "a hundred thousand values": (
        f"<edXML>{'<a>1</a>' * 100_000}</edXML>",
        FileProblem.TOO_LARGE,
    ),
    "a state secret": (
        message().replace("V/v rà soát", "V/v rà soát (MẬT)"),
        FileProblem.SECRET,
    ),
    "far too large": ("<edXML>" + "x" * (21 * 1024 * 1024), FileProblem.TOO_LARGE),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(text: str, why: FileProblem, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(text, tmp_path)
    assert refused.value.reason == why


async def test_it_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "m.xml"
    path.write_text(message(), encoding="utf-8")
    assert (await read_message(path)).number == "419/UBND-TH"

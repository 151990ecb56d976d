"""Messages as different programs write them, each a text of its own.

The forms are those met in the samples that were seen (domain.md 2.2, 2.3); names,
numbers and words are made up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.exchange import ExchangeDoubt, ExchangeKind, ExchangeMessage, Reference
from domain.tasks import TaskClass, Urgency
from tests.files.importers.test_edxml import REFUSED, WHOLE, read

KIT = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
  <edXMLEnvelope>
    <edXMLHeader>
      <MessageHeader>
        <From>
          <OrganId>H15.1</OrganId><OrganizationInCharge>UBND tỉnh</OrganizationInCharge>
          <OrganName>Văn phòng UBND tỉnh</OrganName><OrganAdd>09 Lê Duẩn</OrganAdd>
          <Email>vp@example.vn</Email><Telephone>0262 1234567</Telephone><Fax/>
        </From>
        <To><OrganId>H15.22</OrganId><OrganName>Sở Xây dựng</OrganName></To>
        <Code><CodeNumber>77</CodeNumber><CodeNotation>VPUBND-CN</CodeNotation></Code>
        <PromulgationInfo><Place>Đắk Lắk</Place>
          <PromulgationDate>2026/10/05</PromulgationDate></PromulgationInfo>
        <DocumentType><Type>2</Type><TypeDetail>Công văn</TypeDetail>
          <TypeName>Công văn</TypeName></DocumentType>
        <Subject>Về việc   rà soát
            quy hoạch</Subject>
        <Content></Content>
        <SignerInfo><Competence>TL. CHỦ TỊCH</Competence><Position>Chánh Văn phòng
          </Position><FullName>Lê Văn B</FullName></SignerInfo>
        <DueDate>N/A</DueDate>
        <ToPlaces><Place>Như trên</Place><Place>Lưu: VT, CN (QC42_c).</Place></ToPlaces>
        <OtherInfo><Priority>1</Priority><SphereOfPromulgation>NULL
          </SphereOfPromulgation><PromulgationAmount>1</PromulgationAmount>
          <PageAmount>2</PageAmount><Appendixes><Appendix>PL1</Appendix></Appendixes>
        </OtherInfo>
        <SteeringType>0</SteeringType>
      </MessageHeader>
      <TraceHeaderList>
        <TraceHeader><OrganId>H15.1</OrganId>
          <Timestamp>2026/10/05 08:00:00</Timestamp></TraceHeader>
        <Bussiness><BussinessDocType>0</BussinessDocType>
          <BussinessDocReason>N/A</BussinessDocReason><Paper>0</Paper>
          <StaffInfo><Department>Phòng A</Department><Staff>Trần C</Staff></StaffInfo>
        </Bussiness>
      </TraceHeaderList>
    </edXMLHeader>
    <edXMLBody><edXMLManifest><Reference><ContentId>cid:1</ContentId>
      <AttachmentName>a.pdf</AttachmentName></Reference></edXMLManifest></edXMLBody>
  </edXMLEnvelope>
</edXML>"""
OLD = (
    '<EdXML xmlns:edoc="http://www.e-doc.vn/Schema/"><edoc:edXMLEnvelope>'
    "<edoc:edXMLHeader><edoc:MessageHeader><edoc:From><edoc:OrganId>000.00.00.H15"
    "</edoc:OrganId></edoc:From><edoc:To><edoc:OrganId>000.00.07.H15</edoc:OrganId>"
    "</edoc:To><edoc:Code><edoc:CodeNumber>1205/UBND-KT</edoc:CodeNumber></edoc:Code>"
    "<edoc:PromulgationInfo><edoc:PromulgationDate>2019/01/17</edoc:PromulgationDate>"
    "</edoc:PromulgationInfo><edoc:Subject><![CDATA[V/v <giải ngân> & quyết toán]]>"
    "</edoc:Subject><edoc:DueDate>2018/06/25</edoc:DueDate></edoc:MessageHeader>"
    "</edoc:edXMLHeader></edoc:edXMLEnvelope></EdXML>"
)
STATUS = """<edXMLEnvelope xmlns="http://www.go.vn/eDoc"><edXMLHeader><MessageHeader>
<ResponseFor><OrganId>H15.1</OrganId><Code>77/VPUBND-CN</Code>
<PromulgationDate>2026/10/05</PromulgationDate><DocumentId>aa-bb</DocumentId>
</ResponseFor><From><OrganId>H15.22</OrganId><OrganName>Sở Xây dựng</OrganName></From>
<StatusCode>3</StatusCode><Description>Đã vào sổ</Description>
<Timestamp>2026/10/06 09:00:00</Timestamp><StaffInfo><Staff>Trần D</Staff>
<Mobile>0905000111</Mobile></StaffInfo></MessageHeader></edXMLHeader></edXMLEnvelope>"""
REPLY = """

<edXML><edXMLEnvelope><edXMLHeader><MessageHeader>
<SteeringType>3</SteeringType>
<From><OrganName>Sở Xây dựng</OrganName></From>
<Code><CodeNumber>012</CodeNumber><CodeNotation>/BC-SXD</CodeNotation></Code>
<PromulgationInfo><PromulgationDate>2026-10-20</PromulgationDate></PromulgationInfo>
<ResponseFor><Code><CodeNumber>77</CodeNumber><CodeNotation>VPUBND-CN</CodeNotation>
</Code></ResponseFor><ResponseFor><DocumentId>H15.1,2026/10/07,80/UBND</DocumentId>
</ResponseFor></MessageHeader></edXMLHeader></edXMLEnvelope></edXML>"""
INSTEAD = """<edXML><edXMLEnvelope><edXMLHeader><MessageHeader>
<DocumentId>0f8fad5b-d9cb-469f-a165-70867728950e</DocumentId><From><OrganId>H15.1
</OrganId><OrganName>Văn phòng UBND tỉnh</OrganName></From><Code><CodeNumber>90
</CodeNumber><CodeNotation>VPUBND-CN</CodeNotation></Code></MessageHeader>
<TraceHeaderList><Business><BusinessDocType>3</BusinessDocType>
<BusinessDocReason>Sai số</BusinessDocReason>
<ReplacementInfoList><ReplacementInfo><DocumentId>aa-bb</DocumentId></ReplacementInfo>
</ReplacementInfoList></Business></TraceHeaderList></edXMLHeader></edXMLEnvelope>
</edXML>"""
OTHERS = """<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXMLEnvelope>
<edXMLHeader><MessageHeader><From><OrganId>H15.1</OrganId><OrganName>Văn phòng UBND tỉnh
</OrganName></From><To><OrganId>H15.22</OrganId><OrganName>Sở Xây dựng</OrganName></To>
<To><OrganId>H15.23</OrganId><OrganName>Sở Y tế</OrganName></To>
<Code><CodeNumber>77</CodeNumber><CodeNotation>VPUBND-CN</CodeNotation></Code>
<PromulgationInfo><PromulgationDate>2026/10/05</PromulgationDate></PromulgationInfo>
</MessageHeader><TraceHeaderList><Bussiness><BussinessDocType>2</BussinessDocType>
<BussinessDocReason>Bổ sung nơi nhận</BussinessDocReason><DocumentId>aa-bb</DocumentId>
<BussinessDocumentInfo><DocumentInfo>0</DocumentInfo><DocumentReceiver>1
</DocumentReceiver><ReceiverList>
<Receiver><OrganId>H15.22</OrganId><ReceiverType>0</ReceiverType></Receiver>
<Receiver><OrganId>H15.30</OrganId><ReceiverType> 1 </ReceiverType></Receiver>
<Receiver><ReceiverType>01</ReceiverType><OrganId>H15.23</OrganId></Receiver>
<Receiver><ReceiverType>0</ReceiverType><OrganId>N/A</OrganId></Receiver>
<Receiver><OrganId>H15.40</OrganId></Receiver>
</ReceiverList></BussinessDocumentInfo><StaffInfo><OrganId>H15.50</OrganId></StaffInfo>
</Bussiness></TraceHeaderList></edXMLHeader></edXMLEnvelope></edXML>"""

SENT: dict[str, tuple[str, ExchangeMessage]] = {
    "a builder that fills in everything": (
        KIT,
        ExchangeMessage(
            ExchangeKind.NEW,
            number="77/VPUBND-CN",
            issued_on=date(2026, 10, 5),
            issuer="Văn phòng UBND tỉnh",
            subject="Về việc rà soát quy hoạch",
            document_type="Công văn",
            signer="Lê Văn B",
            urgency=Urgency.URGENT,
            to=("Sở Xây dựng",),
            tags=(("QC42", TaskClass.C),),
            steering="0",
            issuer_id="H15.1",
            to_ids=("H15.22",),
        ),
    ),
    "an old program, of identifiers only": (
        OLD,
        ExchangeMessage(
            ExchangeKind.NEW,
            number="1205/UBND-KT",
            issued_on=date(2019, 1, 17),
            subject="V/v <giải ngân> & quyết toán",
            due_on=date(2018, 6, 25),
            to=("000.00.07.H15",),
            doubts=(ExchangeDoubt.DUE_BEFORE_ISSUE,),
            issuer_id="000.00.00.H15",
            to_ids=("000.00.07.H15",),
        ),
    ),
    "a status, with whom to telephone": (
        STATUS,
        ExchangeMessage(
            ExchangeKind.STATUS,
            issuer="Sở Xây dựng",
            answers=(
                Reference("77/VPUBND-CN", date(2026, 10, 5), "", "H15.1", "aa-bb"),
            ),
            status="03",
            note="Đã vào sổ",
            issuer_id="H15.22",
        ),
    ),
    "an answer to two documents": (
        REPLY,
        ExchangeMessage(
            ExchangeKind.ANSWER,
            number="012/BC-SXD",
            issued_on=date(2026, 10, 20),
            issuer="Sở Xây dựng",
            steering="3",
            answers=(
                Reference("77/VPUBND-CN"),
                Reference(
                    "80/UBND",
                    date(2026, 10, 7),
                    "",
                    "H15.1",
                    "H15.1,2026/10/07,80/UBND",
                ),
            ),
        ),
    ),
    "an update of its receivers": (
        OTHERS,
        ExchangeMessage(
            ExchangeKind.UPDATE,
            number="77/VPUBND-CN",
            issued_on=date(2026, 10, 5),
            issuer="Văn phòng UBND tỉnh",
            to=("Sở Xây dựng", "Sở Y tế"),
            note="Bổ sung nơi nhận",
            # Of the last one it is not said what becomes of it.
            doubts=(ExchangeDoubt.UNCLEAR_RECEIVER,),
            issuer_id="H15.1",
            to_ids=("H15.22", "H15.23"),
            added=("H15.30", "H15.23"),
            removed=("H15.22",),
        ),
    ),
    "a list of receivers in a new document": (
        OTHERS.replace("<BussinessDocType>2", "<BussinessDocType>0"),
        ExchangeMessage(
            ExchangeKind.NEW,
            number="77/VPUBND-CN",
            issued_on=date(2026, 10, 5),
            issuer="Văn phòng UBND tỉnh",
            to=("Sở Xây dựng", "Sở Y tế"),
            note="Bổ sung nơi nhận",
            issuer_id="H15.1",
            to_ids=("H15.22", "H15.23"),
        ),
    ),
    "a replacement, spelt rightly": (
        INSTEAD,
        ExchangeMessage(
            ExchangeKind.REPLACE,
            number="90/VPUBND-CN",
            issuer="Văn phòng UBND tỉnh",
            note="Sai số",
            doubts=(ExchangeDoubt.NO_DATE,),
            issuer_id="H15.1",
            document_id="0f8fad5b-d9cb-469f-a165-70867728950e",
            replaces=(Reference("", document_id="aa-bb"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "said"), SENT.values(), ids=SENT.keys())
def test_what_each_program_writes_is_read_whole(
    text: str, said: ExchangeMessage, tmp_path: Path
) -> None:
    assert read(text, tmp_path) == said


@pytest.mark.parametrize(
    ("to", "added", "removed", "receivers"),
    [
        ((("Sở A", "1"),), (), (), (("Sở A", "1"),)),
        ((("Sở A", "1"),), ("2",), (), (("Sở A", "1"), ("2", "2"))),
        # Named in both places; told that it is removed; by its name where it has no id.
        ((("Sở A", "1"),), ("1",), (), (("Sở A", "1"),)),
        ((("Sở A", "1"), ("Sở B", "2")), ("3",), ("1",), (("Sở B", "2"), ("3", "3"))),
        ((("SỞ B", ""), ("Sở C", "3")), (), ("Sở B",), (("Sở C", "3"),)),
        ((), ("2",), ("1",), (("2", "2"),)),
    ],
)
def test_who_gets_a_task_by_an_update(
    to: tuple[tuple[str, str], ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    receivers: tuple[tuple[str, str], ...],
) -> None:
    names, ids = tuple(name for name, _ in to), tuple(at for _, at in to)
    said = ExchangeMessage(
        ExchangeKind.UPDATE, to=names, to_ids=ids, added=added, removed=removed
    )
    assert said.receivers == receivers
    assert ExchangeMessage.from_facts(said.as_facts()) == said


def test_there_are_twenty_files_at_the_least() -> None:
    texts = [
        *WHOLE.values(),
        *(text for text, _ in (*REFUSED.values(), *SENT.values())),
    ]
    assert len(set(texts)) == len(texts) >= 20

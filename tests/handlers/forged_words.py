"""All that can be pressed, typed or sent, said of something that is not his.

The tables have to name every button and every command of the program: a test holds them
against its own tables, so that a new one cannot be forgotten.
"""

from __future__ import annotations

from domain.processes import Answer, ProcessKind
from domain.summary_notices import FileKind, Part
from domain.tasks import Role, TaskClass

# Of a task's card. The last one is no verb.
TASK_PRESSES = (
    *("open", "files", "more", "less", "history", "doing", "p25", "p50", "p75"),
    *("done", "confirm", "return", "assign", "urge", "undo", "extend", "obstacle"),
    *("explain", "x"),
)
# By the kind of a button: what its verbs are. Some are another kind's.
PRESSED = {
    "q": ("yes", "no", "fix", "send", "t1", "near0", "doing", "5", "x"),
    "l": ("x", "5"),
    "s": ("go", *FileKind, "yes"),
    "m": ("sent", "received", "yes"),
    "a": ("seen", "x"),
    "d": ("seen", "again", "yes"),
    "w": ("why", "x"),
    "f": ("new", "off", "x"),
    "i": ("yes", "no", "x"),
    "n": ("yes", "no", "file", "erase"),
    "pref": ("speak", "quiet", "mute", "hear", "x"),
    "g": ("ask", "x"),
    "z": ("later", "x"),
    "u": ("all", "dispute", "yes"),
    "v": ("ours", "theirs", "yes"),
    "h": (*TaskClass, "returned", "yes"),
    "p": ("open", "assign", "track", "urgent", "said"),
    "k": ("found", "yes"),
    "c": ("register", "person", "ours"),
    "x": ("taken", "left", "yes"),
    "r": ("rows", "yes"),
    "dq": (*TaskClass, "list", "x"),
    "vp": ("withdraw", "list", "x"),
    **dict.fromkeys((kind.value for kind in ProcessKind), tuple(Answer)),
}
# Between the kind and the verb; `{}` is what the button is about.
AROUND = {
    "l": ("overdue.1.{}", "found.{}", *(f"{part}.1.2026-11.{{}}" for part in Part)),
    "s": ("2026-11.{}", "2026.{}", "x.{}"),
    "m": ("{}.2026-11", "{}.2026-W47"),
    "u": ("{}", "{}.1"),
    "n": ("{}", "erase.{}", "data.{}"),
    "g": ("overdue.{}",),
    "dq": ("{}.0", "{}.1"),
}
# These speak of the message under which they are, and name nothing themselves.
UNDER = {"a": "1", "w": "1", "z": "1"}
# Of the part's own affair, whoever's it is: messages and invitations are the
# administrator's; a tracker may name any unit, and counts in it what his division
# tracks; the task force sees all overdue, and inspects any unit; drafts, proposals,
# findings and what comes by the exchange are the clerks', a tracker may import as well,
# and the violations are listed for both.
OWN_PRESSES: dict[Role, frozenset[str]] = {
    Role.ADMIN: frozenset("di"),
    Role.TRACKER: frozenset({"s", "c", "x", "vp"}),
    Role.TASK_FORCE: frozenset("lk"),
    Role.CLERK: frozenset({"h", "c", "x", "p", "dq", "vp"}),
}
# After each command; {task}, {unit}, {person}, {number} and {code} are not his.
COMMANDED = {
    "viec": ("", "{task}"),
    "capnhat": ("{task} 60%", "{task} 100%", "{task} chưa đủ"),
    "hoanthanh": ("{task} số 12/BC-STC ngày 12/11/2026", "{task}"),
    "giahan": ("{task} 31/12/2026 chưa đủ", "{task}"),
    "vuongmac": ("{task} chưa đủ", "{task}"),
    "kiennghi": ("{task} chưa đủ",),
    "thuyetminh": ("{task} chưa đủ",),
    "giaitrinh": ("{task} chưa đủ",),
    "trangthai": ("{task}",),
    "tim": ("{task}", "{task} chưa đủ", "{unit}"),
    "quahan": ("{unit}",),
    "tongket": ("{unit}", "tháng 11 {unit}"),
    "baocao": ("tháng 11 {unit}",),
    "doichieu": ("{task} xong ngày 12/11",),
    "congbo": ("tháng 11 {unit}",),
    "rasoat": ("quý 4 {unit}", "dữ liệu {task} a"),
    "danhsachkiemtra": ("{unit}",),
    "hoantac": ("{task}",),
    "phancong": ("{task} Người 11", "{task} Ngô Văn Lạ"),
    "xacnhan": ("{task}",),
    "tralai": ("{task} chưa đủ", "{task}"),
    "dondoc": ("{task}", "{task}: gấp", "{unit}", "quahan {unit}"),
    "vangmat": ("{person} 23/11 đến 27/11", "{person} hết"),
    "bangiao": ("{person} cho Người 11", "{task} cho Người 11"),
    "lichnghi": ("2027 {unit}", "20/02/2027 nghỉ {unit}"),
    "giaoviec": ("{unit}: rà soát; số 12/UBND-TH ngày 02/11; hạn 30/11",),
    "sua": ("{task} hạn 31/12/2026; số 12/UBND-TH ngày 02/11/2026",),
    "huynhiemvu": ("{task} số 12/UBND-TH ngày 02/11/2026, không còn cần",),
    "dexuat": ("{unit}: đề nghị; số 45/SYT-VP ngày 19/11/2026; {unit}", ""),
    "kiemtra": ("{unit}; 02/12", ""),
    "vipham": ("{unit}: gửi chậm; số 12/BC ngày 02/11/2026", "rút {number} nhầm"),
    "nhap": ("{unit}",),
    "nhom": ("{unit}", "{code}"),
    "moi": ("{person}",),
    "lich": ("{task}",),
    "visao": ("{task}",),
    "caidat": ("{unit}",),
    "dulieu": ("{person}",),
    "trogiup": ("{unit}",),
    "huy": ("{task}",),
    "start": ("{code}", "{spoken}"),
}
# As above: of any unit, of any person, or of any day.
OWN_COMMANDS: dict[Role, frozenset[str]] = {
    Role.ADMIN: frozenset({"moi", "nhom", "vangmat", "bangiao", "lichnghi"}),
    Role.TRACKER: frozenset({"tongket", "giaoviec", "dexuat", "vipham", "dondoc"}),
    Role.TASK_FORCE: frozenset({"quahan", "tongket", "kiemtra", "baocao"}),
    Role.CLERK: frozenset(
        {"giaoviec", "dexuat", "vipham", "sua", "huynhiemvu", "rasoat"}
    ),
}
TYPED = (
    *("{task} 60%", "{task} xong rồi", "{task} thế nào rồi?", "{task}"),
    *("đã nhận {task}", "{task} chưa xong vì thiếu hồ sơ", "{task} xin lùi đến 31/12"),
    *(
        "{task} không phải việc của tôi",
        "NV-799999 50%, {task} xong",
        "số 12/BC {task}",
    ),
)
ANSWERED = ("60%", "xong rồi", "đã nhận", "vì sao?", "thế nào rồi?", "đồng ý")
CAPTIONS = ("{task}", "{task} xong rồi", "{task} 60%", "kết quả {task}")
FILES = ("ảnh.pdf", "sổ.xlsx", "photo")

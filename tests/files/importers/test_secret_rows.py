"""Most cells are passed over by a quick look; it must never pass over a secret."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from domain.secrecy import SUSPECT, is_secret
from files.importers.register_row import key_of
from locales.reading.documents import document_key

pieces = st.sampled_from([
    *"mMaAâÂạẠậẬtT", "mật", "MẬT", "Tối", "TUYỆT", "mat", "độ", ":", "(", ")", "\n",
    " ", "\u200b", "\u0323", "\u0302", "_", "-", "công văn", "số 12", "|", "hỏa tốc",
])  # fmt: skip


@given(st.lists(pieces, max_size=12).map("".join) | st.text())
def test_whatever_the_guard_refuses_was_suspected(text: str) -> None:
    kept = unicodedata.normalize("NFC", text)
    if is_secret(kept):
        assert SUSPECT.search(kept)


@given(st.text(st.characters(codec="ascii"), max_size=60) | st.text(max_size=60))
def test_the_quick_key_is_the_key(number: str) -> None:
    number = " ".join(number.split())
    assert key_of(number) == document_key(number)

"""Of photos sent together one bears the words: a mark on it is on all of them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.albums import REMEMBERED, Albums
from bot.updates import DIGEST, REFUSED, to_keep

MARKED, OTHER = "1387", "1388"


def photo(number: int, album: str | None = None, caption: str = "") -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": number,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "An"},
        "photo": [{"file_id": f"file{number}", "file_unique_id": "u"}],
    }
    message |= {"media_group_id": album} if album else {}
    message |= {"caption": caption} if caption else {}
    return to_keep({"update_id": number, "message": message})


@pytest.mark.parametrize("at", [1, 3])
def test_what_came_with_a_marked_photo_is_not_kept_either(at: int) -> None:
    """Whichever of them bears the words."""
    rows = [photo(n, MARKED, "Kế hoạch (MẬT)" if n == at else "") for n in (1, 2, 3)]
    others = [photo(4, OTHER), photo(5)]

    kept = Albums().refuse_together([*rows, *others])

    assert [bool(row["body"].get(REFUSED)) for row in kept] == [True] * 3 + [False] * 2
    assert len({row["body"][DIGEST] for row in kept[:3]}) == 1
    assert "file_id" not in repr(kept[:3])
    assert "file4" in repr(kept[3])


def test_the_rest_may_come_later_one_by_one() -> None:
    """As the webhook brings them."""
    albums = Albums()
    albums.refuse_together([photo(1, MARKED, "TUYỆT MẬT")])
    (later,) = albums.refuse_together([photo(2, MARKED)])
    assert later["body"][REFUSED]
    (other,) = albums.refuse_together([photo(3, OTHER)])
    assert REFUSED not in other["body"]


def test_only_the_newest_are_remembered() -> None:
    albums = Albums()
    for number in range(REMEMBERED + 1):
        albums.refuse_together([photo(number, str(number), "MẬT")])
    (oldest, next_one) = (albums.refuse_together([photo(9, one)]) for one in ("0", "1"))
    assert REFUSED not in oldest[0]["body"]
    assert next_one[0]["body"][REFUSED]

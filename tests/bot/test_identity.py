"""A place is what only one living process can be."""

from __future__ import annotations

from bot.identity import named_at, named_by_chance, place_of


def test_a_place_outlives_its_process_and_the_owner_does_not() -> None:
    place = place_of("127.0.0.1", 8080)
    assert place == place_of("127.0.0.1", 8080)
    first, second = named_at(place), named_at(place)
    assert first.owner != second.owner
    assert first.owner.startswith(f"{place}:")
    assert first.proven


def test_another_address_is_another_place() -> None:
    assert place_of("127.0.0.1", 8080) != place_of("127.0.0.1", 8081)


def test_without_a_socket_nothing_is_proven() -> None:
    assert not named_by_chance().proven
    assert named_by_chance().place != named_by_chance().place


def test_a_name_fits_into_its_columns() -> None:
    name = named_at(place_of("0.0.0.0", 65_535))
    assert len(f"dispatcher:{name.place}") <= 40
    assert len(name.owner) <= 40

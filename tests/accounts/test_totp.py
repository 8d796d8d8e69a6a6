"""Codes of a second factor: half a minute each, once each, and useless to whoever has the database alone."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from app.accounts.totp import (
    STEP,
    code_hash,
    in_groups,
    new_key,
    new_recovery_codes,
    picture,
    seal,
    step_of,
    unseal,
)

NOW = datetime(2026, 11, 22, 8, 0, 10, tzinfo=UTC)
HERE = int(NOW.timestamp()) // STEP
KEY = new_key()


def code(steps: int) -> str:
    return pyotp.TOTP(KEY).at(NOW + timedelta(seconds=STEP * steps))


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_differ_by_one_step(steps: int) -> None:
    assert step_of(KEY, code(steps), NOW, None) == HERE + steps


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_an_older_or_later_code_is_wrong(steps: int) -> None:
    assert step_of(KEY, code(steps), NOW, None) is None


def test_a_code_and_every_earlier_one_are_used_up() -> None:
    assert step_of(KEY, code(0), NOW, HERE) is None
    assert step_of(KEY, code(-1), NOW, HERE) is None
    assert step_of(KEY, code(1), NOW, HERE) == HERE + 1


def test_a_code_may_be_typed_with_a_gap() -> None:
    typed = code(0)
    assert step_of(KEY, f" {typed[:3]} {typed[3:]} ", NOW, None) == HERE
    assert step_of(KEY, "", NOW, None) is None
    assert step_of(KEY, "١٢٣٤٥٦", NOW, None) is None


def test_a_sealed_key_opens_for_its_owner_and_its_installation_alone() -> None:
    sealed = seal("a secret", 7, KEY)
    assert KEY not in sealed
    assert unseal("a secret", 7, sealed) == KEY
    assert unseal("a secret", 8, sealed) is None
    assert unseal("another secret", 7, sealed) is None


def test_recovery_codes_are_ten_and_random_and_read_in_groups() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert {len(one) for one in codes} == {16}
    assert in_groups(codes[0]).count(" ") == 3
    assert code_hash(in_groups(codes[0]).lower()) == code_hash(codes[0]) != code_hash(codes[1])


def test_the_picture_is_an_image_file() -> None:
    assert picture(KEY, "ana@example.org").startswith(b"\x89PNG\r\n")

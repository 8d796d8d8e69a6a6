"""Fifty checks of safety are promised; each has a test that bears its number."""

import re
from pathlib import Path

CHECKS = frozenset(range(1, 51))


def test_every_one_of_the_fifty_checks_has_a_test() -> None:
    tests = Path(__file__).resolve().parent.parent
    found = {
        int(number)
        for path in tests.rglob("test_*.py")
        for number in re.findall(r"def test_check_(\d\d)_", path.read_text(encoding="utf-8"))
    }
    assert sorted(CHECKS - found) == []

"""Where one sentence ends: when in doubt, it goes on."""

import pytest

from app.consent.split_sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Roza is ill. She is in Atyrau.", ["Roza is ill.", "She is in Atyrau."]),
        ("Dr. Kozlov of St. Petersburg said nothing. R. Tuletaeva heard.",
         ["Dr. Kozlov of St. Petersburg said nothing.", "R. Tuletaeva heard."]),
        ("Free her! Write now.\n\nToday", ["Free her!", "Write now.", "Today"]),
        ("We ask:\n- that she is freed\n- that she is treated",
         ["We ask:", "- that she is freed", "- that she is treated"]),
        ("one line\ngoes on here", ["one line goes on here"]),
        ("Её перевели в колонию. Она больна. См. ст. 5", ["Её перевели в колонию.", "Она больна.", "См. ст. 5"]),
        ("moved on 2. May. It was in 2012. Now", ["moved on 2. May. It was in 2012.", "Now"]),
        ("“Why?” she asked. approx. 5", ["“Why?” she asked. approx. 5"]),
        ("Sie ist krank. „Ärztin“ sagt", ["Sie ist krank.", "„Ärztin“ sagt"]), ("", []),
    ],
)  # fmt: skip
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found

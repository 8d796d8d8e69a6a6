"""The words of a kind: unknown placeholders, limits, and payloads that come out literally or are refused."""

import time

import pytest

from app.letters.checks import check_letter
from app.letters.edit_letter_kind import check_words, sample_values
from app.letters.letter_kinds import shipped, shipped_words
from app.letters.liquid_text import BadWords, fill
from app.letters.sentences.languages import TONGUES

HEAD = "Subject: {{ name }}\n\n"


@pytest.mark.parametrize("language", list(TONGUES))
@pytest.mark.parametrize("slug", list(shipped()))
def test_every_shipped_kind_has_words_in_every_language_that_can_be_used(slug: str, language: str) -> None:
    words = shipped_words(slug, language) or ""
    check_words(words, language)


def test_the_ten_kinds_are_there() -> None:
    assert set(shipped()) == {
        "medical-care", "fair-trial", "release", "visits", "to-prisoner", "thanks", "union-solidarity",
        "hearing-observer",
        "birthday", "whereabouts",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "line", "column"),
    [
        ("{{ nope }}", 3, 4),
        ("one\ntwo {{ nmae }}", 4, 8),
        ("{% if health %}{{ helth }}{% endif %}", 3, 19),
        ("{{ they.subjekt }}", 3, 4),
    ],
)
def test_an_unknown_placeholder_is_refused_with_line_and_column(words: str, line: int, column: int) -> None:
    with pytest.raises(BadWords) as refused:
        check_words(HEAD + words, "en")
    assert (refused.value.line, refused.value.column) == (line, column)
    assert "there is no placeholder" in str(refused.value)


PAYLOADS = [
    "{{ case.__class__ }}", "{{ name.__class__ }}", "{{ name.__class__.__mro__ }}", "{{ they.__init__ }}", "{{ self }}",
    "{{ config }}", "{{ request }}", "{{ settings.secret_key }}", "{{ ''.__class__ }}", "{{ name['__class__'] }}",
    "{{ they['__class__'] }}", "{{ they | map: '__class__' }}", "{{ name | replace: 'a', 'aaaaaaaaaa' }}",
    "{% for i in (1..1000000000) %}x{% endfor %}", "{% for i in name %}{{ i }}{% endfor %}",
    "{% tablerow i in name %}{% endtablerow %}",
    "{% include 'secret' %}", "{% render 'secret' %}", "{% layout 'x' %}", "{% extends 'x' %}", "{% import os %}",
    "{% capture x %}{{ name }}{% endcapture %}{{ x }}", "{% increment name %}", "{% cycle 'a', 'b' %}",
    "{{ 'a' | times: 1000000000 }}", "{{ name | date: '%Y' }}", "{{ name | url_decode }}", "{{ name | base64_decode }}",
    "{{ name | escape_once }}", "{{ name | split: '' | join: name }}", "{{ name | slice: 0 }}", "{{ name | safe }}",
    "{{ name | sort }}", "{% if a %}{% if b %}{{ x }}{% endif %}{% endif %}", "{% unless nope %}x{% endunless %}",
    "{{", "}}{{", "{% if %}", "{% if name %}", "{{ name | }}", "{{ 10 | divided_by: 0 }}", "{{ name | nope }}",
    "{% liquid\nassign x = secret\necho x %}", "{% assign x = name.__class__ %}{{ x }}",
    "{% case secret %}{% when 1 %}x{% endcase %}",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_check_38_a_payload_is_refused(payload: str) -> None:
    with pytest.raises(BadWords):
        check_words(HEAD + payload, "en")


LITERAL = [
    "{ { name } }",
    "${name}",
    "#{name}",
    "<%= name %>",
    "<script>alert(1)</script>",
    "%(name)s",
    "{0.__class__}",
    "$(id)",
]


@pytest.mark.parametrize("payload", LITERAL)
def test_check_38_what_is_no_liquid_comes_out_as_it_stands(payload: str) -> None:
    check_words(HEAD + payload, "en")
    assert payload in fill(HEAD + payload, sample_values("en"))


def test_raw_words_come_out_literally_and_then_stop_the_letter() -> None:
    written = fill("{% raw %}{{ name }}{% endraw %}", sample_values("en"))
    assert written == "{{ name }}"
    assert "placeholder" in {
        check.rule for check in check_letter("S", written, "", 100, "en") if check.blocks
    }


def test_a_value_that_looks_like_liquid_is_never_read_as_such() -> None:
    values = {**sample_values("en"), "own_line": "{{ name }}{% for i in (1..9) %}"}
    assert "{{ name }}{% for i in (1..9) %}" in fill("{{ own_line }}", values)


@pytest.mark.parametrize(
    "words",
    [
        "x" * 10_000_000,
        "{{ name }}" * 1_000_000,
        "{% if name %}" * 1_500,
        "{% assign a = name | append: name %}" * 500 + "{{ nope }}",
    ],
)
def test_what_is_too_much_is_refused_at_once(words: str) -> None:
    began = time.monotonic()
    with pytest.raises(BadWords):
        check_words(HEAD + words, "en")
    assert time.monotonic() - began < 5


def test_doubling_stays_below_its_cap() -> None:
    words = "{% assign a = name %}" + "{% assign a = a | append: a %}" * 40 + "{{ a | append: a }}"
    with pytest.raises(BadWords, match="limit"):
        fill(words, sample_values("en"))
    assert len(fill("{{ name | append: name | append: name }}", {"name": "x" * 9_000})) == 20_000


def test_words_without_a_subject_are_refused() -> None:
    with pytest.raises(BadWords, match="subject"):
        check_words("Dear Sir or Madam,\n\nI ask you.", "en")

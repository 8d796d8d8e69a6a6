"""The house rules hold in every file, and each rule notices when it is broken."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from tests.house import python_rules, template_rules
from tests.house.python_rules import File
from tests.house.template_rules import Template

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module", autouse=True)
def _forget() -> Iterator[None]:
    """Parsed files are large."""
    yield
    _files.cache_clear()


@cache
def _files(folder: str) -> list[File]:
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [File(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


def _templates() -> list[Template]:
    paths = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})
    return [Template(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


@pytest.mark.parametrize("rule", python_rules.EVERYWHERE, ids=lambda rule: rule.__name__)
def test_every_python_file_keeps(rule: Callable[[File], Iterator[str]]) -> None:
    files = _files("app") + _files("tests")

    assert files
    assert [fault for file in files for fault in rule(file)] == []


@pytest.mark.parametrize("rule", python_rules.IN_THE_PROGRAM, ids=lambda rule: rule.__name__)
def test_the_program_keeps(rule: Callable[[File], Iterator[str]]) -> None:
    assert [fault for file in _files("app") for fault in rule(file)] == []


TEMPLATE_RULES = (
    template_rules.too_long,
    template_rules.forbidden,
    template_rules.untranslatable,
    template_rules.sentence_from_elsewhere,
    template_rules.role_elsewhere,
)


@pytest.mark.parametrize("rule", TEMPLATE_RULES, ids=lambda rule: rule.__name__)
def test_every_template_keeps(rule: Callable[[Template], Iterator[str]]) -> None:
    templates = _templates()

    assert templates
    assert [fault for template in templates for fault in rule(template)] == []


NOT_YET = ["app/fetch/page.py: fetch_page"]  # before the page that lets a campaign ask for an address


def test_nothing_of_the_program_is_called_by_nobody() -> None:
    """What only tests call is dead, and its tests say nothing of what users meet. A decorator calls by itself."""
    said = Counter(
        word
        for folder in ("app", "migrations", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".xml"}
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )
    dead = [
        f"{file.path}: {node.name}"
        for file in _files("app")
        for node in file.tree.body
        if isinstance(node, (*python_rules.FUNCTIONS, ast.ClassDef)) and not node.decorator_list
        if said[node.name] < 2
    ]

    assert dead == NOT_YET


def test_readme_names_every_folder_of_the_program() -> None:
    folders = {path.parent.name for path in (ROOT / "app").glob("*/*.py")}
    named = set(
        re.findall(r"^\| `(\w+)/` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert folders <= named


LONG_FUNCTION = "def f():\n" + "    pass\n" * 40

BROKEN_PYTHON = [
    (python_rules.too_long, "app/a.py", "\n" * 301),
    (python_rules.too_long, "app/a.py", LONG_FUNCTION),
    (python_rules.too_many_parameters, "app/a.py", "class A:\n    def f(self, a, b, c, /, d, *, e, f): ..."),
    (python_rules.without_docstring, "app/a.py", "import os"),
    (python_rules.drawer, "app/utils/a.py", ""),
    (python_rules.drawer, "app/cases/helpers.py", ""),
    (python_rules.unfinished, "app/a.py", "# TO" + "DO later"),
    (python_rules.select_elsewhere, "app/cases/changes.py", "rows = session.exec(select(Case))"),
    (python_rules.select_elsewhere, "app/cases/changes.py", "rows = session.exec(sa.select(Case))"),
    (python_rules.commit_elsewhere, "app/cases/changes.py", "session.commit()"),
    (python_rules.clock_elsewhere, "app/cases/changes.py", "at = datetime.now(UTC)"),
    (python_rules.clock_elsewhere, "app/cases/changes.py", "at = datetime.datetime.now(UTC)"),
    (python_rules.clock_elsewhere, "app/cases/changes.py", "at = date.today()"),
    (python_rules.clock_elsewhere, "app/cases/changes.py", "at = time.time()"),
    (python_rules.clock_elsewhere, "app/cases/changes.py", "from time import time"),
    (python_rules.clock_elsewhere, "app/cases/models.py", "at = Field(default_factory=datetime.utcnow)"),
    (python_rules.clock_elsewhere, "app/cases/queries.py", "where = Case.opened_at < func.now()"),
    (python_rules.two_clocks, "tests/cases/test_people.py", "at = datetime.now(UTC)"),
    (python_rules.two_clocks, "tests/cases/test_people.py", "from app.clock import civil_date, utc_now"),
    (python_rules.two_clocks, "tests/cases/test_people.py", "app = create_app(settings, database)"),
    (python_rules.two_clocks, "tests/trust/test_sign_in.py", "code = pyotp.TOTP(key).now()"),
    (python_rules.hidden_import, "app/a.py", "def f():\n    from app import db"),
    (python_rules.sentence_from_elsewhere, "app/a.py", "_(kind.title)"),
    (python_rules.sentence_from_elsewhere, "app/a.py", "_(f'Edit {name}')"),
    (python_rules.sentence_from_elsewhere, "app/a.py", "_(sentence=title)"),
    (python_rules.sentence_from_elsewhere, "app/a.py", "N_(title)"),
    (python_rules.sentence_from_elsewhere, "app/a.py", "text.ngettext('One', many, 2)"),
    (python_rules.called_safe, "app/a.py", "words = Markup(title)"),
    (python_rules.called_safe, "app/a.py", "words = title.format(name='x')"),
    (python_rules.digits_of_any_script, "app/a.py", "text.isdigit()"),
    (python_rules.role_elsewhere, "app/cases/a.py", 'if "coordinator" in viewer.roles.values(): ...'),
    (python_rules.role_elsewhere, "app/cli/a.py", "join(session, volunteer, campaign, Role.READER)"),
    (python_rules.digits_of_any_script, "app/a.py", r"re.compile(r'K-\d{3}')"),
    (python_rules.digits_of_any_script, "app/a.py", r"re.compile(rf'{letter}-\d{{3}}')"),
]


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN_PYTHON)
def test_a_broken_rule_is_noticed_in_python(
    rule: Callable[[File], Iterator[str]], path: str, text: str
) -> None:
    assert len(list(rule(File(path, text)))) == 1


SOUND_PYTHON = [
    (python_rules.too_long, "app/a.py", "def f():\n" + "    pass\n" * 39),
    (python_rules.too_many_parameters, "app/a.py", "class A:\n    def f(self, a, b, c, d, *, e): ..."),
    (python_rules.select_elsewhere, "app/cases/queries.py", "select(Case)"),
    (python_rules.select_elsewhere, "app/mail/sender_process.py", "select.select([socket], [], [], 1)"),
    (python_rules.select_elsewhere, "app/cases/queries/people.py", "select(Person)"),
    (python_rules.commit_elsewhere, "app/mail/deliver.py", "session.commit()"),
    (python_rules.clock_elsewhere, "app/clock.py", "datetime.now(UTC)"),
    (python_rules.two_clocks, "tests/clock.py", "from app.clock import utc_now"),
    (python_rules.two_clocks, "tests/story.py", "create_app(settings, database, clock.now).at(clock.now())"),
    (python_rules.hidden_import, "app/a.py", "def f():\n    from app import db  # only on leaving"),
    (
        python_rules.sentence_from_elsewhere,
        "app/a.py",
        "ngettext('One %(n)s', 'Many %(n)s', n) % {'n': marked(word)}",
    ),
    (python_rules.called_safe, "app/a.py", "'{} x'.format(title)"),
    (
        python_rules.role_elsewhere,
        "app/accounts/changes.py",
        "join(session, volunteer, campaign, Role.READER)",
    ),
    (python_rules.role_elsewhere, "app/cases/a.py", "what = {'volunteer': 1}"),
    (python_rules.digits_of_any_script, "app/a.py", r"re.compile(r'[^\W\d_]+ [0-9]')"),
]


@pytest.mark.parametrize(("rule", "path", "text"), SOUND_PYTHON)
def test_sound_python_is_let_pass(rule: Callable[[File], Iterator[str]], path: str, text: str) -> None:
    assert list(rule(File(path, text))) == []


BROKEN_TEMPLATES = [
    (template_rules.too_long, "<p>\n" * 81),
    (template_rules.forbidden, '<p style="color: red">'),
    (template_rules.forbidden, "<script>go()</script>"),
    (template_rules.forbidden, "<svg></svg>"),
    (template_rules.forbidden, '<a href="/" onclick="go()">'),
    (template_rules.forbidden, "{{ words|safe }}"),
    (template_rules.forbidden, "{% autoescape false %}{% endautoescape %}"),
    (template_rules.forbidden, '<link rel="stylesheet" href="https://example.org/a.css">'),
    (template_rules.untranslatable, "<p>Cases</p>"),
    (template_rules.untranslatable, "<p>{{ n }} cases</p>"),
    (template_rules.untranslatable, "<p>{% trans %}One{% endtrans %} two</p>"),
    (
        template_rules.untranslatable,
        "{% block robots %}index{% endblock %}{% block title %}Cases{% endblock %}",
    ),
    (template_rules.untranslatable, '<img src="/a.png" alt="A face">'),
    (template_rules.untranslatable, '<input type="submit" value="Save">'),
    (template_rules.untranslatable, '<p>{{ "late" if is_late }}</p>'),
    (template_rules.untranslatable, '<p>{{ button("Save") }}</p>'),
    (template_rules.untranslatable, '{% set title = "All cases" %}'),
    (template_rules.sentence_from_elsewhere, "{{ _(kind.title) }}"),
    (template_rules.sentence_from_elsewhere, "{{ _() }}"),
    (template_rules.role_elsewhere, '{% if member.role == "coordinator" %}x{% endif %}'),
    (template_rules.sentence_from_elsewhere, '{{ _("Edit " ~ name) }}'),
    (template_rules.sentence_from_elsewhere, "{{ ngettext('One', many, 2) }}"),
    (template_rules.sentence_from_elsewhere, "{{ kind.title | format(1) }}"),
]


@pytest.mark.parametrize(("rule", "text"), BROKEN_TEMPLATES)
def test_a_broken_rule_is_noticed_in_a_template(rule: Callable[[Template], Iterator[str]], text: str) -> None:
    assert len(list(rule(Template("templates/a.html", text)))) == 1


SOUND_TEMPLATES = [
    '<title>{{ _("Cases") }} – Vigil</title>',
    "{% trans n=cases|length %}{{ n }} case{% pluralize %}{{ n }} cases{% endtrans %}",
    '<a href="/cases" class="wide{% if kind == "A b" %} late{% endif %}">{{ link("cases", _("All")) }}</a>',
    """<p dir="{{ 'rtl' if is_arabic else 'ltr' }}">{{ words|cell(kind='x') }}</p>""",
    '<input type="hidden" name="key" value="x"><p>{{ rows|join(", ") }} · {{ kinds["Kind A"] }}</p>',
    "{# Words for those who write templates. #}<style>p { margin: 0 }</style>",
    '<script src="/static/a.js"></script>',
    '<p>{{ kinds[kind] | marked }} {{ _("Edit: %(kind)s", kind=kind) }}</p>',
    "{% block robots %}index, follow{% endblock %}<time>{{ at }} UTC</time>",
]


@pytest.mark.parametrize("text", SOUND_TEMPLATES)
def test_a_sound_template_is_let_pass(text: str) -> None:
    template = Template("templates/a.html", text)

    assert [fault for rule in TEMPLATE_RULES for fault in rule(template)] == []


def test_words_in_a_text_mail_are_noticed_too() -> None:
    template = Template("templates/mail/digest/body.txt", "{{ _('Dear') }} {{ name }},\n\nGood day\n")

    assert list(template_rules.untranslatable(template)) == [
        "templates/mail/digest/body.txt:3 says 'Good day' without gettext"
    ]


def test_migrations_form_one_line() -> None:
    numbers = [step.revision for step in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()]

    assert len(numbers) == len(set(numbers)) == len(list((ROOT / "migrations" / "versions").glob("*.py")))

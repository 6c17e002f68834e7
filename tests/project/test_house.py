"""The house rules that a reader should not have to check by eye."""

import ast
import io
import re
import tokenize
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from hemval.officers.log.told import ACTS
from hemval.queue.desk.audit import Act
from tests.project.running import PROJECT
from tests.project.sentences import in_python, in_template

MODULES = sorted((PROJECT / "hemval").rglob("*.py"))
TEMPLATES = sorted(
    path for path in (PROJECT / "site_src/theme").rglob("*") if path.suffix in {".html", ".xml", ".txt"}
)
CATALOGUES = sorted((PROJECT / "hemval/words/sv").glob("*.po"))

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "shared", "stuff"}

SWEDISH_ALLOWED = {
    "words/catalogue.py": {"Svenska"},
}
"""Swedish that is not a sentence, a file's own: such as a language's own name."""

READS_PROSE = re.compile(r"editing/prose/\w+\.py")
"""There the patterns of each language, in mappings by its code, are looked for in writers' prose."""

EDGES = re.compile(r"cli/.*|(public|officers)/application\.py|pages/mkdocs_adapter\.py")
"""Where the clock may be read: commands, where an application is made, and where MkDocs itself starts us."""

LINE_LIMIT = 300
SWEDISH = re.compile("[åäöÅÄÖ]")
SWEDISH_WORD = re.compile(r"\w[åäöÅÄÖ]|[åäöÅÄÖ]\w")
CLOCK = re.compile(r"\.(now|today|utcnow)\(")


def name(path: Path) -> str:
    return path.relative_to(PROJECT / "hemval").as_posix()


def swedish_strings(source: str, *, patterns: bool = False) -> list[tuple[int, str]]:
    """Return strings with Swedish words; docstrings may quote Swedish, and a lone letter is no word.

    With ``patterns`` what a constant has for the key "sv" is left out; a sentence anywhere else is found.
    """
    tree = ast.parse(source)
    free_standing = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    if patterns:
        free_standing |= {id(node) for statement in tree.body for node in _of_swedish(statement)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in free_standing
        and SWEDISH_WORD.search(node.value)
    ]


def _of_swedish(statement: ast.stmt) -> list[ast.AST]:
    """List what stands under the key "sv" in a constant's mapping."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or not isinstance(statement.value, ast.Dict):
        return []
    pairs = zip(statement.value.keys, statement.value.values, strict=True)
    under = [value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "sv"]
    return [node for value in under for node in ast.walk(value)]


def clock_readings(source: str) -> list[int]:
    """Return the lines of code that read the clock; text and comments do not count."""
    kept = [
        token if token.type not in {tokenize.STRING, tokenize.COMMENT} else token._replace(string="")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
    ]
    lines: dict[int, str] = {}
    for token in kept:
        lines[token.start[0]] = lines.get(token.start[0], "") + token.string
    return [line for line, text in lines.items() if CLOCK.search(text)]


def test_a_sentence_among_patterns_is_found():
    source = (
        'STOPS = {"sv": r"upphör", "en": "ends"}\ndef told():\n    return {"sv": "Den upphör på måndag."}\n'
    )
    assert [line for line, _ in swedish_strings(source, patterns=True)] == [3]
    assert [line for line, _ in swedish_strings(source)] == [1, 3]


def test_no_file_has_a_name_that_says_nothing():
    folders = ("hemval", "tests", "bench", "setup", "site_src")
    files = [path for folder in folders for path in (PROJECT / folder).rglob("*")]
    assert [str(path) for path in files if path.stem.lower().strip("_") in VAGUE] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module(path):
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "no docstring"
    assert source.count("\n") <= LINE_LIMIT, "too long: split it by what its parts are about"
    allowed = SWEDISH_ALLOWED.get(name(path), set())
    patterns = READS_PROSE.fullmatch(name(path)) is not None
    swedish = [found for found in swedish_strings(source, patterns=patterns) if found[1] not in allowed]
    assert swedish == [], "sentences belong in hemval/words/sv"
    if not EDGES.fullmatch(name(path)):
        assert clock_readings(source) == [], "today is a parameter"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_swedish(path):
    without_comments = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert SWEDISH.findall(without_comments) == []


def catalogue(path: Path) -> list[tuple[str, object, bool]]:
    with path.open("rb") as file:
        return [
            (message.id if isinstance(message.id, str) else message.id[0], message, message.fuzzy)
            for message in read_po(file, locale="sv", abort_invalid=True)
            if message.id
        ]


def missing_sentences(modules: list[Path], templates: list[Path]) -> list[str]:
    known = {
        message_id
        for path in CATALOGUES
        for message_id, message, fuzzy in catalogue(path)
        if not fuzzy and (message.string if isinstance(message.string, str) else all(message.string))
    }
    used = [
        (path, line, text) for path in modules for line, text in in_python(path.read_text(encoding="utf-8"))
    ]
    used += [(path, line, text) for path in templates for line, text in in_template(path)]
    return [f"{path.name}:{line}: {text}" for path, line, text in used if text not in known]


def test_every_sentence_has_its_swedish():
    assert missing_sentences(MODULES, TEMPLATES) == []


def test_a_sentence_without_swedish_is_found(tmp_path):
    module, template = tmp_path / "module.py", tmp_path / "page.html"
    module.write_text('say("Nobody translated this.")\nwrong("Nor this.", advice="Nor that.")\n')
    template.write_text("{{ _('Nor this one.') }}")
    found = missing_sentences([module], [template])
    assert [line.partition(": ")[2] for line in found] == [
        "Nobody translated this.",
        "Nor this.",
        "Nor that.",
        "Nor this one.",
    ]


def ids_as_written(text: str) -> list[str]:
    """Babel reads an id that stands twice in a file as one; what is written is counted here."""
    written = re.findall(r'^msgid ((?:".*"\n)+)', text, re.MULTILINE)
    return ["".join(re.findall(r'"(.*)"\n', one)) for one in written]


def test_a_sentence_stands_once():
    ids = Counter(
        one for path in CATALOGUES for one in ids_as_written(path.read_text(encoding="utf-8")) if one
    )
    assert [message_id for message_id, times in ids.items() if times > 1] == []


def test_no_sentence_is_left_that_nothing_says():
    said = {text for path in TEMPLATES for _, text in in_template(path)}
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    known = [message_id for path in CATALOGUES for message_id, _, _ in catalogue(path)]
    assert [message_id for message_id in known if message_id not in said] == []


def test_a_translation_fills_the_same_places():
    places = re.compile(r"%\((\w+)\)[sd]")
    wrong = []
    for path in CATALOGUES:
        for message_id, message, _ in catalogue(path):
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            allowed = set(
                places.findall(" ".join([message.id] if isinstance(message.id, str) else message.id))
            )
            wrong += [message_id for form in forms if not set(places.findall(form)) <= allowed]
    assert wrong == []


def test_every_act_in_the_log_has_words_for_whoever_reads_it():
    assert set(ACTS) == set(get_args(Act)), "put what was done into hemval/officers/log/told.py"


def test_these_checks_can_fail():
    assert ids_as_written('msgid "a"\nmsgstr "å"\n\nmsgid ""\n"a"\nmsgstr "å"\n') == ["a", "a"]
    assert swedish_strings('"""Doc om å."""\nx = "Välj utförare"') == [(2, "Välj utförare")]
    assert clock_readings("today = date.today()  # text\n# date.today()\n") == [1]

"""Every kind of broken YAML gives its finding at its place; what is not broken stays the text it was."""

import re
import resource

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hemval.content import reader
from hemval.content.reader import Node, read, read_text
from hemval.content.source import SIZE_LIMIT
from hemval.content.tree import DEPTH_LIMIT, NODE_LIMIT
from hemval.words.plain import HIDDEN

BROKEN = {
    "colon in a text": ("name: Hemtjänst: bäst\n", "f.yml:1:16: Texten innehåller ett kolon."),
    "missing indentation step": (
        "name: x\n  age: 3\n",
        "f.yml:2:3: Raden är mer indragen än raden ovanför, som redan har ett värde.",
    ),
    "unclosed quote, to the end": (
        'a: "x\nb: 2\n',
        "f.yml:1:4: Citattecknet som börjar här avslutas inte på raden.",
    ),
    "unclosed quote, to the next": (
        'a: "x\nb: "2"\n',
        "f.yml:1:4: Citattecknet som börjar här avslutas inte på raden.",
    ),
    "apostrophe in quotes": (
        "a: 'it's ok'\n",
        "f.yml:1:8: Texten inom citattecken är slut, men raden fortsätter.",
    ),
    "no space after colon, first": (
        "name:Lindvik\nb: 1\n",
        "f.yml:1:6: Det saknas ett mellanslag efter kolonet.",
    ),
    "no space after colon, later": (
        "b: 1\nname:Lindvik\n",
        "f.yml:2:6: Det saknas ett mellanslag efter kolonet.",
    ),
    "no space after colon, alone": ("name:Lindvik\n", "f.yml:1:6: Det saknas ett mellanslag efter kolonet."),
    "no space after colon, in braces": (
        "a: {sv:Hej}\n",
        "f.yml:1:8: Det saknas ett mellanslag efter kolonet.",
    ),
    "no space after dash": (
        "a:\n  -sv\n  -en\n",
        "f.yml:2:3: Det saknas ett mellanslag efter bindestrecket.",
    ),
    "no space after one dash": (
        "a:\n  - sv\n  -en\n",
        "f.yml:3:3: Det saknas ett mellanslag efter bindestrecket.",
    ),
    "deeper dash": (
        "a:\n  - sv\n    - en\n",
        "f.yml:3:5: Raden fortsätter texten ovanför. Den läses inte som en punkt i en lista.",
    ),
    "at sign": ("a: @x\n", "f.yml:1:4: En text kan inte börja med det här tecknet."),
    "asterisks": ("a: **fet**\n", "f.yml:1:4: En text kan inte börja med det här tecknet."),
    "stray bracket": ("a: [x, y]]\n", "f.yml:1:10: Tecknet passar inte här."),
    "unclosed bracket": ("a: [x\nb: 1\n", "f.yml:1:4: Parentesen som börjar här avslutas aldrig."),
    "greater than": ("a: > 5 år\n", "f.yml:1:4: Efter | eller > måste texten börja på nästa rad."),
    "backslash": (
        'a: "C:\\åre"\n',
        'f.yml:1:8: Ett omvänt snedstreck inom "…" läses som en kod, och det här är ingen kod.',
    ),
    "code beyond all characters": (
        'a: "\\U00110000"\n',
        'f.yml:1:5: Ett omvänt snedstreck inom "…" läses som en kod, och det här är ingen kod.',
    ),
    "code for a hidden character": (
        'a: "\\u202e"\n',
        "f.yml:1:4: Texten innehåller en kod för det osynliga tecknet U+202E.",
    ),
    "list beside its key": ("a: - b\n", "f.yml:1:4: En lista kan inte börja på samma rad som sin nyckel."),
    "half an indentation": (
        "a:\n    b: 1\n  c: 2\n",
        "f.yml:3:3: Radens indrag passar inte med någon rad ovanför.",
    ),
    "a word alone": (
        "a: 1\nb\n",
        "f.yml:2:1: Raden är varken en nyckel med värde eller en punkt i en lista.",
    ),
    "list among keys": ("a: 1\n- b\n", "f.yml:2:1: Listpunkter och nycklar är blandade i samma grupp."),
    "no key": (": b\n", "f.yml:1:1: Nyckeln före kolonet saknas."),
    "key of two words in brackets": (
        "[a, b]: c\n",
        "f.yml:1:1: En nyckel måste vara ett enda ord före kolonet.",
    ),
    "anchor": ("a: &x b\n", "f.yml:1:4: Namn med & används inte här."),
    "alias": ("a: *x\n", "f.yml:1:4: Hänvisningar med * används inte här."),
    "tag": ("a: !!python/object:os.system x\n", "f.yml:1:4: Typer med ! används inte här."),
    "merge": ("a:\n  <<: b\n", "f.yml:2:3: Sammanslagning med << används inte här."),
    "directive": ("%YAML 2.0\n---\na: 1\n", "f.yml:1:1: Rader som börjar med % används inte här."),
    "two documents": ("a: 1\n---\nb: 2\n", "f.yml:2:1: Här börjar ett andra dokument."),
    "text after the end": ("a: 1\n...\nb: 2\n", "f.yml:3:1: Det står text efter dokumentets slut."),
    "duplicate key": (
        "a: 1\nb: 2\na: 3\n",
        "f.yml:3:1: Nyckeln ”a” står två gånger i samma grupp, först på rad 1.",
    ),
    "tab": ("a: 1\nb:\n\tc: 1\n", "f.yml:3:1: Raden har en tabb där det ska vara mellanslag."),
    "tab after colon": ("a:\t1\n", "f.yml:1:3: Raden har en tabb där det ska vara mellanslag."),
    "half a comment": (
        "a: vi är #1 i stan\n",
        "f.yml:1:10: Det som står efter # utelämnas, som en kommentar.",
    ),
    "direction character": ("a: x\u202ey\n", "f.yml:1:5: Här finns ett osynligt tecken: U+202E."),
    "zero width character": ("na\u200bme: y\n", "f.yml:1:3: Här finns ett osynligt tecken: U+200B."),
    "second byte order mark": ("\ufeff\ufeffa: 1\n", "f.yml:1:1: Här finns ett osynligt tecken: U+FEFF."),
    "latin-1": ("\r\na: Hemtjänst\n".encode("latin-1"), "f.yml:2:9: Filen är inte sparad som UTF-8."),
    "utf-16": ("a: 1\n".encode("utf-16"), "f.yml:1:1: Filen är inte sparad som UTF-8."),
    "empty": ("", "f.yml:1:1: Filen är tom."),
    "only a comment": ("# inget\n", "f.yml:1:1: Filen är tom."),
    "a list on top": ("- a\n", "f.yml:1:1: Filen måste bestå av nycklar med värden."),
    "too deep": (
        "".join(f"{'  ' * n}a:\n" for n in range(DEPTH_LIMIT)) + "  " * DEPTH_LIMIT + "a: 1\n",
        f"f.yml:13:25: Värden står inuti varandra i fler än {DEPTH_LIMIT} steg.",
    ),
    "brackets without end": (
        "a: " + "[" * 100_000,
        "f.yml:1:15: Värden står inuti varandra i fler än 12 steg.",
    ),
    "too many": (
        "a:\n" + "- b\n" * NODE_LIMIT,
        f"f.yml:{NODE_LIMIT - 1}:3: Filen har fler än {NODE_LIMIT} värden.",
    ),
    "too large": ("# " + "x" * SIZE_LIMIT, "f.yml:1:1: Filen är större än 256 kB."),
}


WRITTEN_INSTEAD = {
    "a colon in braces": (
        "q: {sv: Vad gäller det: städning, en: What: this}",
        "1:23 Texten innehåller ett kolon.",
        'q: {sv: "Vad gäller det: städning", en: "What: this"}',
    ),
    "a comma in braces": (
        "q: {sv: Ja, tack, en: Yes}",
        "1:11 Texten innehåller ett komma, och inom { } börjar nästa text efter ett komma.",
        'q: {sv: "Ja, tack", en: Yes}',
    ),
    "a comma in braces in a list": (
        "q:\n  - {sv: Ja, tack}",
        "2:12 Texten innehåller ett komma, och inom { } börjar nästa text efter ett komma.",
        '- {sv: "Ja, tack"}',
    ),
    "brackets in braces": (
        "q: {sv: Ja [nej], en: Yes}",
        "1:12 Texten innehåller en parentes.",
        'q: {sv: "Ja [nej]", en: Yes}',
    ),
    "a hash in braces": (
        "q: {sv: Vi är #1, en: We are #1}",
        "1:15 Det som står efter # utelämnas, som en kommentar.",
        'q: {sv: "Vi är #1", en: "We are #1"}',
    ),
    "an asterisk in braces": (
        "q: {sv: *Obs, en: Note}",
        "1:9 En text kan inte börja med det här tecknet.",
        'q: {sv: "*Obs", en: Note}',
    ),
    "a semicolon between languages": (
        "q: {sv: Ja; en: Yes}",
        "1:11 Mellan texterna ska det stå ett komma.",
        "q: {sv: Ja, en: Yes}",
    ),
    "languages without braces": (
        "q: sv: Ja, tack, en: Yes",
        "1:4 Texter på flera språk på samma rad ska stå inom { }.",
        'q: {sv: "Ja, tack", en: Yes}',
    ),
    "a hash": (
        "q: Vi är #1",
        "1:10 Det som står efter # utelämnas, som en kommentar.",
        'q: "Vi är #1" Annars: skriv ett mellanslag efter #.',
    ),
    "a colon in a list": (
        "q:\n  - a: Ring: nu",
        "2:12 Texten innehåller ett kolon.",
        'a: "Ring: nu"',
    ),
    **{
        sign: (f"q: {text}", f"1:4 {told}", f'q: "{text}"')
        for sign, text, told in [
            ("an asterisk", "*Obs", "Hänvisningar med * används inte här."),
            ("two asterisks", "**Obs** nu", "En text kan inte börja med det här tecknet."),
            ("an ampersand", "&co", "Namn med & används inte här."),
            ("an at sign", "@hemtjänst", "En text kan inte börja med det här tecknet."),
            ("a percent sign", "%rabatt", "En text kan inte börja med det här tecknet."),
            ("a grave accent", "`kod`", "En text kan inte börja med det här tecknet."),
            ("an exclamation mark", "!Obs", "Typer med ! används inte här."),
            ("a bracket", "[Ja] eller nej", "En text kan inte börja med det här tecknet."),
            ("a brace", "{Ja} eller nej", "En text kan inte börja med det här tecknet."),
        ]
    },
    "quotation marks around the first word": (
        'q: "Ja" eller nej',
        "1:9 Texten inom citattecken är slut, men raden fortsätter.",
        "q: '\"Ja\" eller nej'",
    ),
    "an apostrophe within apostrophes": (
        "q: 'it's ok'",
        "1:8 Texten inom citattecken är slut, men raden fortsätter.",
        'q: "it\'s ok"',
    ),
    "quotation marks within the same": (
        'q: "Hon sa "hej" till mig"',
        "1:13 Texten inom citattecken är slut, men raden fortsätter.",
        "q: 'Hon sa \"hej\" till mig'",
    ),
    "quotation marks around the first word and the last": (
        'q: "Ja" eller "nej"',
        "1:9 Texten inom citattecken är slut, men raden fortsätter.",
        'q: \'"Ja" eller "nej"\'',
    ),
    "a comment after the text": (
        "q: Ring: nu # växeln",
        "1:8 Texten innehåller ett kolon.",
        'q: "Ring: nu" # växeln',
    ),
    "a comment after a hash of the text's own": (
        "q: Vi är #1 # sedan 2024",
        "1:10 Det som står efter # utelämnas, som en kommentar.",
        'q: "Vi är #1" # sedan 2024 Annars: skriv ett mellanslag efter #.',
    ),
    "a comment after braces": (
        "q: {sv: Ja: tack, en: Yes}  # inte klart",
        "1:11 Texten innehåller ett kolon.",
        'q: {sv: "Ja: tack", en: Yes} # inte klart',
    ),
    "a comment after languages without braces": (
        "q: sv: Ja, en: Yes # klart",
        "1:4 Texter på flera språk på samma rad ska stå inom { }.",
        "q: {sv: Ja, en: Yes} # klart",
    ),
    "a word that is no language": (
        "q: {sv: Skicka: nu, en: Send, to: us}",
        "1:15 Texten innehåller ett kolon.",
        'q: {sv: "Skicka: nu", en: "Send, to: us"}',
    ),
    "a text that goes on below": (
        "q: Ring: nu\n  eller sedan",
        "1:8 Texten innehåller ett kolon.",
        'Sätt hela texten inom citattecken: "…".',
    ),
    "a hash where a text has gone on": (
        "q: Vi är\n  nu #1",
        "2:6 Det som står efter # utelämnas, som en kommentar.",
        "Sätt hela texten inom citattecken. Annars: skriv ett mellanslag efter #.",
    ),
    "an asterisk within a list": (
        "q: {who: [*a]}",
        "1:11 Hänvisningar med * används inte här.",
        'Sätt den inom citattecken: "…"',
    ),
    "a dash without a space": (
        "q:\n  - a: 1\n  -b: 2",
        "3:3 Det saknas ett mellanslag efter bindestrecket.",
        "Skriv ett mellanslag mellan bindestrecket och värdet. "
        "En text som börjar med bindestreck behöver citattecken.",
    ),
    "a bracket too many": (
        "q: {sv: Ja, en: Yes}}",
        "1:21 Tecknet passar inte här.",
        'Ta bort det. Hör det till texten? Sätt hela texten inom citattecken: "…".',
    ),
}


@pytest.fixture(params=["in C", "in Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by each of the two parsers that PyYAML may have."""
    if request.param == "in Python":
        monkeypatch.setattr(reader, "FAST", None)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_has_one_finding_at_its_place(kind: str) -> None:
    text, expected = BROKEN[kind]
    _, findings = read_text(text, "f.yml")
    assert [finding.render().splitlines()[0] for finding in findings] == [expected]
    assert findings[0].advice


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("kind", WRITTEN_INSTEAD)
def test_a_finding_says_what_to_write_instead(kind: str) -> None:
    text, told, written = WRITTEN_INSTEAD[kind]
    _, findings = read_text(f"{text}\n", "f.yml")
    assert [f"{found.line}:{found.column} {found.message}" for found in findings] == [told]
    assert findings[0].advice.endswith(written)


SOME_TEXT = st.text("ÅÄ :,#[]{*&@%!|>-", min_size=1).map(str.strip).filter(bool)


@settings(deadline=None)
@given(SOME_TEXT, SOME_TEXT)
@example("Å # Ä", "Å: Ä")
def test_texts_in_braces_are_read_as_written_or_corrected_so_that_they_are(sv: str, en: str) -> None:
    written = f"q: {{sv: {sv}, en: {en}}}"
    node, findings = read_text(f"{written}\n", "f.yml")
    if findings and "q: {" in findings[0].advice:
        node, findings = read_text(f"{findings[0].advice.partition(': ')[2]}\n", "f.yml")
        assert findings == []
    if not findings:
        assert node is not None
        texts = node.value["q"].value
        # [Å] alone is a list, which whoever wants a text refuses.
        if all(isinstance(text.value, str) for text in texts.values()):
            assert {code: text.value for code, text in texts.items()} == {"sv": sv, "en": en}


@pytest.mark.parametrize(
    "text",
    [
        "q:\n  - {id: ja, label: {sv: Ja, tack, en: Yes}}",
        "q:\n  - {id: ja, label: {sv: Ja: tack, en: Yes}}",
        "q: {id: ja, label: Ja, tack}",
        "q: {sv: Ja,\n    en: Yes: sir}",
    ],
)
def test_no_line_is_proposed_where_braces_hold_more_than_texts(text: str) -> None:
    _, findings = read_text(f"{text}\n", "f.yml")
    assert not any('sv: "' in found.advice or 'id: "' in found.advice for found in findings)


@settings(deadline=None)
@given(SOME_TEXT, st.sampled_from(["", " # en kommentar"]))
def test_a_line_in_quotation_marks_is_read_as_its_text(text: str, comment: str) -> None:
    _, findings = read_text(f"q: {text}{comment}\n", "f.yml")
    proposed = [found.advice.partition("citattecken: q: ")[2].partition(" Annars:")[0] for found in findings]
    for written in filter(None, proposed):
        node, left = read_text(f"q: {written}\n", "f.yml")
        assert not left
        assert node is not None
        assert node.value["q"].value == re.split(r"\s#(?:\s|$)", text)[0].rstrip()
        assert written.endswith(comment)


@pytest.mark.usefixtures("parser")
def test_all_that_can_be_found_is_found_in_one_run() -> None:
    _, findings = read_text("a: &x 1\nb: *x\nc: !t 2\na: 3\nd: \u200b4\n", "f.yml")
    assert [finding.line for finding in findings] == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "written",
    [
        "no",
        "ja",
        "8:00",
        "10:30",
        "0701234567",
        "2026-12-01",
        "1e3",
        "0x1F",
        "~",
        "null",
        ".inf",
        "3.10",
        "-5",
        *[
            "https://a.se/#b",
            "Norra & södra",
            "a #",
            "07-08:30",
            "=1+1",
            "50 %",
            "[x]y"[3:],
            "Vi, som bor här",
        ],
    ],
)
def test_text_stays_as_it_was_written(written: str) -> None:
    node, findings = read_text(f"a: {written}\nb:\n  - {written}\n", "f.yml")
    text = written.removesuffix(" #")
    assert findings == []
    assert node is not None
    assert node.value["a"].value == text
    assert node.value["b"].value[0].value == text


@pytest.mark.usefixtures("parser")
def test_values_and_keys_know_their_place() -> None:
    node, _ = read_text("\ufeff# först\r\nname: 'Å'\r\nlist:\r\n  - a\r\n  - key: b\r\nnone:\r\n", "f.yml")
    assert node is not None
    assert (node.line, node.column) == (2, 1)
    assert node.keys == {"name": (2, 1), "list": (3, 1), "none": (6, 1)}
    assert node.value["name"] == Node("Å", 2, 7)
    assert node.value["list"].value[0] == Node("a", 4, 5)
    assert node.value["list"].value[1].keys == {"key": (5, 5)}
    assert node.value["none"].empty
    assert not node.value["name"].empty


def test_a_quoted_empty_text_is_not_an_empty_value() -> None:
    node, findings = read_text('a: ""\n', "f.yml")
    assert findings == []
    assert node is not None
    assert not node.value["a"].empty


def test_the_colon_finding_writes_the_line_as_it_should_be() -> None:
    _, findings = read_text('note: Han sa "hej": sen\n', "f.yml")
    assert findings[0].advice == "Sätt texten inom citattecken: note: 'Han sa \"hej\": sen'"


def test_persian_spelling_and_emoji_may_use_joiners() -> None:
    _, findings = read_text("a: می\u200cخواهم\nb: 👩\u200d🦽\n", "f.yml")
    assert findings == []


def test_an_alias_bomb_is_refused_without_swelling() -> None:
    bomb = "a: &a [" + ", ".join("x" * 1 for _ in range(9)) + "]\n"
    bomb += "".join(
        f"{n}: &{n} [{', '.join(['*' + p] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    node, findings = read_text(bomb, "f.yml")
    assert len(findings) == 9 + 8 * 9
    assert len(repr(node)) < 100_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_what_is_no_file_is_a_finding(tmp_path) -> None:
    for path in (tmp_path, tmp_path / "missing.yml"):
        node, findings = read(path, "f.yml")
        assert node is None
        assert [finding.message for finding in findings] == ["Filen finns inte."]


def test_a_large_file_is_refused_before_it_is_parsed(tmp_path) -> None:
    (tmp_path / "f.yml").write_bytes(b"\xff" * (SIZE_LIMIT * 4))
    _, findings = read(tmp_path / "f.yml", "f.yml")
    assert [finding.message for finding in findings] == ["Filen är större än 256 kB."]


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])).filter(
    lambda t: not HIDDEN.search(t)
)


@settings(deadline=None)
@given(PRINTABLE)
def test_any_quoted_text_comes_back_equal(text: str) -> None:
    single = text.replace("'", "''")
    double = text.replace("\\", "\\\\").replace('"', '\\"')
    node, findings = read_text(f"a: '{single}'\nb: \"{double}\"\n", "f.yml")
    assert findings == []
    assert node is not None
    assert (node.value["a"].value, node.value["b"].value) == (text, text)


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
@example(b"%YAML 1." + b"9" * 5000 + b"\n---\na: 1")
@example(b"a: \xed\xa0\x80")
def test_reading_never_raises(content: bytes) -> None:
    node, findings = read_text(content, "f.yml")
    assert node is not None or findings


PIECES = st.sampled_from(
    (
        "a: ",
        "b:\n",
        "- ",
        "  ",
        "\n",
        "\n  ",
        "x",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ", ",
        "# ",
        "|\n",
        "&a ",
        "*a",
        "!t ",
        "? ",
        ": ",
        ":",
        "-",
        "---\n",
        "...\n",
        "<<: ",
        "%",
        "@",
        "\\",
        "\t",
        "å",
        "\r\n",
        "\\u0041",
        ">-\n",
        "=",
        "~",
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_both_parsers_read_the_same(text: str) -> None:
    """The fast parser decides nothing alone: what it reads, the one in Python reads in the same way."""
    fast = read_text(text, "f.yml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "FAST", None)
        slow = read_text(text, "f.yml")
    if slow[0] is not None:
        assert fast == slow


@settings(deadline=None)
@given(st.text())
def test_text_with_half_characters_is_read_too(text: str) -> None:
    read_text(text + "\ud800", "f.yml")

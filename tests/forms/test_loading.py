"""What a form's author is told: each fault at its place in the file, in Swedish."""

from pathlib import Path

import pytest

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.settings import PROJECT

FORM = """\
version: 1
title: Titel
sent: Mottaget
address: test
pages:
  - id: kind
    type: choice-of-one
    question: Vad vill du?
    options:
      - id: first
        label: Välja
      - id: switch
        label: Byta
    errors:
      missing: Välj
  - id: provider
    type: provider
    question: Vem?
    when:
      kind: [first, switch]
      rules.ranked: ["2", "3"]
  - id: queue
    type: name
    question: Vad heter du?
    when:
      room.provider: [queue]
receipt:
  - when:
      kind: [first]
    rule: earliest-start
  - text: Klart.
"""


def findings(folder: Path, text: str, name: str = "test") -> list[Finding]:
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms" / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_forms(Folder(folder, folder))[1]


def test_a_form_without_faults(tmp_path):
    assert findings(tmp_path, FORM) == []


CONDITION = "      kind: [first, switch]"
ROOM = "      room.provider: [queue]"
ASKED = "    question: Vem?"
PARAGRAPH = "  - when:\n      kind: [first]\n    rule: earliest-start"


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("id: provider\n", "id: kind\n", "16:9", "Två sidor har id:t kind."),
        ("id: provider\n", "id: kvitto\n", "16:9", "Ingen sida kan ha id:t kvitto."),
        (CONDITION, "      kin: [first, switch]", "20:7", "Sidan provider beror på kin,"),
        (CONDITION, "      queue: [wait]", "20:7", "Sidan provider beror på queue,"),
        (CONDITION, "      kind: [first, swich]", "20:21", "kind är aldrig ”swich”."),
        ("rules.ranked:", "rules.rank:", "21:7", "Sidan provider beror på rules.rank,"),
        ('["2", "3"]', '["2", "4"]', "21:27", "rules.ranked är aldrig ”4”."),
        (ROOM, "      - room.provider: [open]\n      - kind: [swich]", "27:16", "kind är aldrig ”swich”."),
        (ROOM, "      - kind: [first]\n      - kin: [first]", "27:9", "Sidan queue beror på kin,"),
        (ROOM, "      - kind: first", "26:15", "lista"),
        (f"when:\n{ROOM}", "when: []", "25:11", "minst"),
        ("room.provider:", "room.today:", "26:7", "Sidan queue beror på room.today,"),
        ("room.provider: [queue]", "room.provider: [full]", "26:23", "room.provider är aldrig ”full”."),
        ("missing: Välj", "mising: Välj", "15:7", "Sidan kind har inget fel som heter mising."),
        ("id: switch\n", "id: first\n", "12:13", "Två svarsalternativ har id:t first."),
        (
            "id: switch\n",
            "id: switch\n        when: {rules.alarm: [maybe]}\n",
            "13:30",
            "rules.alarm är aldrig ”maybe”.",
        ),
        (ASKED, f"{ASKED}\n    differs_from: [today]", "19:20", "kan inte skilja sig från today"),
        (ASKED, f"{ASKED}\n    optional: ja", "19:15", "Bara en fråga som man svarar på i skrift"),
        (ASKED, "    fraga: Vem?", "16:5", "Nyckeln ”question” saknas"),
        ("type: provider", "type: utforare", "17:11", "”utforare”"),
        (PARAGRAPH, PARAGRAPH[:-6], "30:11", "Reglerna har ingen mening som heter ”earliest”."),
        (PARAGRAPH, PARAGRAPH.replace("first", "all"), "29:14", "kind är aldrig ”all”."),
        (PARAGRAPH, PARAGRAPH.replace("kind", "rules.foo"), "29:7", "beror på rules.foo"),
        (ASKED, f"{ASKED}\n    words: [{{when: {{kin: [a]}}, question: Vem?}}]", "19:21", "beror på kin,"),
        (ASKED, f"{ASKED}\n    words: [{{when: {{kind: [a]}}, question: Vem?}}]", "19:28", "aldrig ”a”."),
        (
            ASKED,
            f"{ASKED}\n    words: [{{when: {{}}, question: Vem?, body: [Text.]}}]",
            "19:46",
            "inte frågar",
        ),
        (
            ASKED,
            f"{ASKED}\n    words: [{{when: {{}}, question: Vem?, errors: {{mising: Text.}}}}]",
            "19:49",
            "inget fel som heter mising.",
        ),
        ("label: Byta", "label: Byta\n        flag: ties", "14:15", "”ties”"),
        ("type: name", "type: text\n    at_most: 5", "24:14", "20"),
        ("type: name", "type: date\n    earliest: monday", "24:15", "”monday”"),
        (
            "id: queue\n    type: name",
            "id: a\n    type: address\n    question: Var?\n  - id: a-town\n    type: name",
            "25:9",
            "fält med samma namn",
        ),
        ("  - text: Klart.", "  - heading: Klart.", "31:5", "Stycket säger ingenting."),
    ],
)
def test_a_fault_at_its_place(tmp_path, old, new, place, told):
    assert FORM.count(old) == 1
    found = findings(tmp_path, FORM.replace(old, new))
    assert found, "no finding"
    assert f"forms/test.yml:{place}:" in found[0].render()
    assert told in found[0].message


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        (CONDITION, "      kin: [first]", "Menade du ”kind”?"),
        (
            CONDITION,
            "      kind: [first, swich]",
            "Menade du ”switch”? Här kan dessa värden stå: first, switch.",
        ),
        (CONDITION, "      kind: [no]", "Här kan dessa värden stå: first, switch."),
        (
            CONDITION,
            "      queue: [wait]",
            "Sidan queue kommer längre ner. Flytta upp den, eller flytta ner den här.",
        ),
        (CONDITION, "      provider: [a]", "En sida kan inte bero på sig själv."),
        ("rules.ranked:", "rules.rank:", "Menade du ”rules.ranked”?"),
        ("rules.ranked:", "ranked:", "Menade du ”rules.ranked”?"),
        ("room.provider:", "room.provder:", "Menade du ”room.provider”?"),
        ("room.provider: [queue]", "room.provider: [que]", "Menade du ”queue”?"),
        ("missing: Välj", "mising: Välj", "Menade du ”missing”?"),
        ("missing: Välj", "wrong: Välj", "Här kan dessa nycklar stå: missing."),
        (ASKED, f"{ASKED}\n    differs_from: [kin]", "Menade du ”kind”?"),
        (ASKED, f"{ASKED}\n    recalls: [kin]", "Menade du ”kind”?"),
        (ASKED, f"{ASKED}\n    en: Who?", "Dra in raden två mellanslag till. Den hör till nyckeln ovanför."),
        (PARAGRAPH, PARAGRAPH[:-6], "Menade du ”earliest-start”?"),
        ("id: provider\n", "id: kind\n", "Ge den här sidan ett annat id, till exempel kind-2."),
        ("id: provider\n", "id: kvitto\n", "Ge den här sidan ett annat id, till exempel kvitto-2."),
        ("id: switch\n", "id: first\n", "Ge det här svarsalternativet ett annat id, till exempel first-2."),
        ("type: name", "type: text\n    at_most: 5", "Skriv 20 eller mer."),
        ("type: name", "type: text\n    at_most: 2001", "Skriv 2000 eller mindre."),
        ("type: name", "type: text\n    at_most: hundra", "Skriv talet med bara siffror."),
        ("type: name", "type: text\n    at_most: 2 tusen", "Skriv talet med bara siffror."),
        ("version: 1", "version: 1\nline: [kin]", "Menade du ”kind”?"),
        ("version: 1", "version: 1\nline: [x]", "Raden kan visa: kind, provider, queue."),
        ("version: 1", "version: 1\nline: kind, queue", "Skriv det inom hakparenteser: [kind, queue]."),
    ],
)
def test_a_fault_says_what_to_write_instead(tmp_path, old, new, advice):
    assert advice in findings(tmp_path, FORM.replace(old, new))[0].advice


def test_a_line_that_would_identify_somebody_says_what_it_can_show(tmp_path):
    changed = FORM.replace("type: name", "type: phone").replace("version: 1", "version: 1\nline: [queue]")
    assert findings(tmp_path, changed)[0].advice == "Raden kan visa: kind, provider."


def test_a_long_list_of_what_can_stand_is_told_whole(tmp_path):
    found = findings(tmp_path, FORM.replace("id: provider\n", "id: what\n    profile: ja\n"))
    assert found[0].advice.endswith("visit.")


@pytest.mark.parametrize("name", ["Choice", "mitt val", "två", "a_b", "-a"])
def test_a_file_name_that_is_no_id(tmp_path, name):
    found = findings(tmp_path, FORM, name)
    assert len(found) == 1
    assert "små bokstäver" in found[0].message


def test_a_municipalitys_own_form_takes_the_shared_ones_place(tmp_path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "choice.yml").write_text(FORM.replace("address: test", "address: valj"), "utf-8")
    forms, found = load_forms(Folder(tmp_path, PROJECT))
    assert found == []
    assert [page.id for page in forms["choice"].pages] == ["kind", "provider", "queue"]


@pytest.mark.parametrize(
    ("name", "address", "told"),
    [
        ("choice", "val", "4:10: Formuläret choice står på valj"),
        ("test", "valj", "4:10: Adressen valj är formuläret choice:s."),
        ("test", "test-stor-text", "4:10: En adress kan inte sluta på -stor-text."),
        ("test", "Min adress", "4:10: ”Min adress” kan inte vara ett id."),
    ],
)
def test_an_address_that_is_taken(tmp_path, name, address, told):
    (found,) = findings(tmp_path, FORM.replace("address: test", f"address: {address}"), name)
    assert f"forms/{name}.yml:{told}" in found.render()


def test_two_forms_with_one_address(tmp_path):
    own, shared = Folder(tmp_path / "own", tmp_path / "shared"), tmp_path / "shared" / "forms"
    for folder, name in ((own.own / "forms", "a"), (shared, "b"), (shared, "c")):
        folder.mkdir(parents=True, exist_ok=True)
        text = FORM if name != "c" else FORM.replace("address: test", "address: annat")
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    (found,) = load_forms(own)[1]
    assert "forms/a.yml:4:10: b.yml har redan adressen test." in found.render(), "the one that can be mended"


def test_a_form_that_tells_of_no_page(tmp_path):
    found = findings(tmp_path, FORM.replace("address: test", "address: test\nabout: finns-inte.md"))
    assert [f"{one.line}:{one.column}" for one in found] == ["5:8"]
    assert "finns-inte.md" in found[0].message


def test_two_broken_forms_are_told_of_in_one_run(tmp_path):
    findings(tmp_path, FORM.replace("id: provider\n", "id: kind\n"), "a")
    found = findings(tmp_path, FORM.replace("version: 1\n", ""), "b")
    assert [finding.file for finding in found] == ["forms/a.yml", "forms/b.yml"]

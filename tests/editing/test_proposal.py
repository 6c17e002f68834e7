"""What a provider says of itself becomes a change of its file: exactly those fields, and no other line."""

import difflib
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError
from werkzeug.datastructures import MultiDict

from hemval.content.profile_fields import FIELDS, stated
from hemval.content.provider import Provider
from hemval.editing.proposal import Change, Proposal, proposal_of, still_open
from hemval.editing.proposal_applied import ORDER, applied
from hemval.editing.rewritten import rewritten
from hemval.forms.reading.loading import load_forms
from hemval.forms.typed.page_form import answer_of, page_form
from hemval.settings import PROJECT
from tests.forms.samples import FOLDERS, TODAY, asking, content_of
from tests.public.hostile import VALUES

FORM = load_forms(FOLDERS["lindvik"])[0]["provider"]
FOLDER = {"lindvik": PROJECT, "botkyrka": PROJECT / "examples/botkyrka"}
SOME = [("lindvik", "fjordens-omsorg"), ("lindvik", "tallgardens-omsorg"), ("lindvik", "kommunens-hemtjanst")]
SOME += [("botkyrka", "utforare-a")]


def provider(town: str, name: str) -> Provider:
    return content_of(town).providers[name]


def proposal(provider_id: str, town: str = "lindvik", **answers: JsonValue) -> Proposal:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    made, refused = proposal_of(given, provider(town, provider_id), date(2026, 11, 20), "7K2W XDPM")
    assert refused == ()
    return made


def change(made: Proposal, text: str | None = None) -> str:
    """Return the lines that differ."""
    name = f"{made.provider}.yml"
    old = text or (PROJECT / "provider_profiles" / name).read_text(encoding="utf-8")
    new = applied(made, old, name, TODAY).text
    return "\n".join(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))


# The form's fields


def test_the_form_asks_of_every_field_and_of_no_other():
    assert {page.id for page in FORM.pages if page.profile} == set(FIELDS)


def test_no_answer_about_who_attests_goes_into_the_proposal():
    answers = {"name": "Eva Ek", "role": "owner", "call": "070-174 06 05", "phone": "031-390 06 99"}
    made = proposal("fjordens-omsorg", provider="fjordens-omsorg", changed=["phone"], attest="yes", **answers)
    assert [one.field for one in made.changes] == ["phone"]
    for said in ("Eva", "owner", "174"):
        assert said not in made.model_dump_json()
    assert Proposal.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize("field", ["agreement", "areas", "approved_for", "name", "identity", "review"])
def test_nobody_proposes_what_only_the_municipality_decides(field):
    with pytest.raises(ValidationError):
        Change.model_validate({"field": field, "before": None, "after": "x"})


def test_what_stays_the_same_is_no_change():
    now = stated(provider("lindvik", "fjordens-omsorg"))
    answers = {field: value for field, value in now.items() if value is not None}
    answers["extras"] = [{"name": {"sv": "sällskap på utflykt"}, "price": "345"}]
    assert proposal("fjordens-omsorg", **answers).changes == ()


def test_answers_that_no_file_can_hold_are_named():
    one = provider("lindvik", "fjordens-omsorg")
    answers: dict[str, JsonValue] = {
        "staff-number": "många",
        "phone": "070-174 06 05",
        "continuity-people": "x",
    }
    made, refused = proposal_of(answers, one, TODAY, "7K2W XDPM")
    assert refused == ("staff-number", "continuity-people")
    assert [one.field for one in made.changes] == ["phone"]


# The file


def test_one_line_is_changed_and_the_days_of_the_review():
    assert change(proposal("fjordens-omsorg", phone="031-390 06 99")).splitlines()[2:] == [
        "@@ -42 +42 @@",
        "-  phone: 031-390 06 42",
        "+  phone: 031-390 06 99",
        "@@ -61,2 +61,2 @@",
        "-  attested: 2026-10-26",
        "-  reviewed: 2026-11-09",
        "+  attested: 2026-11-20",
        "+  reviewed: 2026-11-23",
    ]


def test_who_attests_what_stands_changes_only_the_day():
    lines = change(proposal("fjordens-omsorg", changed=["_none"])).splitlines()
    assert [line for line in lines if line[0] == "+"][1:] == [
        "+  attested: 2026-11-20",
        "+  reviewed: 2026-11-23",
    ]


def test_what_was_not_there_is_put_in_its_place_and_what_is_empty_goes():
    made = proposal(
        "tallgardens-omsorg",
        staff_number="9",
        email="",
        extras=[{"name": {"sv": "fika: och prat"}, "price": "345"}, {"name": {"sv": "no"}, "price": None}],
        languages={"sv": "always", "fi": "often"},
        specialities=["dementia"],
        visit={"sv": "Storgatan 1, Lindvik", "en": "Storgatan 1, Lindvik"},
    )
    told = change(made)
    assert "-  email: hej@tallgarden.example" in told
    assert "+    fi: often" in told
    assert "+staff:\n+  number: 9" in told
    assert "+  specialities: [dementia]" in told
    extras = [
        "extras:",
        "  - name:",
        '      sv: "fika: och prat"',
        "    price: 345",
        "  - name:",
        "      sv: no",
    ]
    assert "\n".join(f"+  {line}" for line in extras) in told
    assert (
        told.index("specialities") < told.index("fi: often") < told.index("extras") < told.index("number: 9")
    )
    assert "-    sv: always" not in told


def test_a_translation_stays_where_the_swedish_name_stays():
    extras: list[JsonValue] = [{"name": {"sv": "sällskap på utflykt"}, "price": "400"}]
    told = change(proposal("fjordens-omsorg", extras=extras))
    assert "+        en: company on an outing" not in told or "-        en: company on an outing" in told
    assert "+      price: 400" in told


def test_a_field_that_somebody_has_changed_meanwhile_is_left():
    made = proposal("fjordens-omsorg", phone="031-390 06 99", staff_number="30")
    path = PROJECT / "provider_profiles" / "fjordens-omsorg.yml"
    old = path.read_text(encoding="utf-8").replace("number: 24", "number: 26")
    done = applied(made, old, path.name, TODAY)
    assert [one.field for one in done.made] == ["phone"]
    assert [one.field for one in done.left] == ["staff-number"]
    assert "number: 26" in done.text


def test_applied_twice_is_applied_once():
    made = proposal("fjordens-omsorg", phone="031-390 06 99")
    path = PROJECT / "provider_profiles" / "fjordens-omsorg.yml"
    once = applied(made, path.read_text(encoding="utf-8"), path.name, TODAY).text
    again = applied(made, once, path.name, TODAY)
    assert (again.text, again.made, again.left) == (once, (), ())


def test_an_older_attestation_never_takes_a_newer_ones_place():
    path = PROJECT / "provider_profiles" / "fjordens-omsorg.yml"
    old = path.read_text(encoding="utf-8").replace("attested: 2026-10-26", "attested: 2026-11-21")
    assert "attested: 2026-11-21" in applied(proposal("fjordens-omsorg"), old, path.name, TODAY).text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_a_mark_at_the_start_stay(newline, start):
    path = PROJECT / "provider_profiles" / "fjordens-omsorg.yml"
    text = start + path.read_text(encoding="utf-8").replace("\n", newline)
    made = proposal("fjordens-omsorg", visit={"sv": "Storgatan 1"}, presentation={"sv": "Vi är få. " * 30})
    new = applied(made, text, path.name, TODAY).text
    assert new.startswith(start)
    assert ("\r\n" in new) is (newline == "\r\n")
    assert new.count("\n") == new.count(newline)


# Any answers at all

HOSTILE = ["no", "0701740605", "=1+1", "a: b", "- a", "#x", "a #b", "{{ name }}", "<script>", "'", '"', "'\""]
HOSTILE += ["\\", "\u202e", "svenska", "Utflykt, 3", "www.a.example", "a@b.se", "2026", "12", "8"]

typed = st.one_of(
    st.sampled_from([*VALUES, *HOSTILE]),
    st.text(max_size=60),
    st.text("ab c:#'\"-,.åÖ–?&%!", max_size=300),
)


@pytest.mark.parametrize(("town", "name"), SOME)
@settings(max_examples=12)
@given(data=st.data())
def test_whatever_the_form_takes_the_file_says_that_and_no_other_line_is_touched(town, name, data):
    one = provider(town, name)
    at = asking(town, provider=one.id)
    answers: dict[str, JsonValue] = {}
    for page in data.draw(
        st.lists(st.sampled_from([page for page in FORM.pages if page.profile]), unique_by=id)
    ):
        posted = MultiDict([(name, data.draw(typed)) for name in page.field_names()])
        if page.id == "specialities":
            posted = MultiDict(
                [(page.id, value) for value in data.draw(st.lists(st.sampled_from(["culture", "x"])))]
            )
        form = page_form(page, at, posted, {})
        if form.validate():
            answers[page.id] = answer_of(page, form, at)
    made, refused = proposal_of(answers, one, TODAY, "7K2W XDPM")
    assert all(field.startswith("continuity") for field in refused)
    path = FOLDER[town] / "provider_profiles" / f"{name}.yml"
    old = path.read_text(encoding="utf-8")
    done = applied(made, old, path.name, TODAY)
    assert done.left == ()
    # That the new text reads to exactly what was meant, applied() has seen to; here: which lines it took.
    parts = {FIELDS[one.field][:2] for one in made.changes} | {("review", "attested"), ("review", "reviewed")}
    kept = _without(old, parts)
    assert kept == [line for line in _without(done.text, parts) if line in kept or not _new_parent(line)]


def _without(text: str, parts: set[tuple[str, ...]]) -> list[str]:
    """Return the lines that are not of these parts, read by their indentation alone."""
    kept: list[str] = []
    group, inside = "", False
    for line in text.splitlines():
        if line and not line[0].isspace() and ":" in line:
            group, inside = line.partition(":")[0], False
        elif line.startswith("  ") and line[2:3].strip() and line[2] not in "-#":
            inside = (group, line.strip().partition(":")[0]) in parts
        if not inside:
            # A mapping that holds nothing is written so; it may come to hold something.
            kept.append(line.removesuffix(" {}"))
    return kept


def _new_parent(line: str) -> bool:
    return line == "staff:"


# Ways of writing that people have


@pytest.mark.parametrize(
    ("text", "path", "value", "new"),
    [
        ("a:\n  b: 1 # c\n", ("a", "b"), "2", "a:\n  b: 2 # c\n"),
        ("a:\n  b: 1 # c\n  d: 2\n", ("a", "b"), None, "a:\n  d: 2\n"),
        ("a: {b: 1, c: x}\nd: 1\n", ("a", "b"), "2", "a:\n  b: 2\n  c: x\nd: 1\n"),
        ("a:\n  b: x\n    y\n\n# c\nd: 1", ("a", "b"), "z", "a:\n  b: z\n\n# c\nd: 1"),
        ("a:\n  b: >-\n    x\n    y\n\n# c\nd: 1", ("a", "b"), "z", "a:\n  b: z\n\n# c\nd: 1"),
        (
            "a:\n  b: >- # c\n    x\n\n    y\n\n  # c\n  d: 1",
            ("a", "b"),
            "z",
            "a:\n  b: z # c\n\n  # c\n  d: 1",
        ),
        ("a:\n    b: 1", ("a", "c"), "2", "a:\n    b: 1\n    c: 2"),
        ("a:\n  b:\n    sv: x", ("a", "b", "en"), "y", "a:\n  b:\n    sv: x\n    en: y"),
        ("a:\n  b: x", ("a", "b", "en"), "y", "a:\n  b:\n    sv: x\n    en: y"),
        ("a:\n  b:\n  - x: 1\n  - y: 2\n  c: 3", ("a", "b"), [], "a:\n  b: []\n  c: 3"),
        ("a:\n  b: 1\nc: 2", ("a", "b"), None, "c: 2"),
        ("a:\n  b: ”citat”  \n", ("a", "c"), "x", "a:\n  b: ”citat”  \n  c: x\n"),
    ],
)
def test_only_the_lines_of_the_value_are_written_anew(text, path, value, new):
    assert rewritten(text, {path: value}, {}) == new


@given(
    value=st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=250
    )
)
def test_any_text_is_read_back_as_it_is(value):
    new = rewritten("a:\n  b: 1\nc: 2\n", {("a", "b"): value}, ORDER)
    assert yaml.load(new, Loader=yaml.BaseLoader) == {"a": {"b": value}, "c": "2"}


def test_the_days_are_those_given():
    made = replace_day(proposal("fjordens-omsorg"), date(2026, 11, 22))
    assert "attested: 2026-11-22" in change(made)
    assert still_open(made, provider("lindvik", "fjordens-omsorg")) == ((), ())


def replace_day(made: Proposal, day: date) -> Proposal:
    update: dict[str, Any] = {"attested": day}
    return made.model_copy(update=update)

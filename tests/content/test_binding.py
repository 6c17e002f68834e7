"""Every refusal of a model becomes a finding where the writer made the mistake."""

from typing import Annotated, Literal

import pytest
from pydantic import Field, model_validator

from hemval.content.binding import bind, finding_at
from hemval.content.kinds import Day, Id, LanguageTag, Line, Model, Phone, Whole, YesNo, wrong
from hemval.content.reader import read_text
from hemval.words import Text


class Contact(Model):
    phone: Phone | None = None
    hours: Text | None = None


class Days(Model):
    kind: Literal["working-days"]
    days: Annotated[Whole, Field(ge=1, le=60)]


class NotPromised(Model):
    kind: Literal["not-promised"]
    days: Line = "-"


class Example(Model):
    name: Line
    begins: Day = Field(alias="from", default="2026-01-01", validate_default=True)
    last_day: Day | None = None
    own: YesNo = False
    contact: Contact = Contact()
    contacts: tuple[Contact, ...] = ()
    by_area: dict[Id, Contact] = Field(default_factory=dict)
    languages: dict[LanguageTag, Literal["always", "often"]] = Field(default_factory=dict)
    services: tuple[Literal["service", "personal-care"], ...] = Field(default=("service",), min_length=1)
    lead_time: Annotated[Days | NotPromised, Field(discriminator="kind")] | None = None
    one_or_many: Contact | list[Contact] | None = None
    number: int = 0

    @model_validator(mode="after")
    def _in_order(self) -> "Example":
        if self.last_day and self.last_day < self.begins:
            raise wrong("The last day is before the day on which the agreement begins.", at="last_day")
        return self


BROKEN = {
    "unknown key": ("nmae: a\n", ["1:1 Nyckeln ”nmae” finns inte här. | Menade du ”name”?"]),
    "unknown key, large letters": ("NAME: a\n", ["1:1 Nyckeln ”NAME” finns inte här. | Menade du ”name”?"]),
    "unknown key in a mapping": (
        "name: a\ncontact:\n  phnoe: 1\n",
        ["3:3 Nyckeln ”phnoe” finns inte här. | Menade du ”phone”?"],
    ),
    "unknown key in a list": (
        "name: a\ncontacts:\n  - hours: x\n  - huors: y\n",
        ["4:5 Nyckeln ”huors” finns inte här. | Menade du ”hours”?"],
    ),
    "unknown key in a dict": (
        "name: a\nby_area:\n  norr:\n    zzz: y\n",
        ["4:5 Nyckeln ”zzz” finns inte här. | Här kan dessa nycklar stå: phone, hours."],
    ),
    "unknown key in a chosen member": (
        "name: a\nlead_time: {kind: working-days, dayz: 5}\n",
        ["2:33 Nyckeln ”dayz” finns inte här. | Menade du ”days”?"],
    ),
    "unknown key in one of two shapes": (
        "name: a\none_or_many:\n  - phnoe: x\n",
        ["3:5 Nyckeln ”phnoe” finns inte här. | Menade du ”phone”?"],
    ),
    "unknown key in the other shape": (
        "name: a\none_or_many:\n  phnoe: x\n",
        ["3:3 Nyckeln ”phnoe” finns inte här. | Menade du ”phone”?"],
    ),
    "missing key": ("own: ja\n", ["1:1 Nyckeln ”name” saknas här. | Lägg till en rad med den."]),
    "missing key further in": (
        "name: a\nlead_time:\n  kind: working-days\n",
        ["2:1 Nyckeln ”days” saknas här. | Lägg till en rad med den."],
    ),
    "empty value": ("name: a\nlast_day:\n", ["2:1 Värdet saknas. | Skriv ett värde, eller ta bort raden."]),
    "empty needed value": ("name:\n", ["1:1 Värdet saknas. | Skriv ett värde, eller ta bort raden."]),
    "empty item": (
        "name: a\nservices:\n  - service\n  -\n",
        ["4:4 Värdet saknas. | Skriv ett värde, eller ta bort raden."],
    ),
    "empty chooser": (
        "name: a\nlead_time:\n  kind:\n",
        ["3:3 Värdet saknas. | Skriv ett värde, eller ta bort raden."],
    ),
    "unknown value": (
        "name: a\nservices: [servise]\n",
        [
            "2:12 Värdet ”servise” kan inte stå här. | Menade du ”service”? "
            "Här kan dessa värden stå: service, personal-care."
        ],
    ),
    "unknown member": (
        "name: a\nlead_time:\n  kind: working-day\n  days: 5\n",
        [
            "3:9 Värdet ”working-day” kan inte stå här. | Menade du ”working-days”? "
            "Här kan dessa värden stå: working-days, not-promised."
        ],
    ),
    "no member": (
        "name: a\nlead_time: {days: 5}\n",
        ["2:1 Nyckeln ”kind” saknas här. | Här kan dessa värden stå: working-days, not-promised."],
    ),
    "wrong language code as key": (
        "name: a\nlanguages: {finska: always}\n",
        ["2:13 ”finska” är inte koden för ett språk. | Menade du ”fi”?"],
    ),
    "list for a text": (
        "name: [a]\n",
        [
            "1:7 Här behövs ett enda värde, men det här är en lista. | "
            "Skriv ett värde efter kolonet, utan bindestreck och hakparenteser."
        ],
    ),
    "text for a list": (
        "name: a\nservices: service\n",
        ["2:11 Här behövs en lista. | Skriv det inom hakparenteser: [service]."],
    ),
    "a sentence for a list": (
        "name: a\nservices: all our services\n",
        [
            "2:11 Här behövs en lista. | "
            "Skriv varje värde på en egen rad under, efter ett bindestreck och ett mellanslag."
        ],
    ),
    "text for a mapping": (
        "name: a\ncontact: b\n",
        ["2:10 Här behövs nycklar med värden. | Skriv dem på raderna under, indragna, var och en med kolon."],
    ),
    "empty list": ("name: a\nservices: []\n", ["2:11 Listan har för få värden: det behövs minst 1. | "]),
    "number too large": (
        "name: a\nlead_time: {kind: working-days, days: 99}\n",
        ["2:39 Talet är för stort: det största är 60. | Skriv 60 eller mindre."],
    ),
    "pydantic's own number": (
        "name: a\nnumber: x\n",
        ["2:9 Detta är inte ett heltal. | Skriv talet med bara siffror."],
    ),
    "text without Swedish": (
        "name: a\ncontact:\n  hours: {en: x}\n",
        [
            "3:10 Texten saknas på svenska. | "
            "Lägg till en rad med sv: och den svenska texten. Svenska behövs alltid."
        ],
    ),
    "text in an unknown language": (
        "name: a\ncontact:\n  hours:\n    sv: x\n    se: y\n",
        [
            "5:5 En text kan inte ha nyckeln ”se”: det är inget av webbplatsens språk. | "
            "Använd något av: sv, en."
        ],
    ),
    "HTML in one language": (
        "name: a\ncontact:\n  hours:\n    sv: x\n    en: <b>y</b>\n",
        [
            "5:9 Texten innehåller HTML: ”<b>y</b>”. HTML används inte här. | "
            "Skriv vanlig text. Sätt ett mellanslag efter < om du menar ”mindre än”."
        ],
    ),
    "script as a name": (
        "name: <script>alert(1)</script>\n",
        [
            "1:7 Texten innehåller HTML: ”<script>alert(1)</sc”. HTML används inte här. | "
            "Skriv vanlig text. Sätt ett mellanslag efter < om du menar ”mindre än”."
        ],
    ),
    "a check of the whole": (
        "name: a\nfrom: 2026-05-01\nlast_day: 2026-04-01\n",
        ["3:11 Sista dagen är före dagen då avtalet börjar. | "],
    ),
    "an alias": (
        "name: a\nfrom: 2026-13-01\n",
        ["2:7 Dagen 2026-13-01 finns inte. | Kontrollera månad och dag i en kalender."],
    ),
    "field's name in code": ("name: a\nbegins: 2026-01-01\n", ["2:1 Nyckeln ”begins” finns inte här. | "]),
    "several at once": (
        "nmae: a\nown: kanske\ncontact:\n  phone: ring\n",
        [
            "1:1 Nyckeln ”nmae” finns inte här. | Menade du ”name”?",
            "2:6 ”kanske” är varken ja eller nej. | Skriv ja eller nej.",
            "4:10 ”ring” är inte ett telefonnummer. | "
            "Skriv siffror, mellanslag och bindestreck, till exempel 08-465 004 00.",
        ],
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_refusal_stands_where_the_mistake_is(kind: str) -> None:
    text, expected = BROKEN[kind]
    node, syntax = read_text(text, "f.yml")
    assert node is not None
    assert syntax == []
    bound, findings = bind(node, Example, "f.yml", text)
    assert bound is None
    told = [f"{f.line}:{f.column} {f.message} | {f.advice}" for f in findings]
    if kind == "field's name in code":
        told = [line.split(" | ")[0] + " | " for line in told]
    assert told == expected
    for finding in findings:
        assert finding.file == "f.yml"
        assert finding.source_line == text.split("\n")[finding.line - 1]


def test_a_good_file_becomes_its_model() -> None:
    text = (
        "name: Hemtjänst Ett\nfrom: 2026-12-01\nown: nej\ncontact:\n"
        "  phone: 0701740605\n  hours: 8:00 till 16:30\n"
        "languages: {swl: often}\nlead_time: {kind: working-days, days: 5}\n"
        "one_or_many: [{phone: 08-465 004 00}]\n"
    )
    node, _ = read_text(text, "f.yml")
    assert node is not None
    bound, findings = bind(node, Example, "f.yml", text)
    assert findings == []
    assert bound is not None
    assert bound.begins.isoformat() == "2026-12-01"
    assert bound.own is False
    assert bound.contact.phone == "0701740605"
    assert bound.contact.hours is not None
    assert bound.contact.hours.in_("sv") == "8:00 till 16:30"


def test_what_the_reader_refused_is_not_told_twice() -> None:
    text = "name: *x\nlast_day: &y 2026-05-01\n"
    node, syntax = read_text(text, "f.yml")
    assert node is not None
    bound, findings = bind(node, Example, "f.yml", text)
    assert (len(syntax), bound, findings) == (2, None, [])


def test_hidden_characters_and_length_do_not_reach_the_sentence() -> None:
    text = f'name: a\nlast_day: "{"9" * 500}"\n'
    node, _ = read_text(text, "f.yml")
    assert node is not None
    _, findings = bind(node, Example, "f.yml", text)
    assert len(findings[0].message) < 100


@pytest.mark.parametrize(
    ("path", "at_key", "place"),
    [
        (("contacts", 0, "phone"), False, (4, 12)),
        (("contacts", 0, "phone"), True, (4, 5)),
        (("contacts", 0, "hours"), False, (4, 5)),
        (("contacts", 7), False, (3, 1)),
        (("nothing", "here"), False, (1, 1)),
        ((), False, (1, 1)),
        (("name",), False, (1, 7)),
        (("by_area", "norr"), True, (6, 3)),
    ],
)
def test_a_later_check_can_point_at_any_path(
    path: tuple[str | int, ...], at_key: bool, place: tuple[int, int]
) -> None:
    text = "name: a\n\ncontacts:\n  - phone: 1\nby_area:\n  norr: {}\n"
    node, _ = read_text(text, "f.yml")
    assert node is not None
    finding = finding_at(node, path, "f.yml", text, "Fel.", "Gör om.", at_key=at_key)
    assert (finding.line, finding.column) == place
    assert finding.source_line == text.split("\n")[place[0] - 1]

"""What a writer gets for each kind of mistake: the place, the sentence, exit 1, and no new pages."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hemval.cli.build import build
from hemval.cli.check import check
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.editing.check import check as find
from hemval.settings import PROJECT, Settings
from tests.municipalities import NOW, copy_of

LYKTAN = "provider_profiles/lyktans-hemtjanst.yml"
STRANDLYCKAN = "provider_profiles/strandlyckans-hemservice.yml"
FOLLOW_UP = """\
follow_ups:
  - day: 2026-09-01
    scope: Besöken
    result: Bra
    document: kontroll.pdf
"""
SURVEY = "provider_profiles/results/2026.yml"
NEW_PAGE = "site_src/sv/ny.md"
PAGE = "---\ntitle: Ny sida\npublished: 2026-11-03\nreviewed: 2026-11-12\n---\n\nHej.\n"
FORM = """\
version: 1
title: {sv: Svara, en: Answer}
sent: {sv: Tack, en: Thank you}
address: svara
pages:
  - id: who
    type: choice-of-one
    question:
      sv: Vem fyller i?
    options:
      - id: myself
        label: {sv: Jag, en: I}
      - id: other
        label: En annan
    errors:
      missing: {sv: Svara}
receipt:
  - text: {sv: Klart}
"""

Edit = Callable[[Path], None]


def change(file: str, before: str, after: str) -> Edit:
    """Put other text in a file's first place of that kind."""

    def edit(content: Path) -> None:
        text = (content / file).read_text("utf-8")
        assert before in text, f"{file} has changed: mend this test"
        (content / file).write_text(text.replace(before, after, 1), "utf-8")

    return edit


def write(file: str, text: str) -> Edit:
    """Add a file."""

    def edit(content: Path) -> None:
        (content / file).parent.mkdir(parents=True, exist_ok=True)
        (content / file).write_text(text, "utf-8")

    return edit


def copied(file: str, new: str) -> Edit:
    """Add a copy of a file under another name."""
    return lambda content: write(new, (content / file).read_text("utf-8"))(content)


def taken_away(file: str) -> Edit:
    """Take a file away."""
    return lambda content: (content / file).unlink()


@dataclass(frozen=True)
class Broken:
    """A mistake and everything that the check says of it."""

    name: str
    edits: tuple[Edit, ...]
    findings: tuple[str, ...]
    municipality: str = "lindvik"


BROKEN = (
    Broken(
        "a misspelt key",
        (change("municipality.yml", "short_name:", "shortname:"),),
        ("municipality.yml:3:1: Nyckeln ”shortname” finns inte här.",),
    ),
    Broken(
        "a key twice",
        (change("room.yml", "strandlyckans-hemservice:", "bjorkens-hemtjanst:"),),
        (
            "room.yml:2:1: Det står inte om utföraren strandlyckans-hemservice har plats.",
            "room.yml:26:1: Nyckeln ”bjorkens-hemtjanst” står två gånger i samma grupp, först på rad 5.",
        ),
    ),
    Broken(
        "a tab",
        (change(LYKTAN, "  owner:", "\towner:"),),
        (f"{LYKTAN}:7:1: Raden har en tabb där det ska vara mellanslag.",),
    ),
    Broken(
        "a colon without quotation marks",
        (change(LYKTAN, "    sv: Alla dagar klockan 7–21", "    sv: Vi kommer: alla dagar"),),
        (f"{LYKTAN}:14:18: Texten innehåller ett kolon.",),
    ),
    Broken(
        "a value where a list should be",
        (change(LYKTAN, "areas: [centrum, norra, sodra]", "areas: centrum"),),
        (f"{LYKTAN}:12:10: Här behövs en lista.",),
    ),
    Broken(
        "a value of none of the kinds",
        (change(LYKTAN, "operating_form: non-profit", "operating_form: nonprofit"),),
        (f"{LYKTAN}:6:19: Värdet ”nonprofit” kan inte stå här.",),
    ),
    Broken(
        "an unknown provider in the rules",
        (change("municipality.yml", "provider: kommunens-hemtjanst", "provider: komunens-hemtjanst"),),
        ("municipality.yml:89:17: Det finns ingen utförare med id komunens-hemtjanst.",),
    ),
    Broken(
        "an unknown provider in room.yml",
        (change("room.yml", "kommunens-hemtjanst:", "kommunens-hemtjenst:"),),
        ("room.yml:2:1: Det finns ingen utförare med id kommunens-hemtjenst.",),
    ),
    Broken(
        "an unknown provider in the results",
        (change(SURVEY, "      fjordens-omsorg:", "      fjordens-omsorgen:"),),
        (f"{SURVEY}:32:7: Det finns ingen utförare med id fjordens-omsorgen.",),
    ),
    Broken(
        "a new provider without a line in room.yml",
        (copied(LYKTAN, "provider_profiles/nya-hemtjansten.yml"),),
        (
            "room.yml:2:1: Det står inte om utföraren nya-hemtjansten har plats.",
            "provider_profiles/nya-hemtjansten.yml:2:7: Utföraren lyktans-hemtjanst har samma namn.",
        ),
    ),
    Broken(
        "the last day before the first",
        (change(LYKTAN, "begins: 2027-02-01", "begins: 2027-02-01\n  last_day: 2027-01-31\n  end: leaves"),),
        (f"{LYKTAN}:11:13: Sista dagen är före dagen då avtalet börjar.",),
    ),
    Broken(
        "reviewed before it was published",
        (change("municipality.yml", "reviewed: 2026-11-12", "reviewed: 2026-10-12"),),
        ("municipality.yml:12:13: Granskningsdagen är före publiceringsdagen.",),
    ),
    Broken(
        "neither yes nor no",
        (change("municipality.yml", "identity_number: ja", "identity_number: kanske"),),
        ("municipality.yml:48:20: ”kanske” är varken ja, nej eller frivilligt.",),
    ),
    Broken(
        "a day that does not exist",
        (change("room.yml", "as_of: 2026-11-19", "as_of: 2026-11-31"),),
        ("room.yml:4:10: Dagen 2026-11-31 finns inte.",),
    ),
    Broken(
        "a phone number that is none",
        (change(LYKTAN, "phone: 031-390 06 86", "phone: fråga i växeln"),),
        (f"{LYKTAN}:35:10: ”fråga i växeln” är inte ett telefonnummer.",),
    ),
    Broken(
        "an organisation number with a wrong digit",
        (change(LYKTAN, "802999-0101", "802999-0102"),),
        (
            f"{LYKTAN}:5:24: Organisationsnumret 802999-0102 är felskrivet: "
            "sista siffran stämmer inte med de andra.",
        ),
    ),
    Broken(
        "a script as a provider's name",
        (change(LYKTAN, "name: Lyktans hemtjänst", "name: <script>alert(1)</script>"),),
        (f"{LYKTAN}:2:7: Texten innehåller HTML: ”<script>alert(1)</sc”. HTML används inte här.",),
    ),
    Broken(
        "an anchor",
        (change(LYKTAN, "name: Lyktans", "name: &namn Lyktans"),),
        (f"{LYKTAN}:2:7: Namn med & används inte här.",),
    ),
    Broken(
        "a tag that names a class",
        (change(LYKTAN, "name: Lyktans hemtjänst", "name: !!python/object/apply:os.system ls"),),
        (f"{LYKTAN}:2:7: Typer med ! används inte här.",),
    ),
    Broken(
        "two sets of rules from one day",
        (change("municipality.yml", "valid_from: 2026-01-01", "valid_from: 2024-01-01"),),
        ("municipality.yml:100:17: Två uppsättningar regler gäller från 2024-01-01.",),
    ),
    Broken(
        "rules without who helps those who do not choose",
        (
            change(
                "municipality.yml",
                "    no_choice:\n      kind: one-provider\n      provider: kommunens-hemtjanst\n",
                "",
            ),
        ),
        ("municipality.yml:85:5: Reglerna säger inte vem som hjälper den som inte väljer.",),
    ),
    Broken(
        "a text without Swedish",
        (change("municipality.yml", "    sv: Vardagar klockan 8–16\n", ""),),
        ("municipality.yml:23:5: Texten saknas på svenska.",),
    ),
    Broken(
        "a language that the site does not have",
        (change("municipality.yml", "languages: [sv, en]", "languages: [sv, xx]"),),
        ("municipality.yml:10:19: Webbplatsen kan inte visas på språket xx.",),
    ),
    Broken(
        "a language by its name",
        (change(LYKTAN, "    fi: often", "    finska: often"),),
        (f"{LYKTAN}:30:5: ”finska” är inte koden för ett språk.",),
    ),
    Broken(
        "an empty date on a page",
        (write(NEW_PAGE, PAGE.replace("2026-11-03", "")),),
        (f"{NEW_PAGE}:3:1: Värdet saknas.",),
    ),
    Broken(
        "a page that says nothing of itself",
        (write(NEW_PAGE, "# Hej\n"),),
        (f"{NEW_PAGE}:1:1: Sidan börjar inte med uppgifterna om sig själv.",),
    ),
    Broken(
        "an unknown fact on a page",
        (write(NEW_PAGE, f"{PAGE}\nRing {{{{ help.phne }}}}.\n"),),
        (f"{NEW_PAGE}:9:9: Det finns ingen uppgift help.phne.",),
    ),
    Broken(
        "an unknown fact in a page's title",
        (write(NEW_PAGE, PAGE.replace("Ny sida", '"{{ municipality.nam }}"')),),
        (f"{NEW_PAGE}:2:8: Det finns ingen uppgift municipality.nam.",),
    ),
    Broken(
        "an if without an end",
        (write(NEW_PAGE, f"{PAGE}\n{{% if help.phone %}}Ring!\n"),),
        (f"{NEW_PAGE}:9:1: Det som står mellan {{{{ }}}} eller {{% %}} går inte att läsa.",),
    ),
    Broken(
        "a sum of words on a page",
        (write(NEW_PAGE, f"{PAGE}\n\nSumma {{{{ help.phone + 1 }}}}\n"),),
        (f"{NEW_PAGE}:10:7: Det som står mellan {{{{ }}}} eller {{% %}} går inte att läsa.",),
    ),
    Broken(
        "HTML on a page",
        (write(NEW_PAGE, f"{PAGE}\nSe `<b>` och <https://lindvik.example>.\n\nEtt <b>fett</b> ord.\n"),),
        (f"{NEW_PAGE}:11:5: Sidan innehåller HTML: ”<b>fett</b> ord.”. HTML används inte här.",),
    ),
    Broken(
        "a page that is only in English",
        (write("site_src/en/welcome.md", PAGE),),
        ("site_src/en/welcome.md:1:1: Det finns ingen svensk sida med det här namnet.",),
    ),
    Broken(
        "a form's texts that are only in Swedish",
        (write("forms/ny.yml", FORM),),
        (
            "forms/ny.yml:8:5: Texten saknas på engelska.",
            "forms/ny.yml:14:9: Texten saknas på engelska.",
            "forms/ny.yml:16:7: Texten saknas på engelska.",
            "forms/ny.yml:18:5: Texten saknas på engelska.",
        ),
    ),
    Broken(
        "a related page that is not there",
        (write(NEW_PAGE, PAGE.replace("reviewed:", "related: [kontakt.md, fragr.md]\nreviewed:")),),
        (f"{NEW_PAGE}:4:23: Det finns ingen sida fragr.md.",),
    ),
    Broken(
        "links to documents: one that is not there, and another's that does not say what it is",
        (
            write(
                NEW_PAGE,
                f"{PAGE}\nSe [krav](/dokument/krav.pdf).\n\nLäs [lagen](https://lag.example/lov.pdf).\n",
            ),
        ),
        (
            f"{NEW_PAGE}:9:4: Det finns inget dokument krav.pdf i documents/.",
            f"{NEW_PAGE}:11:5: Länken leder till ett dokument på en annan webbplats, "
            "men det står inte i länken.",
        ),
    ),
    Broken(
        "a document that cannot be an address, and a follow-up's that is not there",
        (
            write("documents/Nya krav.pdf", "%PDF"),
            change(STRANDLYCKAN, "review:\n", f"{FOLLOW_UP}review:\n"),
        ),
        (
            "documents/Nya krav.pdf:1:1: Dokumentet läggs inte ut.",
            f"{STRANDLYCKAN}:53:15: Det finns inget dokument kontroll.pdf i documents/.",
        ),
    ),
    Broken(
        "a document that the municipality does not have, and a notice about a page that is not there",
        (
            taken_away("documents/krav-pa-utforare.pdf"),
            change("municipality.yml", "page: kontakt.md", "page: kontakter.md"),
        ),
        (
            "municipality.yml:151:11: Det finns ingen sida kontakter.md.",
            "municipality.yml:263:13: Det finns inget dokument krav-pa-utforare.pdf i documents/.",
        ),
    ),
    Broken(
        "a notice that ends before it begins, and two price lists from one day",
        (
            change("municipality.yml", "last_day: 2026-12-27", "last_day: 2026-11-01"),
            change("municipality.yml", "valid_from: 2027-01-01", "valid_from: 2025-01-01"),
        ),
        (
            "municipality.yml:150:15: Meddelandets sista dag är före dess första.",
            "municipality.yml:276:19: Två prislistor gäller från 2025-01-01.",
        ),
    ),
    Broken(
        "a piece drawn from data in the middle of a sentence",
        (write(NEW_PAGE, f"{PAGE}\nLäs {{{{ follow_ups }}}} här.\n"),),
        (f"{NEW_PAGE}:9:5: {{{{ follow_ups }}}} ska stå på en egen rad.",),
    ),
    Broken("a missing file", (taken_away("room.yml"),), ("room.yml:1:1: Filen room.yml saknas.",)),
    Broken(
        "a file name that cannot be an address",
        (
            copied(LYKTAN, "provider_profiles/Nya Hemtjänsten.yml"),
            change("provider_profiles/Nya Hemtjänsten.yml", "name: Lyktans", "name: Nya"),
            change(
                "room.yml",
                "lyktans-hemtjanst:",
                "Nya Hemtjänsten: {state: open, as_of: 2026-11-16}\nlyktans-hemtjanst:",
            ),
        ),
        (
            "provider_profiles/Nya Hemtjänsten.yml:2:1: Filens namn får bara ha små bokstäver a till z, "
            "siffror och enkla bindestreck.",
            "room.yml:12:1: ”Nya Hemtjänsten” kan inte vara ett id.",
        ),
    ),
    Broken(
        "a file that nothing reads",
        (copied(LYKTAN, "provider_profiles/nya-hemtjansten.yaml"),),
        ("provider_profiles/nya-hemtjansten.yaml:1:1: Filen läses inte.",),
    ),
    Broken(
        "results under another year",
        (copied(SURVEY, "provider_profiles/results/2027.yml"),),
        ("provider_profiles/results/2027.yml:3:7: Filen heter 2027 men innehåller år 2026.",),
    ),
    Broken(
        "an unknown area",
        (change(LYKTAN, "areas: [centrum, norra, sodra]", "areas: [centrum, nora]"),),
        (f"{LYKTAN}:12:20: Det finns inget område nora i municipality.yml.",),
    ),
    Broken(
        "extras where they are banned",
        (
            change(
                "provider_profiles/utforare-b.yml",
                "  languages:\n",
                "  extras:\n    - name: fönsterputs\n  languages:\n",
            ),
        ),
        ("provider_profiles/utforare-b.yml:16:3: Kommunens regler tillåter inte extra tjänster.",),
        "botkyrka",
    ),
    Broken(
        "a share over 100",
        (change(SURVEY, "share: 89", "share: 189"),),
        (f"{SURVEY}:30:16: Andelen 189 är inte mellan 0 och 100.",),
    ),
    Broken(
        "a sentence without a place for the share",
        (change(SURVEY, '"%(share)s av 100 är nöjda', '"Många är nöjda'),),
        (f"{SURVEY}:21:11: Meningen måste ha %(share)s en gång, där talet ska stå.",),
    ),
    Broken(
        "several at once, in every kind of file",
        (
            change("municipality.yml", "short_name:", "shortname:"),
            change(LYKTAN, "fi: often", "fi: ofta"),
            change("room.yml", "state: queue", "state: full"),
            change(SURVEY, "share: 89", "share: 189"),
            write(NEW_PAGE, PAGE.replace("2026-11-03", "")),
        ),
        (
            "municipality.yml:3:1: Nyckeln ”shortname” finns inte här.",
            f"{LYKTAN}:30:9: Värdet ”ofta” kan inte stå här.",
            f"{SURVEY}:30:16: Andelen 189 är inte mellan 0 och 100.",
            "room.yml:9:10: Värdet ”full” kan inte stå här.",
            f"{NEW_PAGE}:3:1: Värdet saknas.",
        ),
    ),
    Broken(
        "two faults on one page, one of them where this municipality never looks",
        (
            write(
                NEW_PAGE,
                f"{PAGE}\n{{{{ help.phne }}}}\n{{% if rules.alarm %}}{{{{ rules.larm }}}}{{% endif %}}\n",
            ),
        ),
        (
            f"{NEW_PAGE}:9:4: Det finns ingen uppgift help.phne.",
            f"{NEW_PAGE}:10:24: Det finns ingen uppgift rules.larm.",
        ),
    ),
    Broken(
        "links that lead nowhere",
        (
            write(
                NEW_PAGE,
                f"{PAGE}\n[a](fragar.md) [b](fragor.md#finns-inte)\n\n"
                "[c](utforare/) [d](/utforare/lyktan/)\n\n[e](#finns-inte) [f][g]\n\n[g]: /borta/\n",
            ),
        ),
        (
            f"{NEW_PAGE}:9:5: Det finns ingen sida fragar.md.",
            f"{NEW_PAGE}:9:20: Sidan fragor.md har ingen rubrik #finns-inte.",
            f"{NEW_PAGE}:11:5: Länken ”utforare/” är varken en fil eller en adress.",
            f"{NEW_PAGE}:11:20: Ingen sida har adressen /utforare/lyktan/.",
            f"{NEW_PAGE}:13:5: Sidan ny.md har ingen rubrik #finns-inte.",
            f"{NEW_PAGE}:15:6: Ingen sida har adressen /borta/.",
        ),
    ),
    Broken(
        "links to what a browser would run",
        (
            write(
                NEW_PAGE,
                f"{PAGE}\n[a](JavaScript:alert(1)) [b](java&Tab;script:x) [c](data:text/html,x) [d][e]\n\n"
                "[e]: &#106;avascript:x\n\n[f](mailto:a@b.example) [g](tel:0313900612) [h](//b.example/)\n",
            ),
        ),
        (
            f"{NEW_PAGE}:9:5: En länk kan inte börja med javascript:.",
            f"{NEW_PAGE}:9:30: En länk kan inte börja med javascript:.",
            f"{NEW_PAGE}:9:53: En länk kan inte börja med data:.",
            f"{NEW_PAGE}:11:6: En länk kan inte börja med javascript:.",
        ),
    ),
    Broken(
        "a link to a page that is only in Swedish",
        (
            write(NEW_PAGE, PAGE),
            write("site_src/sv/mapp/a.md", PAGE),
            write("site_src/en/mapp/a.md", f"{PAGE}\n[News](../ny.md)\n"),
        ),
        ("site_src/en/mapp/a.md:9:8: Det finns ingen sida ../ny.md.",),
    ),
    Broken(
        "a link where this municipality never looks",
        (write(NEW_PAGE, f"{PAGE}\n{{% if not help.phone %}}[Fråga](/frga/){{% endif %}}\n"),),
        (f"{NEW_PAGE}:9:32: Ingen sida har adressen /frga/.",),
    ),
    Broken(
        "a picture that is not there, and one that says nothing",
        (
            write("site_src/sv/bilder/karta.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
            write(NEW_PAGE, f"{PAGE}\n![](bilder/karta.svg)\n![Karta](bilder/kartan.svg)\n"),
        ),
        (
            f"{NEW_PAGE}:9:1: Bilden har inga ord för den som inte ser den.",
            f"{NEW_PAGE}:10:10: Det finns ingen fil bilder/kartan.svg.",
        ),
    ),
    Broken(
        "a fault in what a page says of itself, and one in its text",
        (write(NEW_PAGE, f"{PAGE.replace('2026-11-03', '')}\n<b>Hej</b> [a](borta.md)\n"),),
        (
            f"{NEW_PAGE}:3:1: Värdet saknas.",
            f"{NEW_PAGE}:9:1: Sidan innehåller HTML: ”<b>Hej</b> [a](borta”. HTML används inte här.",
            f"{NEW_PAGE}:9:16: Det finns ingen sida borta.md.",
        ),
    ),
    Broken(
        "a page that is not saved as UTF-8",
        (
            write(NEW_PAGE, PAGE),
            lambda content: (content / NEW_PAGE).write_bytes(f"{PAGE}\nå\n".encode("latin-1")),
        ),
        (f"{NEW_PAGE}:9:1: Filen är inte sparad som UTF-8.",),
    ),
    Broken(
        "a box of a kind that there is not",
        (write(NEW_PAGE, f"{PAGE}\n!!! warnig\n    Text\n\n??? abstract\n    Text\n"),),
        (
            f"{NEW_PAGE}:9:5: Det finns ingen ruta av sorten ”warnig”.",
            f"{NEW_PAGE}:12:5: Det finns ingen ruta av sorten ”abstract”.",
        ),
    ),
    Broken(
        "a page at the address of one that is made from data",
        (write("site_src/sv/utforare.md", PAGE),),
        ("site_src/sv/utforare.md:1:1: Sidans adress är redan en annan sidas, som görs av uppgifterna.",),
    ),
    Broken(
        "second titles on a page, and a statement about room from a day to come",
        (
            write(NEW_PAGE, f"{PAGE}\n# Hej\n\n!!! note\n    # Du\n\nRubrik\n===\n\n## Två\n\n`# kod`\n"),
            change("room.yml", "as_of: 2026-11-19", "as_of: 2099-11-19"),
        ),
        (
            f"{NEW_PAGE}:9:1: Sidan får två huvudrubriker: title: är redan en.",
            f"{NEW_PAGE}:12:5: Sidan får två huvudrubriker: title: är redan en.",
            f"{NEW_PAGE}:14:1: Sidan får två huvudrubriker: title: är redan en.",
            "room.yml:4:10: Dagen har inte varit än.",
        ),
    ),
    Broken(
        "a number of days on a page that the rules do not have",
        (write(NEW_PAGE, f"{PAGE}\nEn ny utförare kan börja efter tio arbetsdagar.\n"),),
        (
            f"{NEW_PAGE}:9:32: Reglerna från 2026-01-01 säger något annat: "
            "”Den nya utföraren kan börja efter fem arbetsdagar.”",
        ),
    ),
    Broken(
        "prose on a page and in its lead, in a notice and on an English page, that data contradict",
        (
            write(NEW_PAGE, PAGE.replace("published", "lead: Välj bland nio utförare.\npublished")),
            write(
                "site_src/en/ny.md",
                f"{PAGE}\nIf you do not choose, Björkens hemtjänst helps you.\n\n"
                "Solgårdens hemtjänst stops on 31 March 2027.\n",
            ),
            change("municipality.yml", "sv: Telefonen är", "sv: Vi har nio utförare. Telefonen är"),
        ),
        (
            f"{NEW_PAGE}:3:7: Utförarna är 7 enligt uppgifterna, men här står det nio.",
            "site_src/en/ny.md:9:1: Reglerna från 2026-01-01 säger något annat: "
            "”Om du inte väljer får du hjälp av Kommunens hemtjänst.”",
            "site_src/en/ny.md:11:31: Sista dagen för Solgårdens hemtjänst är 31 januari 2027 "
            "enligt dess fil.",
            "municipality.yml:147:11: Utförarna är 7 enligt uppgifterna, men här står det nio.",
        ),
    ),
    Broken(
        "a file beside the pages that nothing reads",
        (write("site_src/sv/anteckningar.txt", "hej"),),
        ("site_src/sv/anteckningar.txt:1:1: Filen läses inte.",),
    ),
)

OLD_PAGES = {"index.html": "de gamla sidorna", "utforare/index.html": "den gamla listan"}


def run(command: object, settings: Settings, *arguments: str) -> Result:
    """Run a command as a writer does."""
    return CliRunner().invoke(command, list(arguments), obj=settings)  # type: ignore[arg-type]


def broken_copy(case: Broken, target: Path) -> Settings:
    """Copy a municipality and make the mistake."""
    settings = copy_of(case.municipality, target)
    for edit in case.edits:
        edit(settings.content)
    return settings


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_mistake_gives_its_findings(case: Broken, tmp_path: Path) -> None:
    settings = broken_copy(case, tmp_path / "content")
    found = find(Folder(settings.content, PROJECT), NOW.date())
    places = [f"{each.file}:{each.line}:{each.column}: {each.message}" for each in found]
    assert sorted(places) == sorted(case.findings)


THROUGH_COMMANDS = (
    "a misspelt key",
    "an empty date on a page",
    "two sets of rules from one day",
    "a number of days on a page that the rules do not have",
    "several at once, in every kind of file",
)
"""The commands do the same with any finding: in data, on a page, and many of them."""

THROUGH = [case for case in BROKEN if case.name in THROUGH_COMMANDS]


@pytest.mark.parametrize("case", THROUGH, ids=lambda case: case.name)
def test_findings_are_printed_and_no_new_pages_are_made(case: Broken, tmp_path: Path) -> None:
    settings = broken_copy(case, tmp_path / "content")
    for name, text in OLD_PAGES.items():
        write(f"site/{name}", text)(settings.content)
    checked = run(check, settings)
    assert checked.exit_code == 1, checked.output
    assert all(finding in checked.output.splitlines() for finding in case.findings)
    n = len(case.findings)
    assert checked.output.splitlines()[-1] == ("1 anmärkning." if n == 1 else f"{n} anmärkningar.")

    told = json.loads(run(check, settings, "--json").output)
    places = [f"{found['file']}:{found['line']}:{found['column']}: {found['message']}" for found in told]
    assert sorted(places) == sorted(case.findings)

    built = run(build, settings)
    assert built.exit_code == 1
    assert all(finding in built.output for finding in case.findings)
    assert built.output.rstrip().endswith("Sidorna byggdes inte. De gamla ligger kvar.")
    site = settings.places.site
    assert {p.relative_to(site).as_posix(): p.read_text() for p in site.rglob("*.html")} == OLD_PAGES
    assert not settings.places.published.exists()


def test_every_command_case_is_there() -> None:
    assert len(THROUGH) == len(THROUGH_COMMANDS)


def test_a_real_site_keeps_nothing_invented(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    change("municipality.yml", "https://hemtjanst.lindvik.example", "https://hemtjanst.lindvik.se")(
        settings.content
    )
    told = run(check, settings).output
    assert f"{LYKTAN}:35:10: 031-390 06 86 är påhittat och kommer från ett exempel." in told
    assert "hemtjanst@lindvik.example är påhittat och kommer från ett exempel." in told


def test_another_municipality_keeps_nothing_of_the_example_it_began_from(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    change("municipality.yml", "name: Lindviks kommun", "name: Ekviks kommun")(settings.content)
    change("municipality.yml", "short_name: Lindvik", "short_name: Ekvik")(settings.content)
    change(SURVEY, "share: 89", "share: 88")(settings.content)
    told = run(check, settings).output
    assert "municipality.yml:9:20: hemtjanst.lindvik.example är påhittat" in told
    assert "municipality.yml:1:" not in told
    assert f"{SURVEY}:5:7: Lindvik är påhittat och kommer från ett exempel." in told
    unchanged = ":1:1: Filen är exemplets, oförändrad. Det som står i den är påhittat."
    assert f"provider_profiles/results/2025.yml{unchanged}" in told
    assert f"documents/krav-pa-utforare.pdf{unchanged}" in told
    assert f"{SURVEY}{unchanged}" not in told


def test_a_provider_whose_file_is_gone_is_told_how_one_leaves(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    taken_away("provider_profiles/solgardens-hemtjanst.yml")(settings.content)
    found = json.loads(run(check, settings, "--json").output)
    assert {finding["message"] for finding in found} == {
        "Det finns ingen utförare med id solgardens-hemtjanst."
    }
    assert all("Lägg tillbaka filen och skriv last_day: och end:" in finding["advice"] for finding in found)


def test_two_may_have_one_name_when_one_begins_after_the_other(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    begins = "begins: 2027-02-01"
    for edit in (
        copied(LYKTAN, "provider_profiles/lyktan.yml"),
        change(LYKTAN, begins, f"{begins}\n  last_day: 2027-12-31\n  end: leaves"),
        change("provider_profiles/lyktan.yml", "1 februari 2027. På", "1 januari 2028. På"),
        change("provider_profiles/lyktan.yml", "1 February 2027. On", "1 January 2028. On"),
        change("provider_profiles/lyktan.yml", begins, "begins: 2028-01-01"),
        change(
            "room.yml", "lyktans-hemtjanst:", "lyktan: {state: open, as_of: 2026-11-16}\nlyktans-hemtjanst:"
        ),
    ):
        edit(settings.content)
    assert run(check, settings).output == "Inget att rätta.\n"


def test_every_finding_of_a_day_or_a_file_says_what_to_do(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    write(NEW_PAGE, f"{PAGE}\n![Karta](bild.png)\n")(settings.content)
    told = run(check, settings).output
    assert "Lägg filen i site_src/sv/ och skriv namnet här precis som filen heter." in told
    change("municipality.yml", "last_day: 2026-12-27", "last_day: 2026-11-01")(settings.content)
    assert "Rätta en av dagarna." in run(check, settings).output


def test_the_files_as_they_are_have_nothing_to_correct(tmp_path: Path, municipality: str) -> None:
    checked = run(check, copy_of(municipality, tmp_path / "content"))
    assert (checked.exit_code, checked.output) == (0, "Inget att rätta.\n")


def test_a_site_in_swedish_alone_needs_no_other_language_in_its_forms(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    for edit in (
        change("municipality.yml", "languages: [sv, en]", "languages: [sv]"),
        write("forms/ny.yml", FORM),
    ):
        edit(settings.content)
    found = run(check, settings)
    # Of a new form the check also reminds that its columns are not frozen.
    assert (found.exit_code, found.output.partition("\n")[0]) == (0, "Inget att rätta.")


def test_what_yaml_would_have_changed_stays_as_it_was_written(tmp_path: Path) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    for edit in (
        change(LYKTAN, "phone: 031-390 06 86", "phone: 0701234567"),
        change(LYKTAN, "    sv: Vardagar klockan 9–15", "    sv: 8:00"),
        change(LYKTAN, "    sv: Kyrkogatan 9, Lindvik", "    sv: no"),
        change("municipality.yml", "identity_number: ja", "identity_number: no"),
    ):
        edit(settings.content)
    assert run(check, settings).output == "Inget att rätta.\n"
    content, _ = load(Folder(settings.content, PROJECT))
    assert content is not None
    contact = content.providers["lyktans-hemtjanst"].contact
    assert contact.phone == "0701234567"
    assert contact.hours is not None
    assert contact.hours.in_("sv") == "8:00"
    assert contact.visit is not None
    assert contact.visit.in_("sv") == "no"
    assert content.municipality.personal_data.identity_number is False


def test_a_misspelt_day_to_build_for_is_told(tmp_path: Path) -> None:
    built = run(build, copy_of("lindvik", tmp_path / "content"), "--as-of", "1 februari")
    assert built.exit_code == 2
    assert "Skriv dagen som 2027-02-01." in built.output

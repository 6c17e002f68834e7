"""``exits.yml``: each mistake in it, and what is only worth thinking of."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from hemval.cli.check import check as check_command
from hemval.content.exit import NO_EXITS, Exits
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import load, load_exits
from hemval.editing.exit_warnings import exit_warnings
from hemval.rules.outcome import judged
from hemval.rules.situation import Situation, inputs_of
from hemval.settings import Settings
from tests.editing.small import RULES, TODAY, checked, provider, small
from tests.municipalities import NOW

STOPS = "begins: 2020-01-01\n  last_day: 2027-03-31\n  end: leaves"
STOPPING = {"alfa": provider("Alfa omsorg", days=STOPS)}
BOTH = {**STOPPING, "beta": provider("Beta hemtjänst", days=STOPS.replace("03-31", "02-28"))}
EXIT = """\
alfa-2027:
  providers: [alfa]
  letters: 2026-12-01
  reminders: [2027-01-11, 2027-02-01]
  deadline: 2027-02-26
"""


def written(folder: Path, exits: str, providers: Mapping[str, str] = STOPPING, rules: str = RULES) -> Folder:
    """Write a municipality of a few lines with exits."""
    made = small(folder, rules, providers)
    (folder / "exits.yml").write_text(exits, "utf-8")
    return made


def own(rule: str, before: str = EXIT) -> str:
    """Return an exit with a rule of its own."""
    return before + f"  no_choice: {rule}\n"


def test_an_exit_is_read(tmp_path: Path) -> None:
    content, found = checked(written(tmp_path / "x", EXIT))
    assert content is not None, found
    name, one = content.exit_of("alfa") or pytest.fail("no exit")
    assert (name, one.deadline) == ("alfa-2027", date(2027, 2, 26))
    assert content.exit_of("beta") is None
    assert content.last_days(one) == {"alfa": date(2027, 3, 31)}
    assert content.rules_at_exit("alfa", TODAY).no_choice == content.municipality.rules[0].no_choice


@pytest.mark.parametrize(
    ("day", "under_way"),
    [("2026-11-30", False), ("2026-12-01", True), ("2027-03-31", True), ("2027-04-01", False)],
)
def test_an_exit_is_told_of_from_the_letters_to_the_last_day(
    tmp_path: Path, day: str, under_way: bool
) -> None:
    content, _ = checked(written(tmp_path / "x", EXIT))
    assert content is not None
    assert bool(content.exits_under_way(date.fromisoformat(day))) is under_way


def test_an_exits_own_rule_holds_for_it_alone(tmp_path: Path) -> None:
    content, found = checked(written(tmp_path / "x", own("{kind: appointed}")))
    assert content is not None, found
    kinds = [
        rules.no_choice and rules.no_choice.kind
        for rules in (
            content.rules_at_exit("alfa", TODAY),
            content.rules_at_exit("beta", TODAY),
            content.rules_at_exit(None, TODAY),
        )
    ]
    assert kinds == ["appointed", "one-provider", "one-provider"]


def test_who_has_help_from_the_one_that_stops_is_judged_by_the_exits_own_rule(tmp_path: Path) -> None:
    rules = RULES.replace("{kind: one-provider, provider: kommunen}", "{kind: appointed}")
    exits = own("{kind: one-provider, provider: kommunen}")
    content, _ = checked(written(tmp_path / "x", exits, rules=rules))
    assert content is not None
    given = judged(inputs_of(content, Situation(received=NOW, kind="exit", today="alfa"))).result
    assert (given.provider, given.start) == ("kommunen", date(2027, 4, 1))
    elsewhere = inputs_of(content, Situation(received=NOW, kind="exit", today="beta")).rules.no_choice
    assert elsewhere is not None
    assert elsewhere.kind == "appointed"


WRONG = (
    (EXIT.replace("[alfa]", "[alfaa]"), STOPPING, "2:15: Det finns ingen utförare med id alfaa."),
    (EXIT.replace("[alfa]", "[alfa, beta]"), STOPPING, "2:21: Utföraren beta har ingen sista dag."),
    (EXIT.replace("[alfa]", "[alfa, alfa]"), STOPPING, "2:21: Utföraren alfa står två gånger."),
    (EXIT.replace("[alfa]", "[]"), STOPPING, "2:14: "),
    (EXIT + EXIT.replace("alfa-2027", "igen"), STOPPING, "7:15: Utföraren alfa står i alfa-2027 också."),
    (
        EXIT.replace("2027-02-26", "2027-03-31"),
        STOPPING,
        "5:13: Sista dagen att välja är inte före sista dagen för alfa, 31 mars 2027.",
    ),
    (
        EXIT.replace("[alfa]", "[alfa, beta]").replace("2027-02-26", "2027-02-28"),
        BOTH,
        "5:13: Sista dagen att välja är inte före sista dagen för beta, 28 februari 2027.",
    ),
    (
        EXIT.replace("2026-12-01", "2027-02-26"),
        STOPPING,
        "3:12: Breven går ut när det är för sent att välja.",
    ),
    (
        EXIT.replace("2027-01-11", "2026-12-01"),
        STOPPING,
        "4:15: En påminnelse går ut efter breven och före den sista dagen att välja.",
    ),
    (
        EXIT.replace("2027-02-01", "2027-02-26"),
        STOPPING,
        "4:27: En påminnelse går ut efter breven och före den sista dagen att välja.",
    ),
    (
        EXIT.replace("2027-02-01", "2027-01-04"),
        STOPPING,
        "4:27: Påminnelserna står inte i dagarnas ordning.",
    ),
    (
        own("{kind: one-provider, provider: gamma}"),
        STOPPING,
        "6:45: Det finns ingen utförare med id gamma.",
    ),
    (
        own("{kind: one-provider, provider: alfa}"),
        STOPPING,
        "6:45: Utföraren alfa hjälper inte till den 1 april 2027, dagen efter sista dagen för alfa.",
    ),
    (
        own("{kind: in-turn, order: [kommunen, beta]}"),
        BOTH,
        "6:48: Utföraren beta hjälper inte till den 1 april 2027, dagen efter sista dagen för alfa.",
    ),
    (
        own("{kind: one-provider, provider: beta}"),
        STOPPING,
        "6:45: Utföraren beta arbetar inte i området sodra.",
    ),
    (
        own("{kind: in-turn, order: [kommunen], areas: {vastra: [kommunen]}}"),
        STOPPING,
        "6:57: Det finns inget område vastra i municipality.yml.",
    ),
    (
        own("{kind: one-provider, provider: beta}"),
        {**STOPPING, "beta": provider("Beta", services="service")},
        "6:45: beta är inte godkänd för personal-care.",
    ),
    (EXIT.replace("deadline", "deadlne"), STOPPING, "5:3: "),
)


@pytest.mark.parametrize(("exits", "providers", "told"), WRONG)
def test_a_mistake_is_found_in_its_place(
    tmp_path: Path, exits: str, providers: Mapping[str, str], told: str
) -> None:
    content, found = load(written(tmp_path / "x", exits, providers))
    assert content is None
    assert len(found) == 1, found
    assert f"{found[0].file}:{found[0].line}:{found[0].column}: {found[0].message}".startswith(
        f"exits.yml:{told}"
    )


def test_without_a_file_there_are_no_exits_and_a_broken_one_is_not_read(tmp_path: Path) -> None:
    folder = small(tmp_path / "x")
    assert load_exits(folder) == NO_EXITS
    (tmp_path / "x" / "exits.yml").write_text("alfa-2027: [", "utf-8")
    assert load_exits(folder) is None


def test_exits_that_the_published_content_cannot_hold_are_left_out_until_it_can(tmp_path: Path) -> None:
    content, _ = checked(small(tmp_path / "x", providers=STOPPING))
    assert content is not None
    days = {"letters": "2026-12-01", "deadline": "2027-02-26"}
    rule = {"kind": "one-provider", "provider": "gamma"}
    exits = Exits.model_validate(
        {
            "held": {"providers": ["alfa"], **days},
            "of-nobody": {"providers": ["gamma"], **days},
            "without-a-day": {"providers": ["beta"], **days},
            "to-nobody": {"providers": ["alfa"], "no_choice": rule, **days},
        }
    )
    assert set(content.with_exits(exits).exits.root) == {"held"}


def warned(folder: Folder, today: date = TODAY) -> list[Finding]:
    """List what is told of exits that the check lets through."""
    content, found = checked(folder, today)
    assert content is not None, found
    return exit_warnings(folder, content, today)


SATURDAY = EXIT.replace("2027-02-26", "2027-02-27")
TWELFTH_NIGHT = EXIT.replace("2027-01-11", "2027-01-06")
LATE = EXIT.replace("2027-02-26", "2027-03-24")
WARNINGS = (
    (EXIT, ""),
    (SATURDAY, "exits.yml:5:13: 27 februari 2027 är ingen arbetsdag. Arbetsdagen före är 26 februari 2027."),
    (TWELFTH_NIGHT, "exits.yml:4:15: 6 januari 2027 är ingen arbetsdag. Arbetsdagen före är 5 januari 2027."),
    (
        LATE,
        "exits.yml:5:13: Det är färre än 5 arbetsdagar från sista dagen att välja till utförarens sista dag, "
        "31 mars 2027. Den som inte har valt ska hinna få veta vem som kommer.",
    ),
)


@pytest.mark.parametrize(("exits", "told"), WARNINGS)
def test_what_is_worth_thinking_of(tmp_path: Path, exits: str, told: str) -> None:
    found = warned(written(tmp_path / "x", exits))
    assert [f"{one.file}:{one.line}:{one.column}: {one.message} {one.advice}" for one in found] == (
        [told] if told else []
    )


def test_once_letters_are_posted_their_day_and_the_day_to_choose_are_not_thought_of_any_more(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "x", SATURDAY)
    content, _ = checked(folder, TODAY)
    assert content is not None
    (name,) = content.exits.root
    assert [len(exit_warnings(folder, content, TODAY, told)) for told in ((), (name,))] == [1, 0]


def test_days_that_have_been_are_not_told(tmp_path: Path) -> None:
    exits = EXIT.replace("2027-02-26", "2027-02-27")
    assert warned(written(tmp_path / "x", exits), date(2027, 3, 1)) == []
    assert warned(written(tmp_path / "y", exits), date(2027, 4, 1)) == []


def test_a_successor_that_stops_too_is_told_while_it_still_takes_over(tmp_path: Path) -> None:
    later = provider("Kommunens hemtjänst", "municipal", STOPS.replace("03-31", "10-31"))
    rules = RULES.replace("{kind: one-provider, provider: kommunen}", "{kind: appointed}")
    exits = own("{kind: one-provider, provider: kommunen}")
    found = warned(written(tmp_path / "x", exits, {**STOPPING, "kommunen": later}, rules))
    assert [one.message for one in found] == [
        "Kommunens hemtjänst hjälper den som inte väljer, och slutar själv den 31 oktober 2027."
    ]


@pytest.mark.parametrize(
    ("today", "told"), [("2026-09-28", False), ("2026-09-29", True), ("2027-04-01", False)]
)
def test_a_provider_that_stops_within_half_a_year_without_an_exit_is_told(
    tmp_path: Path, today: str, told: bool
) -> None:
    folder = small(tmp_path / "x", providers=STOPPING)
    found = warned(folder, date.fromisoformat(today))
    assert [(one.file, one.line, one.message) for one in found] == (
        [("provider_profiles/alfa.yml", 5, "Alfa omsorg slutar, och det är inte planerat än.")]
        if told
        else []
    )


def test_the_command_tells_it_and_finds_nothing_wrong(tmp_path: Path) -> None:
    # The days stand in files, so the command is asked of days far off.
    stops = STOPS.replace("2027-03-31", "2099-03-31")
    exits = EXIT.replace("2027-02-26", "2099-03-30")
    folder = written(tmp_path / "x", exits, {"alfa": provider("Alfa omsorg", days=stops)})
    municipality = folder.own / "municipality.yml"
    municipality.write_text(municipality.read_text("utf-8") + "example_of: Ett exempel\n", "utf-8")
    municipality.write_text(municipality.read_text("utf-8").replace("  phone: 08-465 004 00\n", ""), "utf-8")
    result = CliRunner().invoke(check_command, obj=Settings(content=folder.own))
    assert (result.exit_code, result.output.split("\n")[0]) == (0, "Inget att rätta."), result.output
    assert "Värt att tänka på. Bygget stannar inte för det:" in result.output
    assert "färre än 5 arbetsdagar" in result.output

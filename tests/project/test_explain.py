"""``hemval explain``: a made-up case, told step by step, printed as data and worked out again."""

import json

import pytest
from click.testing import CliRunner, Result

from hemval.cli.explain import explain
from hemval.rules.outcome import Outcome
from hemval.settings import Settings
from tests.project.running import PROJECT

SWITCH = ["--date", "2026-12-02", "--choice", "bjorkens-hemtjanst", "--today", "fjordens-omsorg"]


def run(*arguments: object) -> Result:
    settings = Settings(content=PROJECT)
    return CliRunner().invoke(explain, [str(one) for one in arguments], obj=settings, catch_exceptions=False)


def test_a_switch_is_told_with_its_steps():
    done = run(*SWITCH)
    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert lines[0] == "2 december 2026 klockan 08.00: byter"
    assert lines[2] == "Björkens hemtjänst hjälper, tidigast onsdag 9 december 2026."
    assert lines[3] == (
        "Till personen: Björkens hemtjänst kan börja tidigast onsdag 9 december 2026. "
        "Till dess kommer hjälpen från Fjordens omsorg."
    )
    assert lines[5] == "1. Det kom in onsdag 2 december 2026."
    assert lines[-3].endswith(". Fjordens omsorg, som hjälper i dag, fortsätter fram till starten.")
    assert lines[-1].startswith("Bedömt efter reglerna från 1 januari 2026")


def test_what_a_real_case_can_be_is_never_refused():
    """Nobody known, a clock, a provider twice, one that gives no personal care, an area it does not serve."""
    for case in (
        [],
        ["--at", "2026-12-24T23:59", "--kind", "no-choice"],
        ["--at", "2026-12-02T10:00+00:00", "--choice", "fjordens-omsorg", "--choice", "fjordens-omsorg"],
        ["--choice", "strandlyckans-hemservice", "--service", "personal-care", "--area", "skargarden"],
        ["--choice", "bjorkens-hemtjanst", "--today", "bjorkens-hemtjanst"],
        ["--kind", "exit", "--today", "bjorkens-hemtjanst", "--after", "fjordens-omsorg", "--seed", "x"],
        ["--date", "1999-01-01"],
    ):
        done = run(*case)
        assert done.exit_code == 0, done.output
        assert "Bedömt efter reglerna" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--choice", "bjorkens"], "Menade du bjorkens-hemtjanst?"),
        (["--today", "fjorden-omsorg"], "Menade du fjordens-omsorg?"),
        (["--after", "kommunen-hemtjanst"], "Menade du kommunens-hemtjanst?"),
        (["--area", "norr"], "Menade du norra?"),
        (["--service", "personal"], "Menade du personal-care?"),
        (["--kind", "swich"], "Menade du switch?"),
        (["--area", "xyz"], "De här finns: centrum, "),
        (["--date", "i går"], "Skriv dagen som 2026-12-02"),
        (["--date", "2026-13-01"], "Skriv dagen som 2026-12-02"),
    ],
)
def test_what_is_not_there_is_named_with_the_nearest_that_is(arguments, said):
    done = run(*arguments)
    assert (done.exit_code, said in done.output) == (1, True), done.output


def test_an_outcome_is_printed_and_comes_to_the_same(tmp_path):
    printed = run(*SWITCH, "--json").output
    outcome = Outcome.model_validate_json(printed)
    assert outcome.result.provider == "bjorkens-hemtjanst"
    stored = tmp_path / "case.json"
    stored.write_text(printed, encoding="utf-8")
    done = run("--replay", stored)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Det blir detsamma när det räknas om.")
    stored.write_text(json.dumps({"submission": "x", "outcome": json.loads(printed)}), encoding="utf-8")
    assert run("--replay", stored).exit_code == 0, "as it stands inside a row"


def test_a_stored_outcome_that_does_not_follow_is_found(tmp_path):
    """Sabotage: whichever side is changed, it is told what it would be."""
    printed = json.loads(run(*SWITCH, "--json").output)
    stored = tmp_path / "case.json"
    wrong = printed | {"result": printed["result"] | {"start": "2026-12-10"}}
    moved = {"received": "2026-12-03T08:00:00+01:00"}
    other = printed["inputs"] | {"situation": printed["inputs"]["situation"] | moved}
    for changed in (wrong, printed | {"inputs": other}):
        stored.write_text(json.dumps(changed), encoding="utf-8")
        done = run("--replay", stored)
        assert done.exit_code == 1
        assert "Det blir INTE detsamma" in done.output


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', "\x00"])
def test_what_holds_no_outcome_is_refused_with_a_sentence(tmp_path, text):
    stored = tmp_path / "case.json"
    stored.write_text(text, encoding="utf-8")
    done = run("--replay", stored)
    assert (done.exit_code, "innehåller inget utfall" in done.output) == (1, True)


def test_faults_in_the_files_are_told_first(tmp_path):
    done = CliRunner().invoke(explain, [], obj=Settings(content=tmp_path))
    assert done.exit_code == 1
    assert done.output.endswith("Rätta det först: hemval check\n")

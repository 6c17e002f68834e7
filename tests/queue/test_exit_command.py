"""``hemval exit``: from the case system's list to an empty gap report, by command alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic import JsonValue

from hemval.cli.exit import exit as exit_
from hemval.cli.exit_told import cannot_appoint_told
from hemval.cli.queue import queue
from hemval.content.exit import Exits
from hemval.content.whole import Content
from hemval.pages.published import write_published
from hemval.queue.desk import Desk
from hemval.queue.desk.errors import CannotAppoint
from hemval.queue.desk.exits.settling import Appointed
from hemval.queue.desk.retention import Retention
from hemval.queue.inbox import Inbox
from hemval.settings import Places, Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN, day_told
from tests.queue.exits import FORM, acts, ended, krokom, sent
from tests.queue.samples import NAME

TODAY = datetime.now(UTC).astimezone(SWEDEN).date()
LAST_DAY = TODAY + timedelta(days=20)
EXIT = "utforare-c"
WORDS = words_in("sv")

LIST = """beteckning;utförare;område;insatser;språk;timmar
HEM-1;utforare-c;hela-kommunen;service;sv;10
HEM-2;utforare-c;hela-kommunen;service;sv;12
HEM-3;utforare-c;hela-kommunen;service;en;8
"""
ADDRESSES = (
    "referens;namn;adress\nHEM-1;Åsa Planterad;Gatan 1\nHEM-2;Bo Planterad;Gatan 2\nX-1;Okänd;Gatan 3\n"
)


def town(last_day: date = LAST_DAY) -> Content:
    content = krokom()
    one = content.providers["utforare-c"]
    agreement = one.agreement.model_copy(update={"last_day": last_day})
    providers = {**content.providers, one.id: one.model_copy(update={"agreement": agreement})}
    return content.model_copy(update={"providers": providers})


def plan(places: Places, deadline: date) -> None:
    letters = min(deadline, TODAY) - timedelta(days=10)
    (places.content / "exits.yml").write_text(
        f"{EXIT}:\n  providers: [utforare-c]\n  letters: {letters}\n  deadline: {deadline}\n"
    )


@pytest.fixture
def exit_there(places: Places) -> Places:
    write_published(places.published, town(), {"choice": FORM})
    plan(places, TODAY - timedelta(days=1))
    (places.content / "lista.csv").write_text(LIST)
    return places


def run(places: Places, *arguments: str, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(exit_, list(arguments), obj=Settings(content=places.content), input=typed)


def taken_in(places: Places) -> None:
    done = run(places, "affected", EXIT, str(places.content / "lista.csv"), "--yes")
    assert done.exit_code == 0, done.output
    assert "3 nya personer." in done.output


def test_from_the_list_to_the_proof(exit_there: Places, desk: Desk, inbox: Inbox, tmp_path: Path) -> None:
    taken_in(exit_there)
    code = next(case.code for case in desk.exits.read(EXIT) if case.reference == "HEM-1")
    inbox.submit(sent("a", code=code, provider="utforare-b").model_copy(update={"received_at": _ago(3)}))
    before = run(exit_there, "proof", EXIT)
    assert acts(desk)[-1] == "exit_seen", "who is shown is logged"
    assert before.exit_code == 1
    assert "HEM-2: Har inte fått något brev, och tiden att välja är slut. Ring personen." in before.output
    assert "HEM-1" not in before.output
    dry = run(exit_there, "run", EXIT, "--dry-run").output
    assert "2 personer får en utförare." in dry
    assert "2 personer har inte fått något brev. Ring dem, eller flytta" in dry
    assert "skicka brev. HEM-2, HEM-3" in dry
    assert "2 personer har fått en utförare." in run(exit_there, "run", EXIT, "--yes").output
    assert "Inget är ändrat." in run(exit_there, "run", EXIT, "--yes").output, "nobody twice"
    assert "Ingen står utan hjälp." in run(exit_there, "proof", EXIT).output
    out = tmp_path / "fil.csv"
    assert "3 rader skrivna." in run(exit_there, "file", EXIT, "--out", str(out)).output
    assert (LAST_DAY + timedelta(days=1)).isoformat() in out.read_text()
    told = run(exit_there, "report", EXIT).output
    assert "Ingen står utan hjälp." in told
    assert "HEM-" not in told
    assert NAME not in told
    early = run(exit_there, "confirm", EXIT, "--yes")
    assert early.exit_code == 1
    assert f"kan bekräftas från {day_told(LAST_DAY + timedelta(days=1), WORDS)}" in early.output
    write_published(exit_there.published, town(TODAY - timedelta(days=1)), {"choice": FORM})
    plan(exit_there, TODAY - timedelta(days=9))
    refused = run(exit_there, "confirm", EXIT)
    assert refused.exit_code == 1, "the day moved: nobody is asked what cannot be done"
    assert "har ingen från dagen efter" in refused.output
    assert "HEM-2: " in refused.output
    assert acts(desk)[-1] == "exit_seen"
    assert run(exit_there, "run", EXIT, "--yes").exit_code == 0
    asked = run(exit_there, "confirm", EXIT, typed="nej\n").output
    assert "3 personer ska stå i verksamhetssystemet" in asked
    assert "1 öppet val blir övertaget." in asked
    assert "Det som är sparat om avslutet raderas " in asked
    assert "Inget är ändrat." in asked
    assert run(exit_there, "confirm", EXIT, "--undo").exit_code == 1, "nothing is confirmed yet"
    done = run(exit_there, "confirm", EXIT, "--yes").output
    assert "Avslutet är bekräftat." in done
    assert "1 val blev övertaget." in done
    assert "Bekräftat i verksamhetssystemet." in run(exit_there, "status").output
    assert "Bekräftat i verksamhetssystemet" in run(exit_there, "confirm", EXIT).output, (
        "a second time asks nothing"
    )
    assert "1 val är öppet igen." in run(exit_there, "confirm", EXIT, "--undo").output
    assert desk.verify().broken_at is None


def test_what_changes_while_a_command_asks_is_not_confirmed(
    exit_there: Places, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = town(TODAY - timedelta(days=1))
    (planned,) = content.exits.root.values()
    content = content.model_copy(update={"exits": Exits({EXIT: planned})})
    write_published(exit_there.published, content, {"choice": FORM})
    plan(exit_there, TODAY - timedelta(days=9))
    taken_in(exit_there)
    run(exit_there, "run", EXIT, "--yes")
    person = desk.exits.read(EXIT)[0].id

    def meanwhile(*, yes: bool) -> bool:
        one = Appointed((person,), "utforare-b")
        desk.exits.appoint(content, EXIT, one, "bo", datetime.now(UTC))
        return not yes

    monkeypatch.setattr("hemval.cli.exit_deciding.sure", meanwhile)
    done = run(exit_there, "confirm", EXIT)
    assert done.exit_code == 1
    assert "är inte som du såg det" in done.output
    assert desk.exits.end_of(EXIT) is None


def test_letters_go_out_and_no_name_stays(exit_there: Places, desk: Desk) -> None:
    taken_in(exit_there)
    late = run(exit_there, "letters", EXIT, typed=ADDRESSES.encode())
    assert (late.exit_code, late.stdout_bytes) == (1, b"")
    assert "sista dagen att välja har passerat. Ring, eller sätt en senare dag: HEM-1, HEM-2," in late.stderr
    plan(exit_there, TODAY + timedelta(days=1))
    done = run(exit_there, "letters", EXIT, typed=ADDRESSES.encode())
    assert done.exit_code == 0, done.output
    assert done.stdout_bytes.startswith(b"%PDF")
    assert "HEM-3" in done.stderr
    assert "Planterad" not in done.stderr
    kept = [path for path in exit_there.content.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"Planterad" in path.read_bytes()]
    plan(exit_there, TODAY + timedelta(days=2))
    assert "Gjorda brev: 2 av 3\n    Postade brev: 0 av 3" in run(exit_there, "status").output
    noted = run(exit_there, "posted", EXIT, "--yes").output
    assert "Breven till 2 personer har en annan dag än den som gäller nu." in noted
    assert "2 brev." in noted
    assert "1 person har inget utskrivet brev än." in noted
    told = {case.reference for case in desk.exits.read(EXIT) if case.told_at is not None}
    assert told == {"HEM-1", "HEM-2"}, "who had no address has had no letter"
    (lost,) = [case.id for case in desk.exits.read(EXIT) if case.reference == "HEM-2"]
    now = datetime.now(UTC)
    desk.exits.note(EXIT, [lost], "undeliverable", "anna", now)
    told_of = run(exit_there, "status").output
    assert "Postade brev: 2 av 3\n    Brev som kom tillbaka: 1" in told_of
    desk.exits.note(EXIT, [lost], "deliverable", "anna", now)
    again = run(exit_there, "letters", EXIT, typed=ADDRESSES)
    assert "Det finns inget brev att skriva." in again.output + again.stderr
    assert acts(desk)[-6:-3] == ["exit_seen", "exit_letters", "exit_posted"]
    assert acts(desk)[-1] == "exit_seen"


def test_what_a_run_shows_is_logged(exit_there: Places, desk: Desk, inbox: Inbox) -> None:
    taken_in(exit_there)
    code = desk.exits.read(EXIT)[0].code
    other: dict[str, JsonValue] = {"identity-number": "192711059820", "name": "Bo"}
    for one in (sent("a", code=code), sent("b", code=code, **other)):
        inbox.submit(one.model_copy(update={"received_at": _ago(3)}))
    assert "HEM-1" in run(exit_there, "run", EXIT, "--dry-run").output
    assert acts(desk)[-1] == "exit_seen"


def test_a_list_that_names_a_person_is_refused_whole(exit_there: Places, desk: Desk) -> None:
    (exit_there.content / "lista.csv").write_text(
        "beteckning;utförare;namn\nHEM-1;utforare-c;Åsa Planterad\n"
    )
    done = run(exit_there, "affected", EXIT, str(exit_there.content / "lista.csv"), "--yes")
    assert done.exit_code == 1
    assert "Planterad" not in done.output
    assert desk.exits.read(EXIT) == ()


def test_the_rule_waits_for_the_last_day_to_choose(exit_there: Places) -> None:
    plan(exit_there, TODAY)
    taken_in(exit_there)
    done = run(exit_there, "run", EXIT, "--yes")
    assert done.exit_code == 1
    assert "Det går att göra från" in done.output
    dry = run(exit_there, "run", EXIT, "--dry-run")
    assert dry.exit_code == 0
    assert f"Det går att göra från {day_told(TODAY + timedelta(days=1), WORDS)}." in dry.output
    assert "har inte fått något brev" not in dry.output, "there is time to write still"


def test_an_officer_appoints_by_reference(exit_there: Places) -> None:
    taken_in(exit_there)
    assert "HEM-9" in run(exit_there, "appoint", EXIT, "utforare-a", "HEM-9").output
    refused = run(exit_there, "appoint", EXIT, "utforare-c", "HEM-1")
    assert refused.exit_code == 1
    assert "Utföraren kan inte utses för HEM-1. Den nya utföraren slutar också." in refused.output
    everybody = "utforare-a", "HEM-1", "HEM-2", "HEM-3"
    asked = run(exit_there, "appoint", EXIT, *everybody, typed="nej\n").output
    assert "Inget är ändrat." in asked
    assert "HEM-1: Regeln ska köras." in asked
    assert run(exit_there, "appoint", EXIT, *everybody, "--yes").exit_code == 0
    stands = run(exit_there, "appoint", EXIT, "utforare-b", "HEM-1", typed="nej\n").output
    assert f"HEM-1: Utförare A hjälper från {day_told(LAST_DAY + timedelta(days=1), WORDS)}" in stands
    assert run(exit_there, "proof", EXIT).exit_code == 0


@pytest.mark.parametrize("reason", ["has-chosen", "no-such-part", "no-last-day", "successor-stops"])
def test_why_nobody_is_appointed_is_told_in_words(reason: str) -> None:
    told = cannot_appoint_told(CannotAppoint(reference="HEM-1", reason=reason))
    assert told.startswith("Utföraren kan inte utses för HEM-1. ")
    assert reason not in told
    assert ".." not in told


def test_an_exit_that_nobody_confirms_is_told_from_30_days_after_it(exit_there: Places, desk: Desk) -> None:
    """Told where its rows are counted and where a purge is foreseen: nothing of it is purged by itself."""
    taken_in(exit_there)
    kept = "Avslutet är inte bekräftat. Uppgifterna finns kvar."
    assert kept not in run(exit_there, "status").output
    write_published(exit_there.published, town(TODAY - timedelta(days=29)), {"choice": FORM})
    plan(exit_there, TODAY - timedelta(days=60))
    assert kept not in run(exit_there, "status").output
    write_published(exit_there.published, town(TODAY - timedelta(days=30)), {"choice": FORM})
    assert kept in run(exit_there, "status").output
    assert kept in purge(exit_there, "--dry-run")
    (exit_there.content / "exits.yml").write_text("{}\n")
    assert f"Avslutet {EXIT} har ingen sista dag" in run(exit_there, "status").output
    plan(exit_there, TODAY - timedelta(days=60))
    ended(desk, datetime.now(UTC), EXIT)
    assert kept not in purge(exit_there, "--dry-run")


def test_of_a_purged_exit_nothing_is_told_but_that(exit_there: Places, desk: Desk) -> None:
    taken_in(exit_there)
    ended(desk, datetime.now(UTC), EXIT)
    desk.purge(Retention(0, "Beslut"), "hemval", datetime.now(UTC) + timedelta(days=60))
    for arguments in (
        ["status"],
        ["report", EXIT],
        ["affected", EXIT, str(exit_there.content / "lista.csv")],
    ):
        output = run(exit_there, *arguments).output
        assert "Det som var sparat om avslutet raderades" in output, arguments
        assert "Ingen lista" not in output


def purge(places: Places, *arguments: str) -> str:
    return CliRunner().invoke(queue, ["purge", *arguments], obj=Settings(content=places.content)).output


def test_an_exit_that_is_not_there_is_named(exit_there: Places) -> None:
    done = run(exit_there, "proof", "x")
    assert (done.exit_code, EXIT in done.output) == (1, True)


def _ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)

"""From the rule for those who have not chosen to the confirmed exit: nobody twice, and nobody lost."""

import hashlib
import json
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from page import validate_pdf_bytes

from hemval.handover.told import WORDS
from hemval.queue.desk.errors import CannotAppoint
from hemval.queue.desk.exits.noting import Told
from hemval.queue.desk.exits.settling import Appointed
from hemval.queue.desk.retention import Retention
from hemval.rules.exits.proof import Proof, Unproved
from hemval.words.dates import SWEDEN, day_told
from tests.officers.browser import PASSWORD
from tests.officers.exit_pages import HERE
from tests.officers.exits import EXITS, helper, sent, take_in
from tests.paper.pdf import Pdf
from tests.queue.exits import acts

EXIT = EXITS["lindvik"]
HOME = "kommunens-hemtjanst"
RULE, PROOF, REPORT, FINISH = (f"{HERE}{name}/" for name in ("regeln", "kontroll", "rapport", "klart"))
AFTER = datetime(2027, 1, 18, 9, 0, tzinfo=SWEDEN)
"""The Monday after the last day to choose."""


@pytest.fixture
def cases(desk, content, clock):
    return take_in(desk, content, EXIT, clock.now)


@pytest.fixture
def after(clock, browser, desk, cases):
    """A co-ordinator after the last day to choose."""
    desk.accounts.set_roles("anna", ["coordinator"], "test", clock.now)
    clock.now = AFTER
    browser.sign_in()
    return browser


@pytest.fixture
def over(clock, after):
    """The day after the last day."""
    clock.now = AFTER + timedelta(days=14)
    after.sign_in()
    return after


def settle(desk, content, cases, now):
    for case in cases:
        one = Appointed((case.id,), helper(content, case))
        desk.exits.appoint(content, EXIT, one, "anna", now)


def test_before_the_last_day_to_choose_it_says_from_when(kim, cases, log):
    kim.get(RULE)
    assert "Regeln kan köras från 16 januari 2027." in kim.page.words("main")
    assert "4 har ingen just nu." in kim.page.words("main")
    assert not [one for one in kim.page.buttons() if "Kör" in one]
    assert log("exit_seen") == []


def test_the_rule_is_run_once_for_what_was_seen(after, desk, log):
    after.get(RULE)
    (button,) = [one for one in after.page.buttons() if one.startswith("Kör regeln för")]
    before = after.last
    after.press(button)
    assert "Regeln är körd:" in after.last.text
    stored = [case.settled for case in desk.exits.read(EXIT)]
    assert any(stored)
    after.last = before
    after.press(button)
    assert "Regeln är redan körd. Ingen var kvar att köra den för." in after.last.text
    assert [case.settled for case in desk.exits.read(EXIT)] == stored
    assert len(log("exit_run")) == 1


def test_a_choice_that_comes_meanwhile_is_seen_first(after, desk, content, cases, send, clock):
    after.get(RULE)
    (button,) = [one for one in after.page.buttons() if one.startswith("Kör regeln för")]
    send(sent(1, cases[0], helper(content, cases[0])))
    after.press(button)
    assert "Inget sparades: något har ändrats" in after.last.text
    assert not any(case.settled for case in desk.exits.read(EXIT))


def test_the_proof_leads_to_the_rule_until_it_is_run(after, cases):
    after.get(PROOF)
    after.follow("Kör regeln för dem som inte har valt")
    (button,) = [one for one in after.page.buttons() if one.startswith("Kör regeln för")]
    after.press(button)
    after.get(PROOF)
    assert "Kör regeln för dem som inte har valt" not in after.page.links()


def test_gaps_are_named_with_what_to_do(after, desk, content, cases, clock, log):
    desk.exits.note(EXIT, [case.id for case in cases], "letter", "anna", clock.now, content)
    after.get(PROOF)
    words = after.page.words("main")
    assert "För 4 personer är det inte klart" in words
    assert "Kort om tid" in words
    assert "Regeln ska köras" in words
    assert "Regeln körs från avslutets sida, av en samordnare." in words
    assert "Det står i beslutet, som går ut från verksamhetssystemet." in words
    assert "påminner" not in words
    assert all(case.reference in after.page.links() for case in cases)
    (entry,) = log("exit_seen")
    assert all(case.id in entry.rows for case in cases)


def test_who_got_no_letter_is_named_before_the_rule_is_run(after, desk, content, cases, clock):
    """The rule would give them somebody though nobody has asked them."""
    desk.exits.note(EXIT, [case.id for case in cases[1:]], "letter", "anna", clock.now, content)
    here = f"{HERE}b/{cases[0].id}/"
    for at in (PROOF, HERE, here):
        after.get(at)
        assert "Har inte fått något brev, och tiden att välja är slut" in after.page.words("main")
    assert "Ring personen. Eller flytta sista dagen att välja i planen" in after.page.words("main")
    after.get(RULE)
    words = after.page.words("main")
    assert words.count("1 person har inte fått något brev.") == 2, "above, and beside the button"
    assert "Kör du nu får personen någon utan att ha blivit tillfrågad." in words
    assert "Ett brev är gjort" not in words
    assert "Ändra planen" in after.page.links()
    desk.exits.log_printed(EXIT, {cases[0].id: Told(clock.now.date(), clock.now.date())}, "anna", clock.now)
    after.get(RULE)
    assert "För 1 är ett brev gjort. Är det postat: notera det först." in after.page.words("main")
    desk.exits.note(EXIT, [cases[0].id], "letter", "anna", clock.now, content)
    after.get(RULE)
    assert "har inte fått något brev" not in after.page.words("main")


def test_a_letter_that_came_back_has_its_own_advice_in_the_proof(kim, desk, cases, clock):
    desk.exits.note(EXIT, [cases[0].id], "undeliverable", "anna", clock.now)
    kim.get(PROOF)
    words = kim.page.words("main")
    assert "Brevet kom tillbaka: 1 Ring personen, eller sök rätt adress." in words
    assert "Har inte fått något brev: 3 Gör brevet och posta det, eller ring." in words


def test_after_the_last_day_it_says_since_when_somebody_is_without_help(over, desk, content, cases, clock):
    settle(desk, content, cases[1:], clock.now)
    told = "1 står utan hjälp sedan 1 februari 2027."
    for at in ("/arenden/avslut/", HERE):
        over.get(at)
        assert told in over.page.words("main")
        assert "kort om tid" not in over.page.words("main").lower()
    over.get(PROOF)
    assert "Utan hjälp nu" in over.page.words("main")
    over.get(RULE)
    assert "1 person har inte fått något brev. Ring personen. HEM-" in over.page.words("main")
    settle(desk, content, cases[:1], clock.now)
    over.get(HERE)
    assert "utan hjälp sedan" not in over.page.words("main")


def test_the_proof_lists_whatever_it_finds_after_the_last_day(over, desk, content, cases, clock, monkeypatch):
    settle(desk, content, cases, clock.now)
    # Found by the proof alone: the plan says that all is well, and so that there is no risk.
    last_day = content.providers[cases[0].affected.provider].agreement.last_day
    gap = Unproved(cases[0].id, cases[0].reference, "", "start-elsewhere", last_day)
    monkeypatch.setattr("hemval.officers.exits.proved.proof", lambda *_: Proof(4, 3, (gap,)))
    over.get(PROOF)
    assert "Utan hjälp nu" in over.page.words("main")
    assert cases[0].reference in over.page.links()


def test_the_proof_is_empty_when_all_have_somebody(after, desk, content, cases, clock, log):
    settle(desk, content, cases, clock.now)
    after.get(PROOF)
    assert "Ingen står utan hjälp." in after.page.words("main")
    assert "För alla 4 personer är det klart" in after.page.words("main")
    assert log("exit_seen") == []


def test_the_file_is_logged_with_its_fingerprint(after, desk, content, cases, clock, log, send):
    settle(desk, content, cases, clock.now)
    after.get(PROOF)
    answer = after.press("Hämta som CSV")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert all(case.reference in answer.text for case in cases)
    (entry,) = log("exit_file")
    assert json.loads(entry.rows)[:3] == [
        f"exit:{EXIT}",
        "csv",
        hashlib.sha256(answer.data).hexdigest(),
    ]
    clock.move(minutes=6)
    after.get(PROOF)
    after.press("Hämta som JSON")
    assert after.page.words("h1") == "Skriv ditt lösenord igen"
    after.press("Fortsätt", password=PASSWORD)
    assert after.is_at(PROOF)
    assert len(json.loads(after.press("Hämta som JSON").text)["references"]) == 4


def test_a_file_that_says_what_is_so_no_more_is_to_be_fetched_again(over, desk, content, cases, clock, send):
    settle(desk, content, cases, clock.now)
    over.get(FINISH)
    assert "Filen till verksamhetssystemet är inte hämtad än." in over.page.words("main")
    over.get(PROOF)
    over.press("Hämta som CSV")
    over.get(FINISH)
    assert "Till filen" not in over.page.links()
    one = Appointed((cases[0].id,), HOME)
    desk.exits.appoint(content, EXIT, one, "anna", clock.now)
    for at in (HERE, FINISH):
        over.get(at)
        assert "Något har ändrats sedan filen hämtades." in over.page.words("main"), at
    over.get(PROOF)
    over.press("Hämta som JSON")
    over.get(HERE)
    assert "Något har ändrats" not in over.page.words("main")


def test_a_protected_person_is_in_no_file(after, desk, content, cases, clock, send):
    one = sent(1, cases[0], helper(content, cases[0]))
    send(one)
    after.get(PROOF)
    desk.protect(one.id, 1, "anna", clock.now, on=True)
    after.get(PROOF)
    assert "1 person sköts per telefon och är inte med i filen." in after.page.words("main")
    assert cases[0].reference not in after.press("Hämta som CSV").text


def test_an_officer_reads_the_proof_and_the_report_and_fetches_no_file(anna, cases):
    anna.get(PROOF)
    assert "Hämta som CSV" not in anna.page.buttons()
    assert anna.get(REPORT).status_code == 200
    assert anna.get(RULE).status_code == anna.get(FINISH).status_code == 403
    assert anna.get(f"{HERE}lista/").status_code == anna.get(f"{HERE}brev/").status_code == 403


def test_the_report_is_numbers_on_the_page_and_on_paper(kim, cases, log):
    kim.get(REPORT)
    words = kim.page.words("main")
    assert "För 4 personer är det inte klart" in words
    assert not any(case.reference in kim.last.text for case in cases)
    answer = kim.follow("Hämta rapporten som PDF")
    assert validate_pdf_bytes(answer.data, profile="ua1").is_compliant
    assert "Solgårdens hemtjänst slutar" in Pdf(answer.data).text()
    assert log("exit_seen") == []


def test_before_the_last_day_has_passed_it_says_from_when(after, desk, content, cases, clock):
    settle(desk, content, cases, clock.now)
    after.get(FINISH)
    assert "Avslutet kan bekräftas från 1 februari 2027." in after.page.words("main")
    assert not [one for one in after.page.buttons() if one.startswith("Ja")]
    after.follow("Kontrollera att ingen står utan hjälp")


def test_it_is_confirmed_when_all_have_somebody_and_undone_within_a_day(over, desk, content, cases, clock):
    settle(desk, content, cases, AFTER)
    over.get(FINISH)
    words = over.page.words("main")
    days = content.municipality.personal_data.kept_days
    assert f"Det är {days} dagar efter bekräftelsen." in words
    page = over.last
    over.press("Ja, alla 4 står i verksamhetssystemet")
    assert "Avslutet är bekräftat." in over.last.text
    end = desk.exits.end_of(EXIT)
    over.last = page
    over.press("Ja, alla 4 står i verksamhetssystemet")
    assert desk.exits.end_of(EXIT) == end
    over.press("Ångra bekräftelsen")
    assert "Bekräftelsen är ångrad." in over.last.text
    assert desk.exits.end_of(EXIT) is None
    over.get(FINISH)
    over.press("Ja, alla 4 står i verksamhetssystemet")
    clock.move(hours=25)
    over.sign_in()
    over.get(FINISH)
    assert "Ångra bekräftelsen" not in over.page.buttons()


def test_the_choices_it_settled_are_taken_over_and_after_the_purge_a_number_is_left(
    over, desk, content, cases, clock, send
):
    """Left open they would be registered once more."""
    send(sent(1, cases[0], helper(content, cases[0])))
    protected = sent(2, cases[1], helper(content, cases[1]), person=1)
    send(protected)
    over.get(FINISH)
    desk.protect(protected.id, 1, "anna", clock.now, on=True)
    settle(desk, content, cases[1:], AFTER)
    over.get(FINISH)
    words = over.page.words("main")
    assert "1 öppet val i ärendelistan blir övertaget samtidigt." in words
    assert "1 val står kvar i ärendelistan" in words
    assert "eller så återstår något att göra. Se till det där." in words
    assert "1 person sköts per telefon och står inte i filen. Har du lagt in den personen för hand?" in words
    over.press("Ja, alla 4 står i verksamhetssystemet")
    assert (desk.count()["new"], desk.count()["taken_over"]) == (1, 1)
    kept = content.municipality.personal_data.kept_days
    clock.move(days=kept)
    over.sign_in()
    desk.purge(Retention(kept, "Beslut"), "hemval", clock.now, content)
    for at in (HERE, FINISH):
        over.get(at, follow_redirects=True)
        words = over.page.words("main")
        assert f"Det som var sparat om avslutet raderades {day_told(clock.now.date(), WORDS)}." in words
        assert "4 personer berördes." in words
        assert not [one for one in words.split() if one in ("Hitta", "kod", "Planera")]
    over.get("/arenden/avslut/")
    assert "Ingen lista är inläst" not in over.page.words("main")
    below = ("plan/", "kontroll/", "rapport/", "lista/", "brev/", "regeln/", "val/", f"b/{cases[0].id}/")
    for part in below:
        assert over.get(HERE + part).headers.get("Location") == HERE, part
    over.get(HERE)
    _, fields = over.page.form("Logga ut")
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    for part in ("lista/", "regeln/", "val/"):
        answer = over.post(HERE + part, data=fields, headers=own)
        assert answer.headers.get("Location") == HERE, (part, answer.status_code)


def test_with_gaps_each_must_be_ticked(over, desk, content, cases, clock, log):
    settle(desk, content, cases[:2], AFTER)
    over.get(FINISH)
    over.press("Ja, alla 4 står i verksamhetssystemet")
    assert over.last.status_code == 400
    assert "Kryssa för var och en att det är ordnat utanför Hemval" in over.page.words("main")
    assert desk.exits.end_of(EXIT) is None
    action, fields = over.page.form("Ja, alla 4 står i verksamhetssystemet")
    ids = [case.id for case in cases[2:]]
    for ticked in (ids[:1], ids):
        over.post(
            action,
            data={**fields, "handled": ticked},
            headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
            follow_redirects=True,
        )
        assert (desk.exits.end_of(EXIT) is not None) == (ticked == ids)
    (entry,) = log("exit_confirmed")
    assert set(json.loads(entry.rows)) == {f"exit:{EXIT}", *ids}


def test_what_was_not_seen_is_not_confirmed(over, desk, content, cases):
    settle(desk, content, cases, AFTER)
    over.get(FINISH)
    able = [one.id for one in content.providers.values() if one.id != helper(content, cases[0])]
    for other in able:
        with suppress(CannotAppoint):
            desk.exits.appoint(content, EXIT, Appointed((cases[0].id,), other), "bo", AFTER)
            break
    over.press("Ja, alla 4 står i verksamhetssystemet")
    assert "Inget bekräftades: något har ändrats" in over.last.text
    assert desk.exits.end_of(EXIT) is None
    over.press("Ja, alla 4 står i verksamhetssystemet")
    assert desk.exits.end_of(EXIT) is not None


def test_an_exit_without_a_list_is_neither_proved_nor_confirmed(kim):
    for at in (PROOF, RULE, REPORT, FINISH, f"{HERE}brev/", f"{HERE}lista/"):
        assert kim.get(at).status_code == 200
    kim.get(PROOF)
    assert "Ingen lista är inläst" in kim.page.words("main")
    kim.get(f"{HERE}brev/")
    kim.follow("Läs in listan från verksamhetssystemet")
    kim.get(FINISH)
    assert not [one for one in kim.page.buttons() if one.startswith("Ja")]


def press_several(browser, **fields):
    """Press the button about several, with all that its form sends, each field as often as it stands."""
    (form,) = [one for one in browser.page.all("form") if one.get("action", "").endswith("/regeln/utse/")]
    sends = {}
    for one in form.iter("input"):
        if one.get("type") == "hidden" or one.get("checked") is not None:
            sends.setdefault(one.get("name"), []).append(one.get("value"))
    browser.post(
        form.get("action"),
        data=sends | fields,
        headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return browser.page.words("main")


def test_another_municipality_goes_all_the_way_by_appointing(orebro, clock):
    """Örebro, where three stop at once and the municipality appoints: the rule gives nobody anything."""
    app, content = orebro
    desk, kim = app.extensions["hemval.desk"], app.test_client()
    kim.municipality = content.municipality.name
    exit_id = EXITS["orebro"]
    here = f"/arenden/avslut/{exit_id}/"
    cases = take_in(desk, content, exit_id, clock.now, 3)
    clock.now = datetime.combine(content.exits.root[exit_id].deadline, AFTER.timetz()) + timedelta(days=1)
    desk.accounts.set_roles("anna", ["coordinator"], "test", clock.now)
    kim.sign_in()
    kim.get(f"{here}regeln/")
    words = kim.page.words("main")
    assert "De som regeln inte ger någon" in words
    assert "Kommunen ska utse en utförare: 3" in words
    assert not [one for one in kim.page.buttons() if one.startswith("Kör")]
    kim.get(f"{here}kontroll/")
    assert "För 3 personer är det inte klart" in kim.page.words("main")
    kim.follow("Utse för flera på en gång")
    assert "Kryssa" in press_several(kim, b=[], provider=HOME), "nobody is ticked"
    assert "Välj en utförare" in press_several(kim)
    assert "För 3 personer" in press_several(kim, provider=HOME)
    desk.exits.note(exit_id, [cases[0].id], "undeliverable", "bo", clock.now)
    assert "Inget sparades" in press_several(kim)
    assert not any(case.settled for case in desk.exits.read(exit_id)), "for all that were seen, or nobody"
    press_several(kim, provider=HOME)
    before = kim.last
    for _ in "twice":
        kim.last = before
        assert "Kommunens hemtjänst är utsedd för 3 personer." in press_several(kim)
    assert acts(desk).count("exit_appointed") == 1
    kim.get(f"{here}kontroll/")
    assert "Ingen står utan hjälp." in kim.page.words("main")
    clock.now = datetime.combine(max(content.last_days(content.exits.root[exit_id]).values()), AFTER.timetz())
    clock.now += timedelta(days=1)
    kim.sign_in()
    for at in ("lista/", "brev/", "brev/postade/", "rapport/", "klart/"):
        assert kim.get(f"{here}{at}").status_code == 200
    kim.press("Ja, alla 3 står i verksamhetssystemet")
    assert desk.exits.end_of(exit_id) is not None

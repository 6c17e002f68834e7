"""Exits on the officers' pages: how far each has come, whom it touches, and what is done about them."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from hemval.content.exit import Exits
from hemval.content.folder import Folder
from hemval.content.no_choice import Appointed
from hemval.forms.reading.loading import load_forms
from hemval.forms.sent.reference import grouped
from hemval.officers.exits.looked import Looked
from hemval.officers.exits.next_steps import steps
from hemval.pages.published import write_published
from hemval.rules.exits.plans import plans
from hemval.rules.exits.progress import progress
from hemval.settings import PROJECT, Places
from tests.officers.browser import NAME, PASSWORD, Browser
from tests.officers.exit_pages import press_yes
from tests.officers.exits import EXITS, helper, sent, take_in
from tests.officers.page import told
from tests.queue.exits import ended
from tests.rules.exits import SENT, affected, choice

EXIT = EXITS["lindvik"]
ALL = "/arenden/avslut/"
HERE = f"{ALL}{EXIT}/"


@pytest.fixture
def places(places: Places) -> Places:
    shutil.copy(PROJECT / "exits.yml", places.content)
    return places


@pytest.fixture
def kim(desk, clock, browser) -> Browser:
    desk.accounts.set_roles(NAME, ["coordinator"], "test", clock.now)
    browser.sign_in()
    return browser


@pytest.fixture
def bo(app, desk, clock) -> Browser:
    desk.accounts.add("bo", PASSWORD, "test", clock.now)
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


@pytest.fixture
def cases(desk, content, clock):
    return take_in(desk, content, EXIT, clock.now)


def at(case) -> str:
    return f"{HERE}b/{case.id}/"


def press_about(browser: Browser, button: str, row_id: str) -> None:
    """Press the button of one choice among several."""
    for form in browser.page.all("form"):
        fields = {field.get("name"): field.get("value") for field in form.iter("input")}
        if fields.get("choice") == row_id and button in [told(one) for one in form.iter("button")]:
            browser.post(
                form.get("action"),
                data=fields,
                headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
                follow_redirects=True,
            )
            return
    raise AssertionError(button)


def test_all_are_counted_and_nobody_is_shown(kim, cases, send, content, log):
    send(sent(1, cases[0], helper(content, cases[0])))
    kim.get(ALL)
    assert kim.page.links()["Solgårdens hemtjänst slutar"] == HERE
    words = kim.page.words("main")
    assert "60 dagar kvar" in words
    assert "Berörda4 Har valt1 Har ingen än3" in words
    assert log("exit_seen") == []
    assert not any(case.reference in kim.last.text for case in cases)


def test_a_municipality_without_any_says_so(kim, places, content, clock):
    write_published(
        places.published,
        content.model_copy(update={"exits": type(content.exits)({}), "providers": _staying(content)}),
        load_forms(Folder(PROJECT, PROJECT))[0],
    )
    kim.get(ALL)
    assert "Ingen utförare slutar." in kim.page.words("main")


def _staying(content):
    return {name: one for name, one in content.providers.items() if one.agreement.last_day is None}


def test_its_own_page_shows_how_far_it_has_come_and_logs_whom_it_shows(anna, cases, send, content, log):
    send(sent(1, cases[1], helper(content, cases[1])))
    anna.get(HERE)
    words = anna.page.words("main")
    assert "1 av 4 har någon som hjälper från dagen efter den sista." in words
    assert "0 av 4" not in words
    (entry,) = log("exit_seen")
    assert all(case.id in entry.rows for case in cases)
    assert not any(case.reference in entry.rows for case in cases)
    assert {case.reference for case in cases} <= set(anna.page.links())
    assert "Ändra planen" not in anna.page.links(), "an officer plans nothing"


def test_the_list_is_narrowed_by_its_address_and_paged(anna, desk, content, clock, log):
    people = take_in(desk, content, EXIT, clock.now, 30)
    desk.exits.note(EXIT, [people[7].id], "undeliverable", "anna", clock.now)
    anna.get(HERE)
    assert "Visar 1–25 av 30" in anna.last.text
    first = next(link for link in anna.page.links() if link.startswith("HEM-"))
    assert first == people[7].reference, "whose letter came back is seen to first"
    assert "Brevet kom tillbaka Ring" in anna.page.words("main")
    assert "Kort om tid" not in anna.page.words("main")
    anna.follow("Senare")
    assert "Visar 26–30 av 30" in anna.last.text
    anna.get(f"{HERE}?aterkommet=ja")
    assert [link for link in anna.page.links() if link.startswith("HEM-")] == [people[7].reference]
    anna.get(f"{HERE}?status=chosen")
    assert "Inget passar." in anna.page.words("main")
    anna.get(f"{HERE}?omrade={people[0].affected.area}&status=not-yet&sida=x")
    assert people[0].reference in anna.page.links()
    assert people[1].reference not in anna.page.links()


@pytest.mark.parametrize("wrote", ["hem-0002", " HEM - 0002 ", "code"])
def test_one_is_found_by_reference_or_code_and_neither_stands_in_the_address(anna, cases, wrote, log):
    case = cases[1]
    anna.get(HERE)
    before = len(log("exit_seen"))
    anna.press("Hitta", sokt=grouped(case.code).lower() if wrote == "code" else wrote)
    assert anna.is_at(at(case))
    found, shown = log("exit_seen")[before:]
    assert case.id in found.rows, "before it leads there: who fetches no page has found somebody too"
    assert case.id in shown.rows
    assert case.reference in anna.page.words("main")
    assert grouped(case.code) in anna.last.text


def test_what_nobody_has_is_told(anna, cases):
    anna.get(HERE)
    anna.press("Hitta", sokt="HEM-9999")
    assert anna.last.status_code == 400
    assert anna.page.links()["Ingen beteckning och ingen kod i avslutet är det du skrev"] == "#sokt"


def test_a_letter_that_came_back_is_noted_and_taken_back(anna, cases, log):
    anna.get(at(cases[0]))
    anna.press("Brevet kom tillbaka")
    assert "Det är noterat att brevet kom tillbaka" in anna.last.text
    words = anna.page.words("main")
    assert "Brevet kom tillbaka. Ring personen, eller sök rätt adress." in words
    assert "påminn" not in words.casefold().replace("ingen påminnelse", "")
    anna.press("Brevet kommer fram ändå")
    assert "är borttagen" in anna.last.text
    assert len(log("exit_undeliverable")) == len(log("exit_deliverable")) == 1


def test_a_press_that_comes_after_another_officers_act_changes_nothing(anna, bo, cases, desk):
    for browser in (anna, bo):
        browser.get(at(cases[0]))
    seen = anna.last
    anna.press("Brevet kom tillbaka")
    bo.press("Utse", provider="bjorkens-hemtjanst")
    press_yes(bo)
    assert bo.last.status_code == 409
    assert "anna noterade att brevet kom tillbaka" in bo.page.words("main")
    assert desk.exits.read(EXIT)[0].settled == ()
    anna.last = seen
    anna.press("Brevet kom tillbaka")
    assert anna.last.status_code == 200, "the same press once more"


def test_who_can_is_appointed_and_the_others_are_told_why_not(anna, cases, content, desk):
    anna.get(at(cases[0]))
    anna.press("Utse")
    assert anna.last.status_code == 400
    assert anna.page.links()["Välj en utförare"] == "#appoint"
    able = {field.get("value") for field in anna.page.all("input") if field.get("name") == "provider"}
    assert helper(content, cases[0]) in able
    assert "solgardens-hemtjanst" not in able
    assert "utförare kan inte" in anna.last.text
    anna.press("Utse", provider="solgardens-hemtjanst")
    assert anna.last.status_code == 400
    anna.get(at(cases[0]))
    anna.press("Utse", provider=helper(content, cases[0]))
    words = anna.page.words("main")
    for part in (cases[0].reference, content.providers[helper(content, cases[0])].name, "1 februari 2027"):
        assert part in words, "for whom, who and from when"
    assert desk.exits.read(EXIT)[0].settled == (), "nobody is appointed by one tap"
    press_yes(anna)
    assert "Utföraren är utsedd." in anna.last.text
    assert "hjälper från 1 februari 2027" in anna.page.words("main")
    (settled,) = desk.exits.read(EXIT)[0].settled
    assert (settled.kind, settled.made_by) == ("appointed", "anna")


def test_a_code_that_two_have_used_counts_for_nobody_until_an_officer_says_whose_it_is(
    anna, cases, send, content, desk
):
    case, provider = cases[0], helper(content, cases[0])
    mine, other = sent(1, case, provider), sent(2, case, provider, person=1)
    send(mine, other)
    anna.get(HERE)
    assert "1 kod har använts av flera personer" in anna.page.links()
    assert [told(one) for one in anna.page.all("span") if one.get("class") == "flag"] == ["Ring", "Ring"]
    anna.get(at(case))
    assert "Flera personer har använt koden" in anna.page.words("main")
    labels = " ".join(one.get("aria-label", "") for one in anna.page.all("button"))
    for one, name in ((mine, "Åsa Öst"), (other, "Bo Berg")):
        assert f"{grouped(one.reference)}, {name}, " in labels, "whoever calls must know whose each is"
    assert anna.page.buttons().count("Det här valet är rätt") == 2
    assert {grouped(one.reference) in anna.page.words("main") for one in (mine, other)} == {True}
    press_about(anna, "Det här valet är rätt", mine.id)
    words = anna.page.words("main")
    assert "Valet är kopplat till beteckningen." in anna.last.text
    assert "Kopplat av anna" in words
    assert "Räknas inte: ett annat val är kopplat." in words
    assert "hjälper från 1 februari 2027" in words
    press_about(anna, "Inte den här personens val", other.id)
    assert "losskopplat" in anna.last.text
    (kept,) = desk.exits.read(EXIT)[0].choices
    assert kept.submission == mine.id


def test_a_letter_that_says_another_day_is_told_of(anna, cases, desk, content, clock, places):
    desk.exits.note(EXIT, [case.id for case in cases[:3]], "letter", "anna", clock.now, content)
    anna.get(HERE)
    assert "har flyttats" not in anna.page.words("main")
    provider = content.providers["solgardens-hemtjanst"]
    moved = provider.agreement.model_copy(update={"last_day": provider.agreement.last_day.replace(day=20)})
    providers = {**content.providers, provider.id: provider.model_copy(update={"agreement": moved})}
    newer = content.model_copy(update={"providers": providers})
    write_published(places.published, newer, load_forms(Folder(PROJECT, PROJECT))[0])
    anna.get(HERE)
    assert "Sista dagen har flyttats sedan breven till 3 personer postades." in anna.page.words("main")
    assert "Skicka nya brev, ring dem som inget brev görs till, och kör regeln" in anna.page.words("main")
    anna.get(at(cases[0]))
    assert "Brevet säger att sista dagen är 31 januari 2027." in anna.page.words("main")
    anna.get(at(cases[3]))
    assert "har flyttats" not in anna.page.words("main")


def test_a_choice_without_a_code_is_tied_when_both_sides_have_been_seen(
    anna, cases, send, content, desk, log
):
    case, row = cases[2], sent(1, cases[2], helper(content, cases[2]), code=False)
    send(row)
    anna.get(HERE)
    assert "Ta reda på vems det är." in anna.page.words("main")
    anna.follow("1 val har ingen kod")
    assert "Åsa Öst" in anna.page.words("main")
    assert row.id in log("list")[-1].rows
    anna.press("Hitta", sokt=grouped(row.reference))
    assert anna.is_at(f"{HERE}val/{row.id}/")
    assert row.id in log("exit_seen")[-1].rows
    anna.press("Fortsätt", sokt="HEM-7777")
    assert anna.last.status_code == 400
    anna.press("Fortsätt", sokt=grouped(case.code))
    words = anna.page.words("main")
    assert grouped(row.reference) in words
    assert case.reference in words
    assert desk.exits.read(EXIT)[2].choices == (), "nothing is tied before that is pressed"
    anna.press("Ja, koppla ihop dem")
    assert anna.is_at(at(case))
    assert desk.exits.read(EXIT)[2].choices[0].tied_by == "anna"
    anna.get(f"{HERE}val/")
    assert "Inga just nu." in anna.page.words("main")
    assert anna.get(f"{HERE}val/{row.id}/").headers["Location"].endswith(at(case))


@pytest.mark.parametrize(
    ("received", "differs"), [(None, True), (datetime(2027, 2, 5, 9, tzinfo=UTC), False)]
)
def test_after_the_last_day_whoever_helps_now_is_another_of_course_before_and_after_it_is_tied(
    anna, cases, send, content, clock, received, differs
):
    if received is not None:
        clock.now = received
        anna.sign_in()
    row = sent(1, cases[1], helper(content, cases[1]), code=False)
    object.__setattr__(row, "received_at", clock.now)
    object.__setattr__(row, "answers", {**row.answers, "today": "kommunens-hemtjanst"})
    send(row)
    anna.get(HERE)
    anna.get(f"{HERE}val/{row.id}/")
    anna.press("Fortsätt", sokt=cases[1].reference)
    told = "Inte samma utförare i dag"
    assert (told in anna.page.words("main")) is differs
    anna.press("Ja, koppla ihop dem")
    assert (told in anna.page.words("main")) is differs


def test_a_choice_of_nobody_on_the_list_is_purged_on_its_day_and_can_be_taken_back(
    anna, cases, send, content, desk, log, clock
):
    row = sent(1, cases[2], helper(content, cases[2]), code=False)
    send(row)
    anna.get(f"{HERE}val/")
    desk.step(row.id, 1, "taken_over", "anna", clock.now)
    anna.get(f"/arenden/{row.id}/")
    assert "Raderas inte än" in anna.page.words("main")
    anna.get("/arenden/?visa=overtagna")
    assert "Raderas inte än" in anna.page.words("main")
    anna.get(f"{HERE}val/{row.id}/")
    anna.press("Hör inte till listan")
    assert "hör inte till någon på listan" in anna.page.words("main").replace("inte hör", "hör inte")
    assert len(log("exit_apart")) == 1
    anna.get(f"{HERE}val/")
    assert "Inga just nu." in anna.page.words("main")
    anna.get(f"/arenden/{row.id}/")
    assert "Raderas här " in anna.page.words("main")
    anna.get("/arenden/?visa=overtagna")
    assert "Raderas här " in anna.page.words("main")
    assert desk.exits.awaited(desk.list()) == frozenset()
    anna.get(f"{HERE}val/")
    anna.follow("1 val hör inte till någon på listan")
    assert "Åsa Öst" in anna.page.words("main")
    anna.follow("Koppla till en beteckning")
    anna.press("Ångra: det hör till listan")
    assert len(log("exit_apart_undone")) == 1
    assert desk.exits.awaited(desk.list()) == {row.id}


def test_an_unknown_exit_and_an_unknown_person_are_no_pages(anna, cases):
    for address in (f"{ALL}inget/", f"{HERE}b/{'0' * 32}/", f"{HERE}val/{'0' * 32}/"):
        assert anna.get(address).status_code == 404, address


def test_a_protected_persons_provider_stands_on_no_page(anna, cases, send, content, desk, clock):
    case, row = cases[0], sent(1, cases[0], helper(content, cases[0]))
    send(row)
    anna.get(at(case))
    desk.protect(row.id, 1, "anna", clock.now, on=True)
    for address in (HERE, at(case)):
        anna.get(address)
        assert "Sköts per telefon" in anna.page.words("main")
        assert "Björkens hemtjänst" not in " ".join(told(one) for one in anna.page.all("td"))
    assert "Vill ha en utförare" not in anna.page.words("main")
    anna.press("Utse", provider=helper(content, case))
    press_yes(anna)
    assert (
        "hjälper från 1 februari 2027. Utsedd av kommunen. Står aldrig i en fil: ring utföraren."
        in anna.page.words("main")
    ), "the next officer must know"
    anna.get(HERE)
    assert "Björkens hemtjänst" not in " ".join(told(one) for one in anna.page.all("td"))


def test_what_is_confirmed_is_changed_no_more_and_stands_last(anna, cases, desk, clock, content):
    ended(desk, clock.now, EXIT)
    anna.get(ALL)
    assert "Avslutade" in [told(one) for one in anna.page.all("h2")]
    anna.get(at(cases[0]))
    assert "Inget ändras här längre." in anna.page.words("main")
    assert anna.page.buttons() == ["Logga ut"]


def test_another_municipality_has_several_that_stop_at_once(orebro, clock):
    app, content = orebro
    desk, browser = app.extensions["hemval.desk"], app.test_client()
    browser.municipality = content.municipality.name
    cases = take_in(desk, content, EXITS["orebro"], clock.now, 6)
    browser.sign_in()
    here = f"{ALL}{EXITS['orebro']}/"
    browser.get(here)
    assert browser.page.words("h1").endswith(" slutar")
    browser.get(f"{here}?fran={cases[1].affected.provider}")
    assert [link for link in browser.page.links() if link.startswith("HEM-")] == ["HEM-0002", "HEM-0005"]
    browser.get(f"{here}b/{cases[0].id}/")
    browser.press("Utse", provider=helper(content, cases[0]))
    press_yes(browser)
    assert "Utföraren är utsedd." in browser.last.text


def test_each_reads_the_steps_that_are_theirs_and_none_when_it_is_confirmed(anna, cases, desk, clock):
    anna.get(HERE)
    assert "Posta breven" not in anna.page.words("main")
    assert "sköter samordnaren" in anna.page.words("main")
    desk.accounts.set_roles(NAME, ["coordinator"], "test", clock.now)
    anna.get(HERE)
    words = anna.page.words("main")
    assert "Posta breven Att göra nu" in words
    assert f"Berörda i allt{len(cases)}" in words
    assert "Det går att bekräfta från 1 februari 2027." in words
    ended(desk, clock.now, EXIT)
    anna.get(HERE)
    words = anna.page.words("main")
    assert "Ändra planen" not in words
    assert "Posta breven" not in words
    assert anna.get(f"{HERE}plan/").status_code == 409


def steps_on(content, day, cases, endpoint):
    made = plans(content, EXIT, cases, day)
    one = Looked(EXIT, content.exits.root[EXIT], content, tuple(cases), made, progress(made, day), None, day)
    return [step for step in steps(one, day, "never") if step.endpoint == endpoint]


def test_letters_are_to_be_posted_from_the_day_they_go_out(cases, content):
    letters = content.exits.root[EXIT].letters
    for day, state in ((letters - timedelta(days=1), "later"), (letters, "now")):
        letter, _ = steps_on(content, day, cases, "exit_letters")
        assert letter.state == state, day


def test_letters_and_reminders_count_only_whom_they_can_reach(content):
    plan = content.exits.root[EXIT]
    provider, after = plan.providers[0], plan.deadline + timedelta(days=1)
    told = {"told_at": SENT, "told_day": content.providers[provider].agreement.last_day}
    silent, newcomer = affected(1, provider, **told), affected(2, provider)
    returned = affected(3, provider, undeliverable_at=SENT)
    answered = affected(4, provider, choice(1, "bjorkens-hemtjanst"), **told)
    every = [silent, newcomer, returned, answered]
    letter, reminder = steps_on(content, plan.reminders[0], every, "exit_letters")
    assert (letter.state, letter.told) == ("now", "2 av 4 brev är postade.")
    assert (reminder.state, reminder.told) == ("now", "1 har inte valt än.")
    letter, reminder = steps_on(content, plan.reminders[0], [newcomer, returned], "exit_letters")
    assert (reminder.state, reminder.told) == ("later", ""), "whom no letter has reached no reminder does"
    letter, _ = steps_on(content, after, every, "exit_letters")
    assert (letter.state, letter.told) == ("now", "2 av 4 brev är postade. 1 kan inte få brev längre. Ring.")
    letter, _ = steps_on(content, after, [silent, returned], "exit_letters")
    assert letter.state == "done"


def test_the_rule_is_not_to_be_run_while_letters_let_all_choose(content):
    today = content.exits.root[EXIT].deadline + timedelta(days=1)
    provider = content.exits.root[EXIT].providers[0]
    for promised, state in ((today, "later"), (None, "now")):
        cases = [affected(1, provider, told_at=SENT, told_deadline=promised)]
        (rule,) = steps_on(content, today, cases, "exit_rule")
        assert rule.state == state


def test_the_rule_is_not_done_with_while_it_gives_somebody_nobody(content):
    """Where the municipality appoints for each, the page of the rule is where that is done."""
    exits = Exits(
        {EXIT: content.exits.root[EXIT].model_copy(update={"no_choice": Appointed(kind="appointed")})}
    )
    here = content.model_copy(update={"exits": exits})
    plan = exits.root[EXIT]
    today = plan.deadline + timedelta(days=1)
    cases = [affected(n, plan.providers[0]) for n in (1, 2)]
    made = plans(here, EXIT, cases, today)
    one = Looked(EXIT, plan, here, cases, made, progress(made, today), None, today)
    (rule,) = [one for one in steps(one, today, "never") if one.endpoint == "exit_rule"]
    assert rule.state == "now"
    assert rule.told == "För 2 personer utser du någon."

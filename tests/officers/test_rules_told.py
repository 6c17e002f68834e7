"""What the rules say of a choice, on its page: when it was sent, now, and when it was taken over."""

import pytest

from hemval.content.no_choice import InTurn
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.forms.sent.judging import judged_when_sent
from hemval.pages.published import write_published
from hemval.queue.submission import Submission
from tests.officers.page import told
from tests.officers.samples import choice

SWITCH = {"kind": "switch", "today": "kommunens-hemtjanst", "provider": "bjorkens-hemtjanst"}
QUEUE = "Väntar på Björkens hemtjänst. Under tiden hjälper Kommunens hemtjänst."
HELPS = "Björkens hemtjänst hjälper, tidigast onsdag 9 december 2026."


def sent(content: Content, answers: dict[str, str] = SWITCH) -> Submission:
    one = choice(answers=answers)
    return one.model_copy(
        update={"outcome": judged_when_sent(content, "choice", answers, one.received_at, one.id)}
    )


def with_queue(content: Content, provider: str = "bjorkens-hemtjanst") -> Content:
    room = content.rooms.root[provider].model_copy(update={"state": "queue"})
    return content.model_copy(update={"rooms": Rooms({**content.rooms.root, provider: room})})


@pytest.fixture
def opened(send, anna):
    """Send a choice and open it."""

    def open_(one: Submission):
        send(one)
        anna.get("/arenden/")
        anna.get(f"/arenden/{one.id}/")
        return anna

    return open_


def said(browser) -> dict[str, tuple[str, list[str]]]:
    """Return result and steps by what stands over them."""
    main = [*browser.page.one("main").iter()]
    titles = [element for element in main if element.tag == "h3"]
    results = [told(element) for element in main if element.tag == "strong" and told(element).endswith(".")]
    steps = [[told(step) for step in element.iter("li")] for element in main if element.tag == "ol"]
    own = [result for result in results if "e-legitimation" not in result]
    return dict(zip([told(title) for title in titles], zip(own, steps, strict=True), strict=True))


def flags(browser) -> list[str]:
    return [told(div) for div in browser.page.all("div") if div.get("class") == "notice"]


def test_what_was_sent_is_told_with_its_steps_and_nothing_more_while_it_holds(opened, content):
    browser = opened(sent(content))
    assert list(said(browser)) == ["När valet skickades"]
    result, steps = said(browser)["När valet skickades"]
    assert result == HELPS
    assert steps[0] == "Det kom in onsdag 2 december 2026."
    assert steps[-1] == "Kommunens hemtjänst, som hjälper i dag, fortsätter fram till starten."
    assert "Går att räkna om: ja." in browser.last.text
    assert flags(browser) == []


def test_what_differs_now_is_told_and_flagged(opened, content, places):
    one = sent(content)
    write_published(places.published, with_queue(content), {})
    browser = opened(one)
    assert said(browser)["När valet skickades"][0] == HELPS
    result, steps = said(browser)["Nu"]
    assert result == QUEUE
    assert "Det kom in onsdag 2 december 2026." not in steps, "only what differs"
    assert flags(browser) == [
        "Personen önskar Björkens hemtjänst, som har kö.Berätta om kön, och fråga om personen vill vänta."
    ]


def test_a_queue_is_no_flag_to_a_person_who_has_answered_that_it_may_take_time(opened, content, places):
    one = sent(content, SWITCH | {"queue": "wait"})
    write_published(places.published, with_queue(content), {})
    assert flags(opened(one)) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"last_day": "2026-12-04", "end": "leaves"}, "den slutar före dess (4 december 2026)"),
        ({"areas": ("skargarden",)}, "den arbetar inte i området"),
    ],
)
def test_who_leaves_or_does_not_come_to_the_area_is_flagged(opened, content, places, change, why):
    provider = content.providers["bjorkens-hemtjanst"]
    agreement = type(provider.agreement).model_validate(provider.agreement.model_dump(mode="json") | change)
    providers = content.providers | {provider.id: provider.model_copy(update={"agreement": agreement})}
    one = sent(content, SWITCH | {"area": "norra"})
    write_published(places.published, content.model_copy(update={"providers": providers}), {})
    (flag,) = flags(opened(one))
    assert flag.startswith(f"Björkens hemtjänst kan inte hjälpa: {why}.")
    assert flag.endswith("Ring och fråga vem personen vill ha i stället.")


def test_taking_over_stores_it_and_what_comes_later_changes_nothing(opened, content, places):
    browser = opened(sent(content))
    browser.press("Markera som övertagen")
    write_published(places.published, with_queue(content), {})
    browser.get(browser.last.request.path)
    assert list(said(browser)) == [
        "När valet togs över, 2 december 2026 klockan 10.30", "När valet skickades"
    ]  # fmt: skip
    assert {result for result, _ in said(browser).values()} == {HELPS}
    assert browser.last.text.count("Går att räkna om: ja.") == 2
    assert flags(browser) == []


def test_whose_turn_it_is_is_told_now_and_given_when_it_is_taken_over(opened, content, places):
    rule = InTurn(kind="in-turn", order=("bjorkens-hemtjanst", "storangens-omsorg"))
    rules = tuple(one.model_copy(update={"no_choice": rule}) for one in content.municipality.rules)
    municipality = content.municipality.model_copy(update={"rules": rules})
    in_turn = content.model_copy(update={"municipality": municipality})
    write_published(places.published, in_turn, {})
    browser = opened(sent(in_turn, {"kind": "no-choice", "area": "norra"}))
    assert said(browser)["När valet skickades"][0] == "Vem som hjälper räknas ut när ärendet handläggs."
    assert said(browser)["Nu"] == (HELPS, ["Björkens hemtjänst är först på tur."])
    browser.press("Markera som övertagen")
    assert next(iter(said(browser).values()))[0] == HELPS


def test_an_outcome_that_does_not_follow_is_warned_of(opened, content):
    one = sent(content)
    wrong = one.outcome.result.model_copy(update={"provider": "fjordens-omsorg"})
    browser = opened(one.model_copy(update={"outcome": one.outcome.model_copy(update={"result": wrong})}))
    assert flags(browser)[0].startswith("Går att räkna om: nej.")
    assert list(said(browser)) == ["När valet skickades", "Nu"]


def test_a_damaged_or_another_versions_outcome_leaves_the_choice_readable(opened, content, desk):
    browser = opened(Submission.model_validate(sent(content).model_dump() | {"outcome": {"format": 99}}))
    assert "Det sparades av en annan version av Hemval" in browser.last.text
    browser.press("Markera som övertagen")
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE outcome SET sealed=x'00'")
    browser.get(browser.last.request.path)
    assert flags(browser)[0].startswith("Det som sparades går inte att öppna.")
    assert "Åsa Öst" in browser.last.text


@pytest.mark.parametrize("answers", [{"kind": "call-me"}, SWITCH | {"queue": "not-wait"}])
def test_where_a_call_settles_it_that_is_said(opened, content, answers):
    browser = opened(sent(content, answers))
    assert "Reglerna avgör inte det här valet" in browser.last.text
    browser.press("Markera som övertagen")
    assert "Reglerna avgör inte det här valet" in browser.last.text


def test_where_the_published_content_cannot_be_read_a_choice_is_taken_over_all_the_same(
    opened, content, places, desk
):
    places.published.write_text("{}", encoding="utf-8")
    browser = opened(sent(content))
    assert "går inte att läsa just nu" in browser.last.text
    assert list(said(browser)) == ["När valet skickades"]
    browser.press("Markera som övertagen")
    assert desk.count()["taken_over"] == 1
    assert "Vad reglerna sade när valet togs över är inte sparat." in browser.last.text

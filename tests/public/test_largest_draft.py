"""The largest draft sent for real: the browser is never given a cookie that it would drop."""

from hemval.forms.asked.asking import Asking
from hemval.forms.cookie.draft import LARGEST_COOKIE, opened_draft
from hemval.forms.cookie.incompressible import some_text
from hemval.forms.cookie.largest_draft import ALWAYS, SENT, largest_draft
from hemval.forms.types.line import LineQuestion
from hemval.pages.published import read_published
from hemval.public.draft_session import COOKIE, DraftSessions
from hemval.queue.inbox import SECRET
from hemval.queue.secret import read_secret
from hemval.settings import Settings
from hemval.words import words_in
from tests.municipalities import NOW
from tests.public.client import Citizen
from tests.public.journeys import go


def cookie(citizen: Citizen) -> str:
    draft = citizen.path.rsplit("/", 2)[0] + "/"
    found = citizen.client.get_cookie(COOKIE, path=draft)
    assert found is not None
    return found.value


def test_the_longest_answers_on_every_branch_stay_below_what_was_worked_out(
    citizen: Citizen, settings: Settings, municipality: str
) -> None:
    published = read_published(settings.places.published)
    form = published.forms["choice"]
    asking = Asking(published.content, words_in("sv"), NOW.date(), {})
    longest = {
        page.id: page.largest_answers(asking)[0]
        for page in form.pages
        if page.id in ("name", "helper", "phone")
    }
    waits = next(name for name, room in published.content.rooms.root.items() if room.state == "queue")
    go(citizen, who="represent", kind="switch", today="_unknown", provider=waits, **longest)
    sizes = [len(cookie(citizen))]
    folder = citizen.path.removesuffix("kontrollera/")
    for page, answer in longest.items():  # what is kept as typed lies there beside the answer
        citizen.get(f"{folder}{page}/").answer(f"{answer[: LineQuestion.longest_typed - 2]}\u200b\u00a0")
        sizes.append(len(cookie(citizen)))
    citizen.get(f"{folder}kind/").answer("first")  # the switch is abandoned, not forgotten
    sizes.append(len(cookie(citizen)))
    assert sizes[0] > 1_300
    largest = largest_draft(form, asking)
    assert max(sizes) <= largest.answers < LARGEST_COOKIE
    citizen.send()
    assert citizen.question == "kvitto"
    assert len(cookie(citizen)) <= largest.receipt < LARGEST_COOKIE


def test_a_real_draft_holds_what_was_reckoned_with(citizen: Citizen, settings: Settings) -> None:
    key = DraftSessions(read_secret(settings.places.public / SECRET), lambda: NOW, secure=False).key_of(
        "valj/"
    )
    go(citizen, kind="call-me")
    draft = opened_draft(cookie(citizen), key, NOW)
    assert draft is not None
    assert draft.keys() == {*ALWAYS, "answers", "typed"}
    for name, value in ALWAYS.items():
        assert len(str(draft[name])) <= len(str(value)), name
    citizen.send()
    draft = opened_draft(cookie(citizen), key, NOW)
    assert draft is not None
    assert draft.keys() == {*ALWAYS, "answers", "typed", "receipt"}
    assert draft["receipt"].keys() == {*SENT, "rows", "paragraphs"}
    assert draft["answers"] == draft["typed"] == {}
    for name, value in SENT.items():
        assert len(str(draft["receipt"][name])) == len(str(value)), name


def test_a_line_of_blanks_and_hidden_characters_does_not_fill_the_cookie(citizen: Citizen) -> None:
    go(citizen, until="name")
    hidden = "".join(
        "\u200b\u200e\u200f\u2060\u202a\u202b\u202c\ufeff"[ord(c) % 8] for c in some_text(1_500, "x")
    )
    citizen.answer(f"Å{hidden}sa")
    assert citizen.question != "name"
    assert len(cookie(citizen)) < 800

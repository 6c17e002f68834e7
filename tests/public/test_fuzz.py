"""A bounded fuzz: whatever is sent, the application answers, and takes in only what its form allows.

FUZZ_POSTS sets how many requests (default 300 for both municipalities together), FUZZ_SEED which ones.
"""

import os
import random
import re
import sqlite3

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, ValidationError
from werkzeug.test import TestResponse

from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import objections, way_through
from hemval.forms.definition import FormDefinition
from hemval.forms.types import AnyQuestion
from hemval.forms.types.identity_number import DECLINED
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.text import FreeText
from hemval.pages.address import page_of_form
from hemval.pages.published import Published, read_published
from hemval.public.application import create
from hemval.public.draft_session import COOKIE
from hemval.queue.desk.unsealing import unseal_bytes
from hemval.queue.inbox import inbox_path
from hemval.queue.submission import Submission
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.plain import HIDDEN
from tests.municipalities import NOW, SOURCES
from tests.page_invariants import check_page
from tests.public.hostile import BODIES, HEADERS, METHODS, PATHS, VALUES, damaged, some_request

POSTS = int(os.environ.get("FUZZ_POSTS", "300")) // len(SOURCES)
SEED = os.environ.get("FUZZ_SEED", "hemval")

TOKEN = re.compile(r'name="csrf_token" value="([^"]*)"')
DRAFT = re.compile(r"^((?:/en)?/(?:valj|formular/[a-z-]+)/[^/]{22}/)([a-z0-9-]+)/$")

LINES = {
    "name": ("Åsa Öberg", "محمد العلي", "Zoe\u0308", " Anna  \u200bMaria "),
    "identity-number": ("19380412-9819", "192507149850", "380412 9819", "193804729816"),
    "phone": ("070-174 06 05", "+46 (0)31 390 06 12", "08–465 004 00"),
    "email": ("", "åsa@exempel.se", " <a.b@c.example> "),
    "text": ("Persiska", "  Somaliska\r\noch arabiska "),
    "address": ("",),
    "date": ("",),
    "reference": ("7K2W XDPM", "7k2w-xdpm"),
    "fact": ("24", "031-390 06 42", "a@b.example", "www.a.example"),
    "translated": ("Vi är få.",),
    "languages": ("svenska, finska",),
    "priced": ("", "Utflykt, 345\r\nFika"),
}


class Fuzzer:
    """A browser in the hands of chance: often answers well, so that it gets far, and often does not."""

    def __init__(self, app: Flask, published: Published, dice: random.Random) -> None:
        self.client = app.test_client()
        self.published = published
        self.form: FormDefinition = published.forms["choice"]
        """The form of the draft; each draft takes one by chance, the choice most often."""
        self.dice = dice
        self.folder, self.at, self.token = "", "", ""
        self.paths: list[str] = []
        self.statuses: dict[int, int] = {}
        self.largest_cookie = self.sent = 0

    def step(self) -> None:
        if not self.folder or self.dice.random() < 0.01:
            self.begin()
            return
        act = self.dice.choices(
            (self.answer, self.answer_badly, self.wander, self.anything, self.damage, self.turn),
            (70, 9, 7, 8, 1, 5),
        )[0]
        act()

    def begin(self) -> None:
        others = sorted(self.published.forms)
        self.form = self.published.forms["choice" if self.dice.random() < 0.5 else self.dice.choice(others)]
        language = "" if self.dice.random() < 0.6 else "en/"
        self.folder = ""
        self.open(f"/{language}{page_of_form(self.form.address)}", follow_redirects=True)

    def answer(self) -> None:
        page = self.form.page(self.at)
        name = page.field_names()[0] if page else self.at
        data = {"csrf_token": self.token, name: self.good_value(page) if page else ""}
        if self.at == "identity-number" and self.dice.random() < 0.3:
            data |= {self.at: self.dice.choice(("", self.bad_value())), f"{self.at}{DECLINED}": DECLINED}
        self.open(f"{self.folder}{self.at}/", method="POST", data=data, follow_redirects=True)
        if self.at == "kvitto":
            self.folder = ""
            self.sent += 1

    def answer_badly(self) -> None:
        names = [self.at, *(page.id for page in self.form.pages), "csrf_token", "webbplats", "\x00"]
        data = {"csrf_token": [self.token], self.at: [self.bad_value()]}
        for _ in range(self.dice.randrange(3)):
            data.setdefault(self.dice.choice(names), []).append(self.bad_value())
        self.open(f"{self.folder}{self.at}/", method="POST", data=data)

    def wander(self) -> None:
        """Post or get any page of the draft out of order."""
        page = self.dice.choice([*self.form.pages, None])
        place = (
            page.id
            if page
            else self.dice.choice(("kontrollera", "kvitto", "radera", "", "sprak/en/name", "x"))
        )
        value = self.good_value(page) if page and self.dice.random() < 0.5 else self.bad_value()
        data = {"csrf_token": self.token, place: value}
        method = self.dice.choice(("GET", "POST", "POST"))
        self.open(f"{self.folder}{place}/", method=method, data=data if method == "POST" else None)

    def anything(self) -> None:
        self.open(**some_request(self.dice, [f"{self.folder}{self.at}/", self.folder]))

    def damage(self) -> None:
        """Change the cookie, then go on as if nothing had happened."""
        cookie = self.client.get_cookie(COOKIE, path=self.folder)
        if cookie is not None:
            self.client.set_cookie(COOKIE, damaged(cookie.value, self.dice), path=self.folder)
        self.open(f"{self.folder}{self.at}/")
        self.folder = ""

    def turn(self) -> None:
        """Go back and change an answer, or the language."""
        other = self.dice.choice(("sv", "en"))
        page = self.dice.choice(self.form.pages).id
        path = self.dice.choice((f"{page}/", f"sprak/{other}/{page}/"))
        self.open(f"{self.folder}{path}", follow_redirects=True)

    def good_value(self, page: AnyQuestion | None) -> str:
        if page is None or not page.puts_a_question:
            return ""
        if page.type in LINES:
            return self.dice.choice(LINES[page.type])
        if page.id == "granted" and self.dice.random() < 0.9:
            return "yes"
        asking = Asking(self.published.content, words_in("sv"), NOW.date(), {})
        return self.dice.choice([choice.value for choice in page.face(asking).choices])

    def bad_value(self) -> str:
        return self.dice.choice(
            (*VALUES, damaged(self.token or "x", self.dice), *self.published.content.providers)
        )

    def open(self, path: str, **more: object) -> None:
        with self.client.open(path, **more) as response:  # type: ignore[arg-type]
            self.look_at(response, f"{path!r} {more!r}")

    def look_at(self, response: TestResponse, sent: str) -> None:
        self.statuses[response.status_code] = self.statuses.get(response.status_code, 0) + 1
        assert response.status_code < 500, f"{response.status_code} for {sent}"
        for header in response.headers.getlist("Set-Cookie"):
            self.largest_cookie = max(self.largest_cookie, len(header.partition(";")[0]))
        if response.mimetype != "text/html" or response.request.method not in ("GET", "POST"):
            return
        page = response.get_data(as_text=True)
        if match := DRAFT.match(response.request.path):
            self.folder, self.at = match[1], match[2]
            found = TOKEN.search(page)
            self.token = found[1] if found else self.token
        # Parsing is slow; a page that a value could break comes by often enough.
        if response.status_code < 300 or response.status_code == 400:
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            if self.dice.random() < 0.1:
                check_page(page)


def received(settings: Settings, recovery: str) -> list[Submission]:
    with sqlite3.connect(inbox_path(settings.places)) as connection:
        rows = connection.execute("SELECT sealed FROM inbox").fetchall()
    connection.close()
    return [Submission.model_validate_json(unseal_bytes(sealed, recovery)) for (sealed,) in rows]


def check_allowed(submission: Submission, published: Published) -> None:
    """Hold a received choice against the definition: just the questions on its own way, each with an answer
    that the form takes."""
    form = published.forms[submission.form]
    answers = {page.id: True for page in form.pages if not page.puts_a_question} | submission.answers
    asking = Asking(published.content, words_in("sv"), NOW.date(), answers, mail=True)
    way = way_through(form, asking)
    assert way.complete
    questions = [page for page in way.pages if page.puts_a_question]
    assert not [page for page in way.pages if page.ends_here]
    assert set(submission.answers) == {page.id for page in questions}
    assert [asked.id for asked in submission.asked] == [page.id for page in questions]
    assert objections(way, asking) == {}
    for page in questions:
        answer = submission.answers[page.id]
        Draft202012Validator(page.stored_schema()).validate(answer)
        if page.optional and answer == "":
            continue
        if answer == DECLINED:
            assert page.face(asking).choices
            continue
        if isinstance(page, LineQuestion | FreeText):
            assert page.read(str(answer), asking) == answer
            assert not HIDDEN.search(str(answer).replace("\n", ""))
        elif page.face(asking).choices:
            open_values = [choice.value for choice in page.face(asking).choices if not choice.hindrance]
            assert all(one in open_values for one in (answer if isinstance(answer, list) else [answer]))


def with_mail(settings: Settings) -> Settings:
    """Have the e-mail address asked for too; nobody listens there."""
    return settings.model_copy(update={"mail_server": "127.0.0.1:9", "mail_sender": "a@lindvik.example"})


@pytest.fixture
def published(settings: Settings) -> Published:
    return read_published(settings.places.published)


def test_nothing_breaks_and_nothing_else_comes_in(
    settings: Settings, municipality: str, published: Published, recovery_key: str
) -> None:
    fuzzer = Fuzzer(
        create(with_mail(settings), lambda: NOW), published, random.Random(f"{SEED} {municipality}")
    )
    enough = max(1, POSTS // 100)
    for number in range(4 * POSTS):
        # A fuzz that never gets through the form would prove nothing.
        if number >= POSTS and fuzzer.sent >= enough:
            break
        fuzzer.step()
    sent = received(settings, recovery_key)
    assert len({submission.reference for submission in sent}) == len(sent)
    for submission in sent:
        check_allowed(submission, published)
    assert fuzzer.largest_cookie < 3_800 + len(COOKIE)
    assert len(sent) >= enough
    assert fuzzer.statuses.keys() >= {200, 302, 400}
    print(municipality, len(sent), "received;", dict(sorted(fuzzer.statuses.items())), fuzzer.largest_cookie)  # noqa: T201 - the figures, with -s


def test_each_hostile_thing_once(settings: Settings, published: Published) -> None:
    fuzzer = Fuzzer(create(with_mail(settings), lambda: NOW), published, random.Random(SEED))
    for path in PATHS:
        fuzzer.open(path)
    fuzzer.open("/valj/", follow_redirects=True)
    for address in ("/valj/", f"{fuzzer.folder}who/", f"{fuzzer.folder}kontrollera/", "/"):
        for headers in HEADERS:
            fuzzer.open(address, headers=headers)
        for body, kind in BODIES:
            fuzzer.open(address, method="POST", data=body, content_type=kind)
        for method in METHODS:
            fuzzer.open(address, method=method)


def test_the_fuzz_sees_an_answer_that_is_not_allowed(published: Published, municipality: str) -> None:
    """Sabotage: what the check must refuse."""
    good: dict[str, str | list[str]] = {
        "who": "myself",
        "granted": "yes",
        "name": "Åsa Öberg",
        "support": ["finnish"],
        "contact": "phone",
        "phone": "070-174 06 05",
        "kind": "no-choice",
        "email": "",
    }
    if published.content.municipality.personal_data.identity_number:
        good["identity-number"] = "193804129819"
    order = [page.id for page in published.forms["choice"].pages]

    def submission(answers: dict[str, str | list[str]]) -> Submission:
        return Submission.model_validate(
            {
                "id": "0" * 32,
                "reference": "7K2WXDPM",
                "received_at": NOW,
                "form": "choice",
                "form_version": 1,
                "content_version": "x",
                "language": "sv",
                "channel": "web",
                "answers": answers,
                "asked": [
                    {"id": page, "question": "?", "answer": "!"} for page in sorted(answers, key=order.index)
                ],
            }
        )

    check_allowed(submission(good), published)
    for wrong in (
        {"who": "nobody"},
        {"name": "A\u200bB"},
        {"phone": "hemma"},
        {"granted": "no"},
        {"kind": "first"},
        {"today": "_unknown"},
        {"support": ["_none", "sami"]},
        {"support": []},
        {"email": "åsa"},
    ):
        with pytest.raises((AssertionError, ValueError, ValidationError)):
            check_allowed(submission(good | wrong), published)

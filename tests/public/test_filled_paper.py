"""The form on paper with the answers in it: from the check page, without sending and without a trace."""

import logging
import re
import sys
from functools import partial
from pathlib import Path

from hemval.paper import printing
from hemval.paper.personal import Printers
from hemval.public import filled_paper
from hemval.settings import Settings
from tests.paper.pdf import Pdf
from tests.public.client import Citizen, citizen_of
from tests.public.journeys import go

NAME = "Qxzplanted Öberg"

FAILS = (sys.executable, "-c", "import sys; sys.stderr.write(sys.stdin.read()); sys.exit(1)")


def at_check(citizen: Citizen, language: str = "", **answers: str) -> Citizen:
    return go(citizen.get(f"{language}/valj/"), name=NAME, kind="no-choice", **answers)


def print_it(citizen: Citizen, **more: str) -> Citizen:
    folder = citizen.path.removesuffix("kontrollera/")
    return citizen.post(f"{folder}blankett/", {"csrf_token": citizen.token, **more})


def pdf_of(citizen: Citizen) -> Pdf:
    assert citizen.response.mimetype == "application/pdf", citizen.words
    return Pdf(citizen.response.data)


def traces(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and b"Qxzplanted" in p.read_bytes()]


def test_the_form_comes_filled_in_and_the_answers_stay(citizen: Citizen, settings: Settings, caplog):
    caplog.set_level(logging.DEBUG)
    at_check(citizen)
    assert "Hämta en ifylld blankett att skriva under (PDF)" in citizen.words
    check = citizen.path
    text = pdf_of(print_it(citizen)).text()
    for told in (NAME, "193804129819", "070-174 06 05", "Du har fyllt i blanketten på webben."):
        assert told in text
    headers = citizen.response.headers
    assert headers["Content-Disposition"] == "attachment; filename=valj-ifylld.pdf"
    assert "no-store" in headers["Cache-Control"]
    assert "Set-Cookie" not in headers
    assert traces(settings.content) == []
    assert "Qxzplanted" not in caplog.text
    # What a trace would look like: the search finds one that is there.
    (settings.content / "left").write_text(NAME, "utf-8")
    assert len(traces(settings.content)) == 1
    assert citizen.get(check).send().question == "kvitto"


def test_it_is_in_the_language_and_size_that_were_asked_for(citizen: Citizen):
    at_check(citizen, "/en")
    check = citizen.path
    usual = pdf_of(print_it(citizen))
    large = pdf_of(print_it(citizen.get(check), bokstaver="stora"))
    for pdf in (usual, large):
        assert "What is your name?" in pdf.text()
        assert "form choice-en" in pdf.foot(0)
    assert len(large.pages) > len(usual.pages)


def test_two_papers_saved_in_one_folder_do_not_take_each_others_place(citizen: Citizen):
    at_check(citizen)
    check, names = citizen.path, []
    for size in ("", "stora"):
        print_it(citizen.get(check), bokstaver=size)
        names.append(citizen.response.headers["Content-Disposition"].partition("filename=")[2])
    assert names == ["valj-ifylld.pdf", "valj-stor-text-ifylld.pdf"]


def test_nothing_is_printed_of_what_could_not_be_sent(citizen: Citizen, settings: Settings):
    at_check(citizen)
    check, folder = citizen.path, citizen.path.removesuffix("kontrollera/")
    assert print_it(citizen, csrf_token="old").response.status_code == 400
    assert "Tryck på knappen en gång till." in citizen.words
    assert citizen.get(f"{folder}blankett/").path == check
    stranger = citizen_of(settings).post(f"{folder}blankett/", {})
    assert (stranger.response.status_code, stranger.heading) == (400, "Dina svar finns inte kvar här")
    half = go(citizen_of(settings), until="contact", name=NAME)
    waits, folder = half.path, half.path.removesuffix("contact/")
    assert half.post(f"{folder}blankett/", {"csrf_token": half.token}).path == waits
    sent = citizen.get(check).send()
    folder = sent.path.removesuffix("kvitto/")
    assert sent.post(f"{folder}blankett/", {"csrf_token": sent.token}).path == sent.path


def test_who_comes_when_all_printers_are_busy_loses_nothing(settings: Settings, monkeypatch):
    monkeypatch.setattr(filled_paper, "Printers", partial(Printers, 0))
    citizen = at_check(citizen_of(settings))
    check = citizen.path
    print_it(citizen)
    assert (citizen.response.status_code, citizen.response.headers["Retry-After"]) == (503, "30")
    assert "Vänta en stund och försök igen." in citizen.words
    assert citizen.get(check).send().question == "kvitto"


def test_a_press_that_fails_says_what_to_do_and_quotes_nothing(citizen: Citizen, monkeypatch, caplog, capfd):
    at_check(citizen)
    monkeypatch.setattr(printing, "PRESS", FAILS)
    print_it(citizen)
    assert citizen.response.status_code == 503
    assert citizen.heading == "Vi kan inte göra din blankett just nu"
    assert "a form could not be printed: NotPrinted" in caplog.text
    assert "Qxzplanted" not in caplog.text + "".join(capfd.readouterr())


def test_a_provider_that_closes_meanwhile_is_told_of_before_anything_is_printed(settings: Settings):
    citizen = go(citizen_of(settings), until="provider", name=NAME, kind="first")
    chosen = next(e.get("value", "") for e in citizen.page.iter("input") if e.get("type") == "radio")
    go(citizen, provider=chosen)
    print_it(citizen)
    assert citizen.response.mimetype == "application/pdf"
    room = settings.content / "room.yml"
    room.write_text(re.sub("state: (open|queue)", "state: closed", room.read_text("utf-8")), "utf-8")
    citizen.path = citizen.path.replace("blankett/", "kontrollera/")
    print_it(citizen)
    assert citizen.path.endswith("kontrollera/")
    assert "Tar inte emot nya" in citizen.words

"""A provider's own facts as an officer reads them: the difference, and a file without whoever attested."""

from datetime import date

import pytest

from hemval.editing.proposal import Proposal
from tests.officers.page import told
from tests.officers.samples import choice

ANSWERS = {
    "provider": "fjordens-omsorg",
    "name": "Eva Ek",
    "role": "manager",
    "call": "070-174 06 05",
    "changed": ["presentation", "phone", "specialities"],
    "presentation": {"sv": "Vi är få.", "en": "We are few."},
    "phone": "031-390 06 42",
    "phone-hours": "",
    "specialities": [],
    "attest": "yes",
}
ONE = choice(form="provider", answers=ANSWERS, asked=())
ADDRESS = f"/arenden/{ONE.id}/"


@pytest.fixture(autouse=True)
def one_new(send, anna):
    send(ONE, choice(1))
    anna.get("/arenden/")


def test_each_field_that_differs_is_shown_as_it_is_and_as_it_would_be(anna):
    anna.get(ADDRESS)
    assert [told(one) for one in anna.page.all("h3")] == ["Presentation", "Särskild kunskap", "Telefontider"]
    pairs = list(zip(map(told, anna.page.all("dt")), map(told, anna.page.all("dd")), strict=True))[:6]
    assert [label for label, _ in pairs] == ["Står i dag", "Föreslås"] * 3
    assert pairs[0][1].startswith("Svenska: Vi är ett kooperativ:")
    assert pairs[1][1].split() == ["Svenska:", "Vi", "är", "få.", "Engelska:", "We", "are", "few."]
    assert pairs[2:4] == [("Står i dag", "Demens; Kultur; Miljö"), ("Föreslås", "Ingen uppgift")]
    assert "Ring utföraren på det nummer som kommunen redan har" in anna.last.text


def test_the_file_holds_the_change_and_nothing_of_who_attested(anna, log):
    anna.get(ADDRESS)
    file = anna.press("Hämta förslaget")
    assert file.headers["Content-Disposition"] == "attachment; filename=fjordens-omsorg-2026-12-02.json"
    proposal = Proposal.model_validate_json(file.data)
    assert (proposal.provider, proposal.attested) == ("fjordens-omsorg", date(2026, 12, 2))
    assert [change.field for change in proposal.changes] == ["presentation", "specialities", "phone-hours"]
    for said in ("Eva", "manager", "174 06"):
        assert said not in file.text
    assert len(log("open")) == 2


def test_only_a_providers_facts_are_a_proposal(anna):
    other = f"/arenden/{choice(1).id}/"
    anna.get(other)
    assert "Det som skulle ändras" not in anna.last.text
    token = anna.page.form("Logga ut")[1]
    assert anna.post(f"{other}forslag/", data=token).status_code == 303

"""An answer that is refused is shown by GET with what was typed; Back never asks to send anything anew."""

from random import Random

from flask import session

from hemval.public.draft_session import COOKIE
from tests.public.client import Citizen
from tests.public.journeys import go


def test_a_refused_answer_is_shown_again_by_get(citizen: Citizen) -> None:
    go(citizen, "phone", kind="first")
    posted = citizen.client.post(citizen.path, data={"csrf_token": citizen.token, "phone": "hemma"})
    assert posted.status_code == 302
    assert posted.location == citizen.path
    for _ in range(2):
        citizen.get(citizen.path)
        assert citizen.response.status_code == 400
        assert value_of(citizen, "phone") == "hemma"
    citizen.answer("070-174 06 05")
    citizen.get(citizen.path.replace(citizen.question, "phone"))
    assert citizen.response.status_code == 200
    assert value_of(citizen, "phone") == "070-174 06 05"


def test_what_no_cookie_can_hold_comes_back_with_the_post(citizen: Citizen) -> None:
    go(citizen, "phone", kind="first")
    # By lot: what follows a pattern is packed to almost nothing.
    too_long = "".join(map(chr, Random(1).choices(range(0x4E00, 0x9C00), k=1_700)))
    posted = citizen.client.post(citizen.path, data={"csrf_token": citizen.token, "phone": too_long})
    assert posted.status_code == 400
    assert too_long in posted.get_data(as_text=True)
    assert citizen.get(citizen.path).response.status_code == 200


def test_nothing_refused_is_left_beside_the_receipt(citizen: Citizen) -> None:
    go(citizen, kind="no-choice")
    check = citizen.path
    citizen.client.post(
        check.replace("kontrollera", "phone"), data={"csrf_token": citizen.token, "phone": "hos Märta"}
    )
    citizen.get(check).send()
    assert citizen.question == "kvitto"
    cookie = citizen.client.get_cookie(COOKIE, path=check.removesuffix("kontrollera/"))
    assert cookie is not None
    with citizen.client as client:
        client.get(citizen.path)
        assert "refused" not in session
        assert "receipt" in session


def value_of(citizen: Citizen, name: str) -> str:
    return next(e.get("value", "") for e in citizen.page.iter("input") if e.get("name") == name)

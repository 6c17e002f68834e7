"""A post must come from our own page."""

import pytest

from hemval.queue.desk.batch import fingerprint_of
from tests.officers.browser import PASSWORD
from tests.officers.conftest import START
from tests.officers.samples import COMPLETE, choice

ROW = choice().id


@pytest.fixture(autouse=True)
def one_new(send, anna):
    send(choice())
    anna.get("/arenden/")


POSTS = [
    (f"/arenden/{ROW}/ta-over/", {"version": "3"}),
    (f"/arenden/{ROW}/forslag/", {}),
    (f"/arenden/{ROW}/pdf/", {}),
    ("/arenden/sok/", {"sok": "Öst"}),
    ("/arenden/hamta/1/angra/", {"seen": START.isoformat()}),
    ("/arenden/hamta/1/bekrafta/", {"versions": "1"}),
    ("/arenden/hamta/1/", {"format": "csv"}),
    ("/arenden/hamta/", {"format": "csv", "form": "choice", "seen": fingerprint_of([ROW])}),
    ("/arenden/logga-in-igen/", {"password": PASSWORD}),
    ("/arenden/logga-ut/", {}),
]
"""What passes is pressed from the last to the first: each makes what the next needs."""


def nothing_happened(desk, log, anna) -> bool:
    kept = anna.get("/arenden/").status_code == 200
    acts = ("batch", "batch_fetch", "confirm", "logout", "register", "case_pdf")
    return kept and desk.count()["new"] == 1 and not any(log(act) for act in acts)


@pytest.mark.parametrize("token", [None, "", "made up", "other's"])
def test_a_post_without_our_token_changes_nothing(anna, app, desk, log, token):
    if token == "other's":
        other = app.test_client()
        other.sign_in()
        token = other.page.form("Logga ut")[1]["csrf_token"]
    given = {} if token is None else {"csrf_token": token}
    for address, fields in POSTS:
        assert anna.post(address, data=fields | given).status_code == 400
        assert "Inget ändrades" in anna.page.words("h1")
    assert anna.post("/arenden/ny/choice/", data=COMPLETE | given).status_code == 400
    assert not log("register")
    assert nothing_happened(desk, log, anna)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://127.0.0.1:8000"},
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_post_is_refused_with_the_right_token_too(anna, desk, log, headers):
    _, right = anna.page.form("Logga ut")
    for address, fields in [*POSTS, ("/arenden/logga-in/", {}), ("/arenden/ny/choice/", COMPLETE)]:
        assert anna.post(address, data=right | fields, headers=headers).status_code == 403
    assert nothing_happened(desk, log, anna)


@pytest.mark.parametrize("address", ["/arenden/logg/arende/", "/arenden/logg/kontroll/"])
def test_nor_does_one_to_the_log(app, desk, clock, log, address):
    desk.accounts.add("rut", PASSWORD, "test", clock.now, ["auditor"])
    rut = app.test_client()
    rut.sign_in("rut")
    given = {"reference": choice().reference}
    assert rut.post(address, data=given).status_code == 400
    right = rut.get("/arenden/logg/") and rut.page.form("Logga ut")[1]
    assert (
        rut.post(address, data=given | right, headers={"Origin": "https://annan.example"}).status_code == 403
    )
    assert not log("log_sought")
    assert not log("log_checked")
    assert rut.post(address, data=given | right).status_code in (200, 303)


def test_the_same_posts_pass_when_they_come_from_our_page(anna, desk, log):
    """The two tests above would pass for an application that refuses everything."""
    _, right = anna.page.form("Logga ut")
    for address, fields in reversed(POSTS):
        if address.endswith("ut/"):
            continue
        assert anna.post(address, data=right | fields).status_code in (200, 303)
    assert desk.count()["new"] == 0
    assert all(log(act) for act in ("batch", "batch_fetch", "confirm"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_have_no_way_around(anna, method):
    assert anna.open(f"/arenden/{ROW}/", method=method).status_code == 400

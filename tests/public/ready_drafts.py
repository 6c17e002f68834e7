"""Drafts that wait only for Send, made without going through the form: for tests and benches with many."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from itsdangerous import URLSafeTimedSerializer

from hemval.forms.cookie.draft import sealed_draft
from hemval.pages.address import CHOOSE
from hemval.public.draft_session import COOKIE, DraftSessions, draft_folder
from hemval.queue.inbox import SECRET
from hemval.queue.secret import read_secret
from hemval.settings import Settings
from hemval.words.dates import SWEDEN
from tests.municipalities import NOW

ANSWERS = {
    "who": "myself",
    "granted": "yes",
    "protected": True,
    "name": "Åsa Öberg",
    "identity-number": "193804129819",
    "support": ["_none"],
    "contact": "phone",
    "phone": "070-174 06 05",
    "kind": "no-choice",
}

Post = tuple[str, dict[str, str], str]
"""Address, headers, body."""


def ready_drafts(settings: Settings, n: int, **answers: str) -> Iterator[Post]:
    """Make n drafts with ids 0 to n-1; ``answers`` change the usual ones."""
    now = datetime.now(SWEDEN)
    secret = read_secret(settings.places.public / SECRET)
    key = DraftSessions(secret, lambda: now, secure=False).key_of(CHOOSE)
    token = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps("x" * 40)
    for number in range(n):
        draft_id = f"{number:022d}"
        draft = {
            "id": draft_id,
            "started": NOW.timestamp(),
            "answers": {**ANSWERS, **answers},
            "typed": {},
            "csrf_token": "x" * 40,
        }
        headers = {
            "Cookie": f"{COOKIE}={sealed_draft(draft, key, now)}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        yield f"{draft_folder('sv', CHOOSE, draft_id)}kontrollera/", headers, urlencode({"csrf_token": token})

"""What was keyed in when the session had run out: sealed into the login page, and back after signing in.

The server keeps nothing of it, and the browser holds it only in a form that none but this process opens.
"""

import base64
import hmac
import json
import zlib

from cryptography.fernet import Fernet, InvalidToken
from werkzeug.datastructures import MultiDict

from hemval.queue.desk.sessions import WHOLE
from hemval.web.same_site import TOKEN_FIELD

FIELD = "_kept"

Kept = tuple[str, MultiDict[str, str]]
"""The form's id, and what stood in each field."""


def sealed_post(form_id: str, posted: MultiDict[str, str], secret: bytes) -> str:
    """Return what was posted, for a hidden field."""
    fields = [[name, value] for name, value in posted.items(multi=True) if name != TOKEN_FIELD]
    text = json.dumps([form_id, fields], ensure_ascii=False).encode()
    return box(secret).encrypt(zlib.compress(text)).decode()


def opened_post(sealed: str, secret: bytes) -> Kept | None:
    """Return what was posted; None for what is too old, foreign or broken."""
    try:
        text = zlib.decompress(box(secret).decrypt(sealed.encode(), ttl=int(WHOLE.total_seconds())))
    except (InvalidToken, zlib.error, UnicodeEncodeError):
        return None
    form_id, fields = json.loads(text)
    return form_id, MultiDict([(name, value) for name, value in fields])


def box(secret: bytes, what_for: bytes = b"hemval kept post") -> Fernet:
    """Return what seals for a browser and opens what comes back: a key of its own for each purpose."""
    return Fernet(base64.urlsafe_b64encode(hmac.digest(secret, what_for, "sha256")))

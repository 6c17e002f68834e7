"""Identities that follow from a draft: the row's, and the reference that a citizen is given.

A repeated post of one draft must give one row and show one reference, so both are functions of the draft
and a secret of the public process; without the secret neither can be guessed.
"""

import hmac
import json
from collections.abc import Mapping

from pydantic import JsonValue

from hemval.forms.sent.reference import with_check


def row_id_of(draft_id: str, answers: Mapping[str, JsonValue], secret: bytes) -> str:
    """Return the id of the row that a draft with these answers makes.

    The answers belong to it: who never saw the receipt, changes an answer and sends again must get a new row.
    """
    said = json.dumps(answers, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return _function_of(b"row", f"{draft_id}\0{said}", secret).hex()[:32]


def reference_of(draft_id: str, secret: bytes) -> str:
    """Return the reference of a draft: rows with the same one come from the same sitting."""
    return with_check(int.from_bytes(_function_of(b"reference", draft_id, secret)[:16], "big"))


def _function_of(purpose: bytes, draft_id: str, secret: bytes) -> bytes:
    return hmac.digest(secret, b"hemval " + purpose + b"\0" + draft_id.encode(), "sha256")

"""Flask's session as one draft's cookie, limited to the draft's own address.

Two tabs with two drafts have two cookies and do not disturb each other; no other page is sent either.
"""

import base64
import hmac
import re
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from hemval.forms.draft import opened_draft, sealed_draft
from hemval.pages.address import CHOOSE
from hemval.words import LANGUAGES
from hemval.words.text import MAIN_LANGUAGE

COOKIE = "utkast"
DRAFT_ADDRESS = re.compile(
    rf"/(?:(?P<language>{'|'.join(LANGUAGES)})/)?{CHOOSE}(?P<draft>[A-Za-z0-9_-]{{22}})/"
)


class Draft(dict[str, Any], SessionMixin):
    """The answers under way. ``id`` is None on pages that belong to no draft."""

    id: str | None = None
    folder: str = ""
    """The address that the cookie is sent to."""
    forgotten = False
    """True when the person asked for everything to be erased."""


class DraftSessions(SessionInterface):
    """Reads and writes drafts; ``secret`` is the public process's own."""

    def __init__(self, secret: bytes, *, secure: bool) -> None:
        self.key = base64.urlsafe_b64encode(hmac.digest(secret, b"hemval draft cookie", "sha256"))
        self.secure = secure

    def open_session(self, app: Flask, request: Request) -> Draft:  # noqa: ARG002 - Flask's signature
        """Read the draft that the address names, empty where the browser has none."""
        match = DRAFT_ADDRESS.match(request.path)
        if match is None:
            return Draft()
        value = request.cookies.get(COOKIE, "")
        content = opened_draft(value, self.key) if value else None
        draft = Draft(content if content and content.get("id") == match["draft"] else {})
        draft.id, draft.folder = match["draft"], match[0]
        return draft

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Write the draft back; an erased one is taken out of every language's address."""
        if not isinstance(session, Draft) or session.id is None:
            return
        if session.forgotten:
            for language in LANGUAGES:
                self._forget(response, draft_folder(language, session.id))
        elif "receipt" in session:
            # In every language, or the answers in another one could be changed and sent in vain.
            for language in LANGUAGES:
                self.write(response, session, draft_folder(language, session.id))
        elif session:
            self.write(response, session, session.folder)

    def write(self, response: Response, draft: Draft, folder: str) -> None:
        """Put a draft into the cookie of an address."""
        response.set_cookie(
            COOKIE,
            sealed_draft(dict(draft), self.key),
            path=folder,
            secure=self.secure,
            httponly=True,
            samesite="Lax",
        )

    def _forget(self, response: Response, folder: str) -> None:
        response.delete_cookie(COOKIE, path=folder, secure=self.secure, httponly=True, samesite="Lax")


def draft_folder(language: str, draft_id: str) -> str:
    """Return the address that a draft's pages in a language stand under."""
    prefix = "" if language == MAIN_LANGUAGE else f"/{language}"
    return f"{prefix}/{CHOOSE}{draft_id}/"

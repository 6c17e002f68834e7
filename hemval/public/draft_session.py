"""Flask's session as one draft's cookie, limited to the draft's own address.

Two tabs with two drafts have two cookies and do not disturb each other; no other page is sent either.
"""

import base64
import hmac
import re
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from hemval.forms.draft import age_of, opened_draft, sealed_draft
from hemval.pages.address import CHOOSE
from hemval.web.clock import Clock
from hemval.words import LANGUAGES
from hemval.words.text import MAIN_LANGUAGE

COOKIE = "utkast"

RENEWED_AFTER = 60 * 60
"""Seconds; a person who answers slowly keeps the draft alive by answering at all."""
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
    before: dict[str, Any] | None = None
    """What the browser sent, to tell whether anything has changed."""
    old = False
    """True when the cookie must be written anew to live on."""

    @property
    def changed(self) -> bool:
        """Tell whether this answer must write the cookie.

        A page that only shows something must not: it could arrive after the receipt and take its place.
        """
        return dict(self) != self.before or self.old


class DraftSessions(SessionInterface):
    """Reads and writes drafts; ``secret`` is the public process's own."""

    def __init__(self, secret: bytes, clock: Clock, *, secure: bool) -> None:
        self.key = base64.urlsafe_b64encode(hmac.digest(secret, b"hemval draft cookie", "sha256"))
        self.clock = clock
        self.secure = secure

    def open_session(self, app: Flask, request: Request) -> Draft:  # noqa: ARG002 - Flask's signature
        """Read the draft that the address names, empty where the browser has none."""
        match = DRAFT_ADDRESS.match(request.path)
        if match is None:
            return Draft()
        value = request.cookies.get(COOKIE, "")
        content = opened_draft(value, self.key, self.clock()) if value else None
        if content is None or content.get("id") != match["draft"]:
            draft = Draft()
        else:
            draft = Draft(content)
            draft.before = dict(content)
            draft.old = age_of(value, self.key, self.clock()) > RENEWED_AFTER
        draft.id, draft.folder = match["draft"], match[0]
        return draft

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Write the draft back where it changed; an erased one is taken out of every language's address."""
        if not isinstance(session, Draft) or session.id is None:
            return
        folders = [draft_folder(language, session.id) for language in LANGUAGES]
        if session.forgotten:
            for folder in folders:
                self._forget(response, folder)
        elif session and session.changed:
            # A receipt goes to every language: answers left in another must not look unsent.
            value = sealed_draft(session, self.key, self.clock())
            for folder in folders if "receipt" in session else [session.folder]:
                self._put(response, folder, value)

    def write(self, response: Response, draft: Draft, folder: str) -> None:
        """Put a draft into the cookie of an address."""
        self._put(response, folder, sealed_draft(draft, self.key, self.clock()))

    def _put(self, response: Response, folder: str, value: str) -> None:
        response.set_cookie(COOKIE, value, path=folder, secure=self.secure, httponly=True, samesite="Lax")

    def _forget(self, response: Response, folder: str) -> None:
        response.delete_cookie(COOKIE, path=folder, secure=self.secure, httponly=True, samesite="Lax")


def draft_folder(language: str, draft_id: str) -> str:
    """Return the address that a draft's pages in a language stand under."""
    prefix = "" if language == MAIN_LANGUAGE else f"/{language}"
    return f"{prefix}/{CHOOSE}{draft_id}/"

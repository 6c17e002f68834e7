"""Flask's session as one draft's cookie, limited to the draft's own address.

Two tabs with two drafts have two cookies and do not disturb each other; no other page is sent either.
"""

import base64
import hmac
import re
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from hemval.forms.cookie.draft import LARGEST_COOKIE, age_of, opened_draft, sealed_draft
from hemval.pages.address import CHOOSE, FORMS, address
from hemval.web.clock import Clock
from hemval.words import LANGUAGES

COOKIE = "utkast"

RENEWED_AFTER = 60 * 60
"""Seconds; a person who answers slowly keeps the draft alive by answering at all."""
DRAFT_ADDRESS = re.compile(
    rf"/(?:(?:{'|'.join(LANGUAGES)})/)?(?P<form>{CHOOSE}|{FORMS}[a-z0-9-]+/)(?P<draft>[A-Za-z0-9_-]{{22}})/"
)


class Draft(dict[str, Any], SessionMixin):
    """The answers under way. ``id`` is None on pages that belong to no draft."""

    id: str | None = None
    form: str = ""
    """The page that the form stands at, as ``hemval.pages.address.page_of_form`` names it."""
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
        self.secret = secret
        self.clock = clock
        self.secure = secure

    def open_session(self, app: Flask, request: Request) -> Draft:  # noqa: ARG002 - Flask's signature
        """Read the draft that the address names, empty where the browser has none."""
        match = DRAFT_ADDRESS.match(request.path)
        if match is None:
            return Draft()
        value = request.cookies.get(COOKIE, "")
        key = self.key_of(match["form"])
        content = opened_draft(value, key, self.clock()) if value else None
        if content is None or content.get("id") != match["draft"]:
            draft = Draft()
        else:
            draft = Draft(content)
            draft.before = dict(content)
            draft.old = age_of(value, key, self.clock()) > RENEWED_AFTER
        draft.id, draft.form, draft.folder = match["draft"], match["form"], match[0]
        return draft

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Write the draft back where it changed; an erased one is taken out of every language's address."""
        if not isinstance(session, Draft) or session.id is None:
            return
        folders = [draft_folder(language, session.form, session.id) for language in LANGUAGES]
        if session.forgotten:
            for folder in folders:
                self._forget(response, folder)
        elif session and session.changed:
            # A receipt goes to every language: answers left in another must not look unsent.
            value = self._sealed(session)
            for folder in folders if "receipt" in session else [session.folder]:
                self._put(response, folder, value)

    def write(self, response: Response, draft: Draft, folder: str) -> None:
        """Put a draft into the cookie of an address."""
        self._put(response, folder, self._sealed(draft))

    def holds(self, draft: Draft) -> bool:
        """Say whether every browser keeps the draft as it is now."""
        return len(self._sealed(draft)) <= LARGEST_COOKIE

    def key_of(self, form: str) -> bytes:
        """Return the key of a form's drafts: answers to one cannot be sent as answers to another."""
        return base64.urlsafe_b64encode(hmac.digest(self.secret, f"draft of {form}".encode(), "sha256"))

    def _sealed(self, draft: Draft) -> str:
        return sealed_draft(draft, self.key_of(draft.form), self.clock())

    def _put(self, response: Response, folder: str, value: str) -> None:
        response.set_cookie(COOKIE, value, path=folder, secure=self.secure, httponly=True, samesite="Lax")

    def _forget(self, response: Response, folder: str) -> None:
        response.delete_cookie(COOKIE, path=folder, secure=self.secure, httponly=True, samesite="Lax")


def draft_folder(language: str, form: str, draft_id: str) -> str:
    """Return the address that the pages of a form's draft stand under in a language."""
    return f"{address(language, form)}{draft_id}/"

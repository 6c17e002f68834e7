"""A citizen's browser without a browser: Flask's test client with every page checked on the way."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from hemval.public.application import create
from hemval.public.sending import SEEN
from hemval.settings import Settings
from tests.municipalities import NOW
from tests.page_invariants import check_headers, check_page, text_of


class Citizen:
    """Goes from page to page and remembers where it is."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.path = "/"
        self.response: TestResponse
        self.page: Element

    def get(self, path: str, **more: Any) -> "Citizen":
        return self._arrive(self.client.get(path, follow_redirects=True, **more))

    def post(self, path: str, data: Mapping[str, Any], **more: Any) -> "Citizen":
        return self._arrive(self.client.post(path, data=data, follow_redirects=True, **more))

    def answer(self, value: str | Mapping[str, Any] = "", **more: str) -> "Citizen":
        """Answer the question on the page, or each of its fields by name, and press Continue."""
        fields = {self.question: value} if isinstance(value, str) else value
        return self.post(self.path, {**fields, "csrf_token": self.token, **more})

    def send(self, **more: str) -> "Citizen":
        """Press Send: what the page itself says of the answers goes along."""
        hidden = {e.get("name", ""): e.get("value", "") for e in self.page.iter("input")}
        seen = {SEEN: hidden[SEEN]} if SEEN in hidden else {}
        return self.post(self.path, {"csrf_token": self.token, **seen, **more})

    @property
    def question(self) -> str:
        """The id of the question on the page: the last part of its address."""
        return self.path.rstrip("/").rsplit("/", 1)[-1]

    @property
    def token(self) -> str:
        return next(e.get("value", "") for e in self.page.iter("input") if e.get("name") == "csrf_token")

    @property
    def heading(self) -> str:
        return text_of(next(self.page.iter("h1")))

    @property
    def words(self) -> str:
        return text_of(next(self.page.iter("main")))

    def _arrive(self, response: TestResponse) -> "Citizen":
        self.response = response
        self.path = response.request.path
        if response.mimetype == "text/html":
            personal = (
                re.match(r"/(en/)?(valj|formular)/", self.path) is not None and response.status_code != 404
            )
            check_headers(dict(response.headers), personal=personal)
            self.page = check_page(response.get_data(as_text=True))
        return self


def citizen_of(settings: Settings, now: datetime = NOW) -> Citizen:
    return Citizen(create(settings, lambda: now))

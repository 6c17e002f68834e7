"""A list of names and addresses that an officer sends in never touches a disk."""

from contextlib import closing
from io import BytesIO
from tempfile import SpooledTemporaryFile

import pytest
from flask import Flask, Request

from hemval.officers.exits import uploaded
from hemval.officers.exits.uploaded import FIELD, LARGEST_LIST, InMemory, take_lists, uploaded_list

LONG = b"referens;namn\n" + b"A-1;Bo Ek\n" * 70_000
"""Above what Werkzeug keeps in memory."""


MULTIPART = "multipart/form-data; boundary=b"


def posted(file: bytes) -> bytes:
    """Return a post of one file; the test client's own way would put a long one in a temporary file."""
    head = f"--b\r\nContent-Disposition: form-data; name={FIELD}; filename=l.csv\r\n\r\n"
    return head.encode() + file + b"\r\n--b--\r\n"


def on_disk(of: type[Request]) -> bool:
    """Tell whether a long file that is sent comes to lie in a temporary file."""
    body = posted(LONG)
    sent = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": MULTIPART,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    with closing(of(sent)) as request:
        stream = request.files[FIELD].stream
        assert isinstance(stream, BytesIO | SpooledTemporaryFile)
        return not isinstance(stream, BytesIO) and bool(stream._rolled)


def test_a_long_list_stays_in_memory():
    assert not on_disk(InMemory)


def test_without_our_request_it_would_not():
    assert on_disk(Request)


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setattr(uploaded, "LISTS", frozenset({"long"}))
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    take_lists(app)
    app.add_url_rule("/long", "long", lambda: str(len(uploaded_list())), methods=["POST"])
    app.add_url_rule("/short", "short", lambda: str(len(uploaded_list())), methods=["POST"])
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/long", len(LONG), 200),
        ("/long", LARGEST_LIST + 1, 413),
        ("/short", len(LONG), 413),
        ("/short", 1000, 200),
    ],
)
def test_only_a_page_that_takes_a_list_takes_a_long_post(client, path, size, status):
    answer = client.post(path, data=posted(b"x" * size), content_type=MULTIPART)
    assert answer.status_code == status
    assert status != 200 or answer.text == str(size)


def test_a_post_without_a_file_is_an_empty_list(client):
    assert client.post("/long", data={}).text == "0"

"""What goes wrong is logged by kind and place; nothing that a person typed comes along."""

import logging
import re

import pytest
from flask import Flask

from hemval.web.error_log import tell_only_where, told
from hemval.words.dates import moment_told
from tests.project.running import fetch, served

TYPED = "19380412-9819"


def fail(*_: object, **__: object) -> None:
    """Fail as a library does: with what it was given in its message."""
    raise ValueError(f"cannot parse {TYPED}")


def check_log(text: str) -> None:
    assert "ValueError" in text
    for kept_out in (TYPED, "hemligt", "Traceback", "cannot parse"):
        assert kept_out not in text


@pytest.mark.parametrize("where", ["view", "save_session"])
def test_an_error_is_logged_without_address_or_message(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "view":
        app.before_request_funcs.clear()
        app.add_url_rule("/hemligt-val/", "broken", fail)
    else:
        monkeypatch.setattr(app.session_interface, where, fail)  # outside every view and handler
    answer = app.test_client().get(f"/hemligt-val/?namn={TYPED}")
    assert answer.status_code == 500
    assert TYPED not in answer.text
    check_log(caplog.text)


def test_what_waitress_catches_is_told_in_the_same_way() -> None:
    with served() as (port, process):
        with pytest.raises(OSError, match=r"500|reset|closed"):
            fetch(port, f"/breaks-while-sent?namn=hemligt-{TYPED}")
        process.terminate()
        _, log = process.communicate(timeout=20)
    check_log(log)


def test_the_innermost_line_of_ours_is_named() -> None:
    with pytest.raises(AttributeError) as failed:
        moment_told(TYPED, None)  # type: ignore[arg-type]
    assert re.fullmatch(r"AttributeError at hemval/words/dates\.py:\d+ in -", told(failed.value))


def test_without_the_filter_the_message_is_there(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("tests.unfiltered")
    for _ in range(2):
        try:
            fail()
        except ValueError:
            logger.exception("at /hemligt")
        tell_only_where(logger)
    first, second = caplog.records
    assert TYPED in str(first.exc_info)
    assert (second.exc_info, second.getMessage()) == (None, "ValueError at - in -")

"""Errors keep what the protocol asks of them."""

from flask import Flask


def test_a_wrong_method_is_told_the_right_ones(app: Flask) -> None:
    app.before_request_funcs.clear()
    answer = app.test_client().delete("/")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "<main" in answer.text

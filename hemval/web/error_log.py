"""What the log may say of an error: its kind and where it arose, never a message, an address or a value.

A message may hold what a person typed, and so may an address, a traceback's code line or a cause.
"""

import logging
import traceback
from pathlib import Path

from flask import Flask, has_request_context, request

from hemval.settings import PROJECT

OURS = PROJECT / "hemval"


class OnlyWhere(logging.Filter):
    """Rewrites every record that carries an exception, whoever made it: Flask, waitress or we."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, with its exception told in our way."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = told(error), ()
            record.exc_info = record.exc_text = record.stack_info = None
        return True


def tell_only_where(logger: logging.Logger) -> None:
    """Keep what people typed out of a logger's exceptions."""
    if not any(isinstance(kept, OnlyWhere) for kept in logger.filters):
        logger.addFilter(OnlyWhere())


def log_error(app: Flask, error: Exception) -> None:
    """Log an error that was answered with a page."""
    app.logger.error("", exc_info=error)


def told(error: BaseException) -> str:
    """Name the kind of error, the innermost line of ours and the view that was asked for."""
    endpoint = request.endpoint if has_request_context() else None
    return f"{type(error).__name__} at {_innermost(error)} in {endpoint or '-'}"


def _innermost(error: BaseException) -> str:
    """Return file and line of the last frame that is our code; what we called tells less."""
    ours = [
        f"{Path(frame.f_code.co_filename).relative_to(PROJECT)}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if Path(frame.f_code.co_filename).is_relative_to(OURS)
    ]
    return ours[-1] if ours else "-"

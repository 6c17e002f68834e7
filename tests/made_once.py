"""What more than a thousand applications of the tests have in common, made once in each process.

Nothing here stands in for ours or changes an answer: the same input gave the same result, each time anew.
"""

import gc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from werkzeug.routing import Rule

from hemval.pages import published
from hemval.pages.published import Published
from hemval.web import published as in_applications


@cache
def _content_of(build: bytes) -> Published:
    return Published.model_validate_json(build)


def _read(path: Path) -> Published:
    try:
        return _content_of(path.read_bytes())
    except ValueError:
        return published.read_published(path)  # tells what is wrong with it as it always does


def keep_builds(patch: pytest.MonkeyPatch) -> None:
    """Let applications share a build's content as long as its bytes are the same: it is frozen."""
    patch.setattr(in_applications, "read_published", _read)


def keep_address_builders(patch: pytest.MonkeyPatch) -> None:
    """Let routes of the same shape share the functions that werkzeug compiles to write their addresses."""
    compile_one: Callable[[Rule, bool], Any] = Rule._compile_builder
    known: dict[tuple[object, ...], Any] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Any:
        if rule.defaults:
            return compile_one(rule, append_unknown)
        shape = rule.rule, tuple(rule._trace), append_unknown
        if shape not in known:
            known[shape] = compile_one(rule, append_unknown)
        return known[shape]

    patch.setattr(Rule, "_compile_builder", compiled)


def leave_to_the_end() -> None:
    """Let the garbage collector pass by what lives as long as the tests: an eighth of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

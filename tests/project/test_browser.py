"""A browser is found where it should be, and a missing one fails with what to do."""

import pytest

from tests.browser.finding import NoBrowserError, browser_path, find, starts


def works(path, code=0):
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return str(path)


def test_there_is_one_for_these_tests():
    assert starts(browser_path())


def test_the_one_pointed_out_goes_first(tmp_path):
    chosen = works(tmp_path / "my-chromium")
    works(tmp_path / "chromium")
    assert find({"CHROMIUM": chosen, "PATH": str(tmp_path)}) == chosen


def test_one_pointed_out_that_does_not_start_is_not_replaced(tmp_path):
    works(tmp_path / "chromium")
    broken = works(tmp_path / "my-chromium", code=1)
    with pytest.raises(NoBrowserError, match="startar inte"):
        find({"CHROMIUM": broken, "PATH": str(tmp_path)})


def test_a_stand_in_on_the_path_is_passed_over(tmp_path):
    works(tmp_path / "chromium", code=1)
    chrome = works(tmp_path / "google-chrome")
    assert find({"PATH": str(tmp_path)}) == chrome


def test_one_without_windows_goes_before_a_whole_one(tmp_path):
    works(tmp_path / "chromium")
    shell = works(tmp_path / "chromium-headless-shell")
    assert find({"PATH": str(tmp_path)}) == shell


def test_none_at_all_is_a_failure_that_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.browser.finding.playwrights_own", lambda: str(tmp_path / "nothing"))
    with pytest.raises(NoBrowserError, match="apt-get install -y chromium-headless-shell"):
        find({"PATH": str(tmp_path)})

"""publiccode.yml says what is true of the project, within the standard's limits."""

import tomllib

import pytest
import yaml

from hemval.words import LANGUAGES
from tests.project.running import PROJECT

SAID = yaml.safe_load((PROJECT / "publiccode.yml").read_text(encoding="utf-8"))
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_it_agrees_with_the_project():
    assert SAID["softwareVersion"] == PYPROJECT["version"]
    assert SAID["legal"]["license"] == PYPROJECT["license"]
    assert SAID["localisation"]["availableLanguages"] == list(LANGUAGES)


def test_it_has_what_the_standard_asks_for_and_can_be_known_here():
    # `url` is asked for too; only whoever publishes the project knows it.
    assert {
        *("publiccodeYmlVersion", "name", "platforms", "categories", "developmentStatus", "softwareType"),
        *("description", "legal", "maintenance", "localisation"),
    } <= set(SAID)
    assert SAID["maintenance"]["type"] != "none" or "contacts" not in SAID["maintenance"]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_descriptions_keep_the_standards_lengths(language):
    told = SAID["description"][language]
    assert len(told["genericName"]) <= 35
    assert len(told["shortDescription"]) <= 150
    assert 150 <= len(told["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in told["features"])

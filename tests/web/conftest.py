"""Both applications of one municipality."""

from collections.abc import Iterator

import pytest
from flask import Flask

from hemval.officers import application as officers
from hemval.public import application as public
from hemval.settings import Settings
from tests.municipalities import NOW


@pytest.fixture(params=["lindvik"])
def municipality(request: pytest.FixtureRequest) -> str:
    """One is enough: what is tried here does not differ between municipalities."""
    name: str = request.param
    return name


@pytest.fixture(params=[public, officers], ids=["public", "officers"])
def app(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Flask]:
    """Run a test once for each application."""
    app: Flask = request.param.create(settings, lambda: NOW)
    yield app
    if "hemval.desk" in app.extensions:
        app.extensions["hemval.desk"].close()

"""Fixtures of the citizens' application."""

import pytest

from hemval.settings import Settings
from tests.public.client import Citizen, citizen_of


@pytest.fixture
def citizen(settings: Settings) -> Citizen:
    return citizen_of(settings)

"""What time it is: given to an application when it is made, so that tests set it."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns an aware moment in Swedish time."""

"""A model together with where its values stand, as the checks across files see it."""

from typing import Protocol, TypeVar

from hemval.content.findings import Finding

M = TypeVar("M", covariant=True)


class Placed(Protocol[M]):
    """A model that knows where its values stand."""

    @property
    def model(self) -> M:
        """The model."""

    @property
    def stem(self) -> str:
        """Its file's name without the ending."""

    def finding(
        self, path: tuple[str | int, ...], message: str, advice: str = "", *, at_key: bool = False
    ) -> Finding:
        """Make a finding at a place of its file."""

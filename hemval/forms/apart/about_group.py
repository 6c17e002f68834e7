"""What ties a question to the group of services that it is asked about, where services are chosen apart."""

from dataclasses import replace
from typing import Any, Self

from pydantic import PrivateAttr

from hemval.content.kinds import Model
from hemval.forms.apart.group import Group
from hemval.forms.asked.asking import Asking


class AboutGroup(Model):
    """A question that may be written out for a group; as it stands in a file it never is."""

    _group: Group | None = PrivateAttr(default=None)
    _as_written: Any = PrivateAttr(default=None)

    @property
    def group(self) -> Group | None:
        """Return the group of services that the question is about; None where it is for all."""
        return self._group

    @property
    def as_written(self) -> Self:
        """Return the question as it stands in the form's file: its answers are stored by that name."""
        written: Self = self._as_written or self
        return written

    def about(self, group: Group, written: "AboutGroup") -> Self:
        """Say which group the question is about, and of which in the file it was made; for a fresh copy."""
        self._group, self._as_written = group, written
        return self

    def seen(self, asking: Asking) -> Asking:
        """Return what a question about a group looks at: its answers, by the questions' own names."""
        if self._group is None:
            return asking
        return replace(asking, answers={**asking.answers, **self._group.own(asking.answers)})

    def named(self, told: str, language: str) -> str:
        """Begin a sentence with the group of services that it is about, where it is about one."""
        return f"{self._group.heading(language)}: {told}" if self._group else told

"""What a person asks for in one sitting: one choice, or one for each group of services chosen apart."""

from dataclasses import dataclass, replace

from hemval.forms.apart.group import Group
from hemval.forms.asked.asking import Asking
from hemval.forms.definition import FormDefinition
from hemval.forms.flags import flags_given


@dataclass(frozen=True)
class OneChoice:
    """A choice: which group it is about, None for all help, and its own answers under the written names."""

    group: Group | None
    asking: Asking

    def flags(self, form: FormDefinition) -> tuple[str, ...]:
        """List what an officer is to look at twice in it."""
        pages = (page.as_written for page in form.pages if page.group in (None, self.group))
        return flags_given(pages, self.asking)


def choices_of(form: FormDefinition, asking: Asking) -> tuple[OneChoice, ...]:
    """Part the answers to a form, as it was asked; at least one choice, whatever was answered."""
    groups = [group for group in form.groups if group.meant(asking.answers)]
    if not groups:
        return (OneChoice(None, asking),)
    return tuple(OneChoice(group, replace(asking, answers=group.own(asking.answers))) for group in groups)

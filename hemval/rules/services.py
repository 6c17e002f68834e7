"""Which of a provider's services a person is told of."""

from hemval.content.provider import Provider
from hemval.content.rule_set import RuleSet
from hemval.content.services import Service


def services_told(provider: Provider, rules: RuleSet) -> tuple[Service, ...]:
    """List what the provider helps with, as far as it turns on the choice.

    Where the alarm is not part of the choice, who answers it has nothing to do with who is chosen: an
    agreement about alarms tells nobody apart then.
    """
    return tuple(
        service for service in provider.agreement.approved_for if service != "alarm" or rules.alarm_in_choice
    )

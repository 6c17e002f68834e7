"""Which of a provider's services a person is told of."""

from hemval.content.provider import Provider
from hemval.content.rule_set import RuleSet
from hemval.content.services import HOUSEHOLD, Service, gives


def services_told(provider: Provider, rules: RuleSet) -> tuple[Service, ...]:
    """List what the provider helps with, as far as it turns on the choice.

    Where the alarm is not part of the choice, who answers it has nothing to do with who is chosen: an
    agreement about alarms tells nobody apart then.
    """
    return tuple(
        service for service in provider.agreement.approved_for if service != "alarm" or rules.alarm_in_choice
    )


def offers(provider: Provider, service: Service | None, rules: RuleSet) -> bool:
    """Say whether a person is told that the provider helps with a service, as itself or as a part."""
    return service is not None and gives(services_told(provider, rules), service)


def only_household(provider: Provider, rules: RuleSet) -> bool:
    """Say whether all that the provider helps with is the household: it gives no personal care."""
    told = services_told(provider, rules)
    return bool(told) and all(service in ("service", *HOUSEHOLD) for service in told)

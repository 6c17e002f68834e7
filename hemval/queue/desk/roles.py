"""What an account may be: an account may be several, but whoever looks after accounts is nothing else."""

from collections.abc import Iterable
from typing import Literal, get_args

from hemval.queue.desk.errors import NotBesideAdmin, RolesRefused

Role = Literal["officer", "registrar", "coordinator", "auditor", "admin"]

ROLES: tuple[Role, ...] = get_args(Role)


def roles_of(names: Iterable[str]) -> tuple[Role, ...]:
    """Return roles in their order, each once; raise ``RolesRefused`` for none, an unknown or a wrong mix.

    Who can give an account roles must not be able to read the queue, or nobody would know of it.
    """
    named = set(names)
    roles = tuple(role for role in ROLES if role in named)
    if not roles or named - set(ROLES):
        raise RolesRefused(roles=", ".join(ROLES))
    if "admin" in roles and len(roles) > 1:
        raise NotBesideAdmin(roles=", ".join(role for role in roles if role != "admin"))
    return roles


def roles_as_text(roles: Iterable[Role]) -> str:
    """Return roles as they are stored."""
    return " ".join(roles)


def roles_in(text: str) -> tuple[Role, ...]:
    """Read what is stored; a word that is no role gives nothing."""
    return tuple(role for role in ROLES if role in text.split())

"""Settings from HEMVAL_* environment variables, and the folders that follow from them."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]
"""The top level: what a municipality's own folder leaves out is taken from here."""


class Settings(BaseSettings):
    """Everything that may differ between two installations of one municipality's files.

    Raises ``pydantic.ValidationError`` for a value of the wrong kind or an unknown HEMVAL_ name's value.
    """

    model_config = SettingsConfigDict(env_prefix="HEMVAL_", extra="forbid", frozen=True)

    content: Path = Field(default=PROJECT, description="The municipality's folder")
    public_host: str = Field(default="127.0.0.1", description="Address that citizens' pages answer on")
    public_port: int = Field(default=8000, ge=1, le=65535, description="Port of the citizens' pages")
    officers_host: str = Field(default="127.0.0.1", description="Address that the officers' pages answer on")
    officers_port: int = Field(default=8001, ge=1, le=65535, description="Port of the officers' pages")
    secure_cookies: bool = Field(
        default=True,
        description="Send cookies over https only; a demonstration turns it off",
    )
    second_factor: bool = Field(
        default=True,
        description="Demand a code from the officer's telephone; a demonstration turns it off",
    )
    proxy_hops: int = Field(default=0, ge=0, le=5, description="Proxies in front whose headers are trusted")

    mail_server: str = Field(
        default="",
        pattern=r"^$|^[A-Za-z0-9.-]+:[0-9]{1,5}$",
        description="host:port of the mail server that says to citizens that their form has come",
    )
    mail_sender: str = Field(
        default="",
        pattern=r"^$|^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
        description="Address that such e-mail comes from",
    )
    mail_user: str = Field(default="", description="User at the mail server, where it asks for one")
    mail_password: SecretStr = Field(default=SecretStr(""), description="Password at the mail server")

    officers_address: str = Field(
        default="",
        pattern=r"^$|^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$",
        description="Address that officers open their pages by, for the link in the notice",
    )
    notice_to: str = Field(
        default="",
        pattern=r"^$|^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
        description="Address that is told each working day how many cases are new",
    )
    audit_head: Path | None = Field(
        default=None,
        description="File outside var that the log's newest link is added to, a line each time",
    )

    @property
    def places(self) -> "Places":
        """Return the folders of this municipality."""
        return Places(self.content.resolve())


@dataclass(frozen=True)
class Places:
    """Where everything of one municipality stands; ``site`` and ``var`` are made, the rest is written."""

    content: Path

    @property
    def site(self) -> Path:
        """Built pages, plain files for any web server."""
        return self.content / "site"

    @property
    def var(self) -> Path:
        """Everything the programs keep."""
        return self.content / "var"

    @property
    def published(self) -> Path:
        """The content as it was last built, for the public process and the archive."""
        return self.var / "published" / "content.json"

    @property
    def search(self) -> Path:
        """What the search of the citizens' pages looks in, made with the pages."""
        return self.var / "published" / "search.json"

    @property
    def public(self) -> Path:
        """The public process's own folder: its secret and the public keys that choices are sealed to."""
        return self.var / "public"

    @property
    def inbox(self) -> Path:
        """The folder that both processes can write to: the letterbox."""
        return self.var / "inbox"

    @property
    def officers(self) -> Path:
        """The officers' process's own folder: queue file, private key, audit key, secret."""
        return self.var / "officers"

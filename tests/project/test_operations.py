"""docs/operations.md tells of every setting and command there is, and of no other."""

import re

import click

from hemval.cli import main
from hemval.cli.starting import variable_of
from hemval.officers.application import LARGEST_POST
from hemval.officers.exits.uploaded import LARGEST_LIST
from hemval.settings import PROJECT as DEFAULT_CONTENT
from hemval.settings import Settings
from hemval.web.serving import CONNECTIONS, LARGEST_BODY, SILENCE
from tests.project.running import PROJECT

TEXT = (PROJECT / "docs/operations.md").read_text(encoding="utf-8")
TABLE = dict(re.findall(r"^\| `(HEMVAL_\w+)` \| `?([^|`]*?)`? \|", TEXT, re.MULTILINE))


def commands() -> set[str]:
    """Return every command as it is typed, below the groups."""
    context = click.Context(main)
    found = set()
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if isinstance(command, click.Group):
            found |= {f"{name} {below}" for below in command.commands}
        else:
            found.add(name)
    return found


def documented() -> set[str]:
    groups = {command.split()[0] for command in commands() if " " in command}
    return {
        f"{name} {below}" if name in groups else name
        for name, below in re.findall(r"hemval (\w+)(?: ([\w-]+))?", CODE)
    }


CODE = "\n".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) + re.findall(r"`(hemval [^`]*)`", TEXT))


def test_every_setting_is_in_the_table_and_no_other():
    assert set(TABLE) == {variable_of(field) for field in Settings.model_fields}


def test_the_defaults_are_the_real_ones():
    for field, information in Settings.model_fields.items():
        written = TABLE[variable_of(field)]
        if information.default == DEFAULT_CONTENT:
            assert written == "the project's own folder"
        else:
            assert written == (str(information.default).lower() or "none"), field


def test_no_unknown_setting_is_mentioned_anywhere():
    mentioned = set(re.findall(r"HEMVAL_[A-Z_]*[A-Z]", TEXT))
    assert mentioned == set(TABLE)


def test_documented_commands_exist_and_existing_ones_are_documented():
    assert documented() == commands()


def test_what_is_told_of_the_server_is_what_it_does():
    assert f"silent for {SILENCE} seconds and holds at most {CONNECTIONS:,}." in TEXT
    kilobytes = LARGEST_BODY // 1024
    assert f"client_max_body_size {kilobytes}k;" in TEXT
    assert f"client_body_buffer_size {kilobytes}k;" in TEXT


def test_the_proxy_lets_officers_send_lists_and_keeps_them_in_memory():
    nginx = "".join(re.findall(r"```nginx\n(.*?)```", TEXT, re.DOTALL))
    citizens, officers = nginx.split("deny all;")
    megabytes = -(-(LARGEST_LIST + LARGEST_POST) // 1024**2)
    for setting in ("client_max_body_size", "client_body_buffer_size"):
        assert f"{setting} {megabytes}m;" in officers
        assert f"{setting} {megabytes}m;" not in citizens
    assert f"max_size {megabytes}MB" in TEXT


def test_the_proxy_keeps_slow_clients_away_and_nothing_on_disk():
    nginx = "".join(re.findall(r"```nginx\n(.*?)```", TEXT, re.DOTALL))
    for wanted in ("client_header_timeout", "client_body_timeout", "proxy_max_temp_file_size 0;"):
        assert wanted in nginx
    assert nginx.count("limit_conn each") == nginx.count("server {") == 2

"""Make the officers' application."""

from datetime import datetime
from typing import Any

from flask import Flask

from hemval.content.folder import Folder
from hemval.officers.accounts.change_password import add_change_password
from hemval.officers.accounts.own import add_own_account
from hemval.officers.accounts.page import add_accounts_page
from hemval.officers.across.same_person import add_same_person
from hemval.officers.assets import add_assets
from hemval.officers.batches.confirm import add_confirming
from hemval.officers.batches.download import add_download
from hemval.officers.batches.one_batch import add_batch_page
from hemval.officers.batches.selection_page import add_selection
from hemval.officers.case.page import add_one_case
from hemval.officers.case.pdf import add_case_pdf
from hemval.officers.case.proposed_change import add_proposed_change
from hemval.officers.case.steps import add_steps
from hemval.officers.entry.page import add_entry
from hemval.officers.error_pages import add_error_pages
from hemval.officers.exits.all_exits import add_all_exits
from hemval.officers.exits.appointing_several import add_appointing_several
from hemval.officers.exits.finish import add_finish
from hemval.officers.exits.letters import add_letters, address_lists
from hemval.officers.exits.listing import SentLists, add_listing
from hemval.officers.exits.loose import add_loose_choices
from hemval.officers.exits.one_affected import add_one_affected
from hemval.officers.exits.one_exit import add_one_exit
from hemval.officers.exits.planning import add_planning
from hemval.officers.exits.posted import add_posted
from hemval.officers.exits.proved import add_proved
from hemval.officers.exits.report import add_report
from hemval.officers.exits.rule import add_rule
from hemval.officers.exits.uploaded import LARGEST_LIST, take_lists
from hemval.officers.guard import add_guard
from hemval.officers.kept_in_memory import KeptInMemory
from hemval.officers.lists.board_keeper import BoardKeeper
from hemval.officers.lists.page import add_case_list
from hemval.officers.log.head_keeper import HeadKeeper
from hemval.officers.log.page import add_log
from hemval.officers.notice import Notice
from hemval.officers.purge.daily import DailyPurge
from hemval.officers.purge.page import add_purging_page
from hemval.officers.room.page import add_room
from hemval.officers.rounds import Round, Rounds
from hemval.officers.search.page import add_search
from hemval.officers.signing_in.after_password import add_after_password
from hemval.officers.signing_in.again import add_signing_in_again
from hemval.officers.signing_in.in_and_out import add_signing_in
from hemval.officers.waiting.page import add_waiting
from hemval.officers.workplace import Workplace
from hemval.queue.desk import Desk
from hemval.queue.inbox import SECRET
from hemval.queue.secret import read_secret
from hemval.settings import PROJECT, Settings
from hemval.web.clock import Clock
from hemval.web.headers import add_headers
from hemval.web.post_office import PostOffice, open_post_office
from hemval.web.published import PublishedContent
from hemval.web.rendering import Renderer
from hemval.web.serving import BODY_LIMIT

LARGEST_POST = 64 * 1024
"""Bytes of a post: a whole form at once, or one that waits sealed while its officer signs in again."""

COOKIE = "handlaggare"


def create(settings: Settings, clock: Clock) -> Flask:
    """Make the application for a municipality's folder that has been initialised and built."""
    places = settings.places
    folder = Folder(places.content, PROJECT)
    secure = settings.secure_cookies
    published = PublishedContent(places, folder)
    secret = read_secret(places.officers / SECRET)
    desk = Desk.open(places)
    workplace = Workplace(
        places=places,
        desk=desk,
        renderer=Renderer(folder),
        municipality=published.build.content.municipality,
        published=published,
        clock=clock,
        boards=BoardKeeper(desk),
        secret=secret,
        heads=HeadKeeper(desk, settings.audit_head) if settings.audit_head else None,
        second_factor=settings.second_factor,
    )
    app = Flask("hemval.officers", static_folder=None, template_folder=None)
    app.secret_key = secret
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_POST,
        # __Host-: no other host name of the municipality can plant this cookie.
        SESSION_COOKIE_NAME=f"__Host-{COOKIE}" if secure else COOKIE,
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
    )
    app.extensions["hemval.desk"] = workplace.desk
    post_office = open_post_office(settings) if settings.notice_to else None
    app.extensions["hemval.post"] = post_office
    lists, addresses = SentLists(), address_lists()
    forget = Round("what officers sent in", lambda now: _forget(now, lists, addresses))
    rounds = [forget, *_rounds(workplace, settings, post_office)]
    app.extensions["hemval.rounds"] = Rounds(clock, rounds)
    # Room for what stands around the file in the post.
    app.extensions[BODY_LIMIT] = LARGEST_LIST + LARGEST_POST
    take_lists(app)
    add_headers(app, https=secure)
    add_guard(app, workplace)
    add_assets(app, folder, workplace.municipality.look)
    add_signing_in(app, workplace)
    add_after_password(app, workplace)
    add_signing_in_again(app, workplace)
    add_own_account(app, workplace)
    add_change_password(app, workplace)
    add_accounts_page(app, workplace)
    add_case_list(app, workplace)
    add_download(app, workplace)
    add_selection(app, workplace)
    add_batch_page(app, workplace)
    add_confirming(app, workplace)
    add_entry(app, workplace)
    add_log(app, workplace)
    add_one_case(app, workplace)
    add_same_person(app, workplace)
    add_case_pdf(app, workplace)
    add_purging_page(app, workplace)
    add_search(app, workplace)
    add_steps(app, workplace)
    add_proposed_change(app, workplace)
    add_room(app, workplace)
    add_all_exits(app, workplace)
    add_planning(app, workplace)
    add_one_exit(app, workplace)
    add_listing(app, workplace, lists)
    add_rule(app, workplace)
    add_appointing_several(app, workplace)
    add_proved(app, workplace)
    add_letters(app, workplace, addresses)
    add_posted(app, workplace)
    add_report(app, workplace)
    add_finish(app, workplace)
    add_one_affected(app, workplace)
    add_loose_choices(app, workplace)
    add_waiting(app, workplace)
    add_error_pages(app, workplace)
    return app


def keep_known(workplace: Workplace) -> None:
    """Look at all cases, and forget those that are gone."""
    workplace.board()


def _forget(now: datetime, *kept: KeptInMemory[Any]) -> None:
    """Let go of lists with addresses and others that have waited long enough, though nobody comes back."""
    for one in kept:
        one.forget_old(now)


def _rounds(workplace: Workplace, settings: Settings, post_office: PostOffice | None) -> list[Round]:
    """List what is looked after beside the requests, by what is set."""
    rounds = [Round("the daily purge", DailyPurge(workplace).purge)]
    if workplace.heads is not None:
        rounds.append(Round("the log's head in a second place", workplace.heads.keep, at_end=True))
    if post_office is not None:
        notice = Notice(workplace, post_office, settings.notice_to, settings.officers_address)
        rounds.append(Round("the daily notice", notice.send))
    rounds.append(Round("choices of those whose provider stops", workplace.join_new))
    # Last: after a start, or a new build, it opens and judges all there is, so that no officer waits for it.
    rounds.append(Round("what is known across cases", lambda _: keep_known(workplace)))
    return rounds

"""From a shop and its channel to a call job, and the events of that call."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from auditor.channel import OwnChannel
from auditor.channels.phone import (
    CallJob,
    MediaEncryption,
    Network,
    SipAccount,
    Transport,
    place_call,
)
from auditor.core.options import options_for
from auditor.errors import CommandError
from auditor.events import Event, EventName
from auditor.i18n import N_
from auditor.jobs.shop import Shop
from auditor.settings import Settings, account_password
from scenarios.placeholders import filled
from scenarios.reading import read_scenario_text
from transcripts.contact import Contact, MarkName
from transcripts.redaction import redacted
from transcripts.redaction.live import LiveRedactor

_SPOKEN = (EventName.HEARD_TEXT, EventName.SAYING)
CALLS = "calls"
"""Folder (in the data folder) of recordings still being made."""


def call_events(
    settings: Settings,
    shop: Shop,
    channel: OwnChannel,
    models: tuple[Path, ...],
    stop: threading.Event | None,
) -> Iterator[Event]:
    """Places the shop's call. Raises `CommandError` for an account that the settings do not have."""
    job = call_job(settings, shop, channel, models)
    password = account_password(settings.accounts[channel.account]) if channel.account else None
    hide = LiveRedactor(job.language, channel.country)
    for event in place_call(job, stop=stop, password=password or None):
        contact = event.contact and redacted_contact(event.contact, job.language, channel.country)
        detail = event.detail
        if detail and event.name in _SPOKEN:
            detail = hide(detail)
        yield Event(event.name, event.at_s, detail, event.share, contact, shop.id)


def redacted_contact(contact: Contact, language: str, country: str) -> Contact:
    """The contact without personal data in what we said: a script can hold a real customer's."""
    marks = tuple(
        replace(mark, detail=redacted(mark.detail, language, country))
        if mark.name is MarkName.SAY_START and mark.detail
        else mark
        for mark in contact.marks
    )
    return replace(contact, marks=marks)


def call_job(settings: Settings, shop: Shop, channel: OwnChannel, models: tuple[Path, ...]) -> CallJob:
    """Everything that the call needs, from the snapshot of the scenario that the shop keeps."""
    scenario = filled(read_scenario_text(shop.scenario_text or "", shop.scenario_id or shop.id), shop.persona)
    options = options_for(settings, models, channel=channel, scenario=scenario, shop=shop)
    return CallJob(
        shop=shop.id,
        address=channel.address,
        scenario=scenario,
        folder=settings.home / CALLS,
        account=_account(settings, channel),
        network=_network(settings, channel),
        persona=dict(shop.persona),
        language=scenario.language,
        country=channel.country,
        voice=settings.voice or "caller",
        voice_cache=settings.home / "voice",
        sounds=settings.home / "scenarios",
        listen=options,
    )


def _account(settings: Settings, channel: OwnChannel) -> SipAccount | None:
    if channel.account is None:
        return None
    if channel.account not in settings.accounts:
        raise CommandError(
            N_("The channel {id} calls by the SIP account “{account}”, which the settings do not have."),
            id=channel.id,
            account=channel.account,
        )
    account = settings.accounts[channel.account]
    return SipAccount(
        user=account.user,
        domain=account.domain,
        auth_user=account.auth_user,
        password_env=account.password_env,
        proxy=account.outbound_proxy,
    )


def _network(settings: Settings, channel: OwnChannel) -> Network:
    account = settings.accounts.get(channel.account) if channel.account else None
    encryption = MediaEncryption.REQUIRED if account and account.srtp else MediaEncryption.NONE
    return Network(
        transport=Transport(account.transport) if account else Transport.UDP,
        encryption=encryption,
        ca_file=settings.tls_ca_file,
        local_address=settings.sip_bind or ("127.0.0.1" if channel.loopback else None),
        # On loopback nothing is lost, and without the buffer the recording is exact to the bit.
        jitter_buffer=settings.jitter_buffer and not channel.loopback,
    )

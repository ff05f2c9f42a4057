"""The job: addresses, keys, and a way through JSON that keeps everything but secrets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import codec
from auditor.channels.phone import CallJob, MediaEncryption, Network, SipAccount, Transport, place_call
from auditor.channels.phone.job import fill_in, keys_of, sip_uri
from auditor.errors import CommandError
from scenarios.scenario import HangUp, Hold, Listen, Press, Say, WaitFor
from tests.auditor.channels.phone.placing import job

ACCOUNT = SipAccount(user="600", domain="sip.example.org", password_env="PHONE_TEST_SECRET")


def an(address: str, **more: object) -> CallJob:
    return job(Path("/tmp"), "s", address, HangUp(), **more)


@pytest.mark.parametrize(
    "address",
    ["sip:line@127.0.0.1:5060", "sips:a@b.example", "sip:900100200@host;transport=tcp", "sip:a@[::1]:5061"],
)
def test_sip_addresses_are_dialled_as_they_are(address: str) -> None:
    assert sip_uri(an(address)) == address


def test_numbers_are_dialled_at_the_accounts_domain() -> None:
    assert sip_uri(an("+34 900 10 20 30", account=ACCOUNT)) == "sip:+34900102030@sip.example.org"


@pytest.mark.parametrize(
    "address",
    ["", "hola", "mailto:a@b", "sip:a b@c", "sip:a@b\r\nX: y", "sip:", "http://x", "sip:a@b?Replaces=x"],
)
def test_other_addresses_are_refused_before_anything_is_dialled(address: str) -> None:
    with pytest.raises(CommandError, match="neither"):
        sip_uri(an(address, account=ACCOUNT))


def test_a_number_needs_an_account() -> None:
    with pytest.raises(CommandError, match="account"):
        place_call(an("900102030"))


def test_a_missing_password_is_told_before_anything_is_dialled() -> None:
    with pytest.raises(CommandError, match="PHONE_TEST_SECRET"):
        place_call(an("sip:a@127.0.0.1", account=ACCOUNT))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_address_is_dialled_or_refused(address: str) -> None:
    try:
        uri = sip_uri(an(address, account=ACCOUNT))
    except CommandError:
        return
    assert uri.startswith(("sip:", "sips:"))
    assert not any(c in uri for c in ' \r\n\t<>"')


def test_keys_are_filled_in_from_the_persona() -> None:
    wanted = job(
        Path("/tmp"), "s", "sip:a@b", Press("1"), Press("{account}#"), persona={"account": "12 34-56 a"}
    )
    assert keys_of(wanted) == {0: "1", 1: "123456A#"}


@pytest.mark.parametrize(
    ("keys", "told"), [("{missing}", "missing"), ("{iban}", "ES91"), ("", "cannot send")]
)
def test_keys_that_no_telephone_has_are_refused(keys: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        keys_of(job(Path("/tmp"), "s", "sip:a@b", Press(keys), persona={"iban": "ES91"}))


def test_a_field_that_reaches_further_than_the_persona_is_refused() -> None:
    with pytest.raises(CommandError):
        fill_in("{name.__class__.nothing}", {"name": "Ana"})


def test_a_job_survives_json_and_carries_no_password() -> None:
    wanted = CallJob(
        shop="s",
        address="sip:a@b",
        scenario=job(
            Path("/tmp"),
            "s",
            "sip:a@b",
            WaitFor(5, text=("a",)),
            Hold(3),
            Listen(1, 2),
            Say("x"),
            Press("1"),
            HangUp(),
        ).scenario,
        folder=Path("/tmp/x"),
        account=ACCOUNT,
        network=Network(
            transport=Transport.TLS, encryption=MediaEncryption.REQUIRED, ca_file=Path("/ca.pem")
        ),
        persona={"name": "Ana"},
    )
    data = json.dumps(codec.dump(wanted))
    assert codec.load(CallJob, json.loads(data)) == wanted
    assert "password_env" in data

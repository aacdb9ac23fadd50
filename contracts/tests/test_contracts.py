"""The shared words: money, ids, manifests, the one table of modules and capabilities."""

import datetime as dt
from uuid import UUID

import msgspec
import pytest

from vito_contracts import capabilities, contexts
from vito_contracts.contexts import GeneralContext, SupportContext, context_type
from vito_contracts.ids import derived_id, new_id
from vito_contracts.manifest import Manifest, ManifestError, read_manifest
from vito_contracts.modules import CAPABILITIES, MODULES, Module
from vito_contracts.money import Money
from vito_contracts.services import Secret
from vito_contracts.twin import Grant, TwinConfig

GOOD = """
id = "coupons"
contract = ">=1.0,<2"
level = "tenant"
summary = "Hands out coupons"
plugin = "coupons.plugin:Coupons"
"""


def test_ids_are_version_7_and_sort_by_time():
    ids = [new_id() for _ in range(1000)]
    assert {each.version for each in ids} == {7}
    assert len(set(ids)) == 1000
    assert [each.int >> 80 for each in ids] == sorted(each.int >> 80 for each in ids)


def test_derived_ids_tell_their_parts_apart():
    assert derived_id("a", "bc") == derived_id("a", "bc")
    assert derived_id("a", "bc") != derived_id("ab", "c")


def test_money_is_whole_minor_units():
    assert str(Money(123_456, "USD").times(2)) == "2,469.12 USD"
    assert str(Money(-5, "EUR")) == "-0.05 EUR"
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, "usd")


def test_every_module_has_a_context_and_a_host():
    assert set(MODULES) == set(Module)
    for module, row in MODULES.items():
        assert context_type(module) is getattr(contexts, row.context)
        assert row.host.startswith("vito-host-")
    assert sum(row.spec_compatible for row in MODULES.values()) == 8
    assert context_type(Module.HR) is GeneralContext


def test_every_capability_names_a_protocol_that_knows_it():
    for identifier, row in CAPABILITIES.items():
        assert capabilities.capability_id(getattr(capabilities, row.protocol)) == identifier


def test_contexts_refuse_unknown_keys_and_have_the_specifications_defaults():
    with pytest.raises(msgspec.ValidationError, match="escalation_rulez"):
        msgspec.convert({"escalation_rulez": {}}, SupportContext)
    rules = SupportContext().escalation_rules
    assert (rules.billing, rules.technical, rules.general, rules.failed_attempts) == (
        "immediately",
        "after_failed_attempts",
        "never",
        3,
    )


def test_a_twin_needs_tone_and_language():
    with pytest.raises(msgspec.ValidationError, match="language"):
        msgspec.convert({"personality_profile": {"tone": "warm"}}, TwinConfig)


def test_a_grant_is_active_between_its_dates_until_revoked():
    day = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    grant = Grant(
        id=new_id(), owner=new_id(), grantee=new_id(), twin=new_id(), uses=(), starts_at=day, ends_at=day.replace(day=9)
    )
    assert [grant.active(day.replace(day=each)) for each in (1, 2, 8, 9)] == [False, True, True, False]
    assert not msgspec.structs.replace(grant, revoked_at=day).active(day)


def test_secrets_never_print():
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret} {secret!r}"
    assert secret.reveal() == "hunter2"


def test_a_manifest_is_read_without_importing_anything(tmp_path):
    path = tmp_path / "plugin.toml"
    path.write_text(GOOD)
    manifest = read_manifest(path)
    assert (manifest.id, manifest.capabilities, manifest.contract_fits()) == ("coupons", (), True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('summry = "x"', "summry"),
        ('capabilities = ["mind-reading"]', "mind-reading"),
        ('modules = ["MARS"]', "MARS"),
        ("= 1", "not valid TOML"),
    ],
)
def test_a_wrong_manifest_says_where_and_what(tmp_path, change, words):
    path = tmp_path / "plugin.toml"
    path.write_text(GOOD + change)
    with pytest.raises(ManifestError, match=words) as error:
        read_manifest(path)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(("contract", "fits"), [(">=1.0,<2", True), (">=1.1,<2", False), (">=0.1,<1", False)])
def test_a_newer_contract_does_not_fit(contract, fits):
    manifest = Manifest(id="x", contract=contract, level="tenant", summary="x", plugin="a:B")
    assert manifest.contract_fits() is fits


def test_ids_of_money_and_time_survive_json():
    assert msgspec.json.decode(msgspec.json.encode(Money(1, "USD")), type=Money) == Money(1, "USD")
    assert msgspec.json.decode(msgspec.json.encode(new_id()), type=UUID).version == 7

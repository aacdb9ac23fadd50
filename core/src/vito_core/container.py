"""The container: how the engine's parts fit together. Tests override a provider instead of patching a module."""

from collections.abc import Callable
from typing import Any

import structlog
from dependency_injector import containers, providers

from vito_core.approvals.desk import ApprovalDesk
from vito_core.capabilities import CapabilityTable
from vito_core.contacts import ContactStore
from vito_core.db.database import PluginDatabase
from vito_core.db.pool import Pools
from vito_core.effect_book import EffectBook
from vito_core.effects import Ledger
from vito_core.engine import Engine
from vito_core.events.log import EventReader
from vito_core.events.types import EventTypes
from vito_core.gate import Gate
from vito_core.hooks import HookDoor
from vito_core.identity.house import Identity
from vito_core.identity.service_accounts import ServiceAccounts
from vito_core.intake import Intake
from vito_core.journeys.service import JourneyClient, JourneyReader, JourneyRelay
from vito_core.keyring.master import MasterKey, master_keys
from vito_core.keyring.ring import Keyring
from vito_core.keyring.store import DatabaseKeys
from vito_core.limits.limiter import Limiter
from vito_core.limits.quota import Quotas
from vito_core.limits.telling import UsageTeller
from vito_core.limits.usage import UsageMeter
from vito_core.objects import ObjectFolder
from vito_core.operations import Operations
from vito_core.outputs import OutputDoor
from vito_core.outward.client import Outward
from vito_core.outward.targets import Targets
from vito_core.personal_data.desk import DataSubjectDesk
from vito_core.personal_data.requests import RequestStore
from vito_core.personal_data.service import PersonalData
from vito_core.plugins.care import PluginCare
from vito_core.plugins.quarantine import Quarantine
from vito_core.plugins.tracing import Tracer
from vito_core.plugins.watch import Watch
from vito_core.records.stores import Records
from vito_core.registry import Loaded, Registry, admitted, find_installed
from vito_core.services import ConversationsOf, PluginServices, UtcClock
from vito_core.settings import Settings, read_plugins_file
from vito_core.stops import Stops
from vito_core.telemetry import Telemetry
from vito_core.tenancy import Tenancy
from vito_core.turn_store import TurnStore
from vito_core.turns import Turns
from vito_core.twins import BindingStore, TwinStore
from vito_core.web.answers import Answers
from vito_core.webhooks.deliveries import Deliveries
from vito_core.webhooks.desk import WebhookDesk
from vito_core.webhooks.sender import Sender, sending


def _plugins(settings: Settings) -> list[Loaded]:
    return admitted(read_plugins_file(settings.plugins_file), find_installed(), settings.plugins_file)


def _by_id(registry: Registry) -> dict[str, Loaded]:
    return registry.plugins


def _masters(settings: Settings) -> Callable[[], list[MasterKey]]:
    return lambda: master_keys(settings)


def _services_factory(pools: Pools, types: EventTypes, **parts: Any) -> Any:
    def services_of(loaded: Loaded) -> PluginServices:
        return PluginServices(loaded, pools=pools, db=PluginDatabase(pools, loaded, types), **parts)

    return services_of


class Container(containers.DeclarativeContainer):
    settings = providers.Dependency(instance_of=Settings)
    log = providers.Singleton(structlog.get_logger)
    clock = providers.Singleton(UtcClock)
    telemetry = providers.Singleton(Telemetry)
    pools = providers.Singleton(Pools, settings.provided.database_url, trace=telemetry.provided.tracing.traceparent)
    types = providers.Singleton(EventTypes)
    tracer = providers.Singleton(Tracer)
    door = providers.Singleton(HookDoor, tracer)
    plugins = providers.Singleton(_plugins, settings)
    registry = providers.Singleton(Registry, plugins, door)
    gate = providers.Singleton(Gate, pools, providers.Callable(_by_id, registry))
    quarantine = providers.Singleton(Quarantine, pools, gate, types, settings.provided.quarantine, log)
    accounts = providers.Singleton(ServiceAccounts, gate, providers.Callable(_by_id, registry))
    tenancy = providers.Singleton(Tenancy, pools, accounts=accounts, types=types)
    identity = providers.Singleton(
        Identity, settings, pools, types, tenancy, accounts, providers.Callable(_masters, settings), log
    )
    watch = providers.Singleton(Watch, quarantine, tracer, identity.provided.denials, settings.provided.turn_seconds)
    care = providers.Singleton(PluginCare, pools, gate, types, registry, quarantine, watch, tracer, log)
    capabilities = providers.Singleton(CapabilityTable, gate, watch)
    ledger = providers.Singleton(Ledger, pools, types, telemetry.provided.tracing)
    approvals = providers.Singleton(ApprovalDesk, pools, types, settings.provided.seconds_per_day)
    effect_book = providers.Singleton(EffectBook, pools)
    stops = providers.Singleton(Stops, pools, types, ledger)
    twins = providers.Singleton(TwinStore, pools, types)
    bindings = providers.Singleton(BindingStore, pools, types)
    records = providers.Singleton(Records, pools, types)
    contacts = providers.Singleton(ContactStore, pools)
    turn_store = providers.Singleton(TurnStore, pools, bindings, gate, types)
    usage = providers.Singleton(UsageMeter, pools, log)
    turns = providers.Singleton(Turns, turn_store, capabilities, usage, settings.provided.turn_seconds, telemetry)
    intake = providers.Singleton(Intake, pools, turns, bindings, types)
    keyring = providers.Singleton(
        Keyring, providers.Singleton(DatabaseKeys, pools), providers.Callable(_masters, settings)
    )
    answers = providers.Singleton(Answers, pools, keyring, turn_store.provided.instance)
    journeys = providers.Singleton(
        JourneyClient,
        settings.provided.temporal,
        settings.provided.temporal_namespace,
        pools,
        keyring,
        log,
        telemetry.provided.tracing,
        settings.provided.temporal_access,
    )
    journey_reader = providers.Singleton(JourneyReader, pools)
    relay = providers.Singleton(
        JourneyRelay, pools, journeys, capabilities, bindings, contacts, types, settings.provided.seconds_per_day
    )
    subjects = providers.Singleton(DataSubjectDesk, pools)
    objects = providers.Singleton(ObjectFolder, settings.provided.objects)
    personal_data = providers.Singleton(
        PersonalData, providers.Singleton(RequestStore, pools, keyring), journeys, objects, log
    )
    outward = providers.Singleton(
        Outward, providers.Singleton(Targets, settings.provided.outward_ports, settings.provided.outward_private)
    )
    webhooks = providers.Singleton(WebhookDesk, pools, keyring, outward, types)
    webhook_deliveries = providers.Singleton(Deliveries, pools, types)
    sender: providers.Singleton[Sender] = providers.Singleton(
        sending, pools, types, keyring, outward, usage, settings, log, telemetry.provided.metrics
    )
    quotas = providers.Singleton(Quotas, pools, log)
    limiter = providers.Singleton(
        Limiter,
        pools,
        quotas,
        settings.provided.rate_per_second,
        settings.provided.rate_burst,
        settings.provided.monthly_quota,
        log,
    )
    usage_teller = providers.Singleton(UsageTeller, pools, types, log)
    services_of = providers.Singleton(
        _services_factory,
        pools,
        types,
        capabilities=capabilities,
        events=providers.Singleton(EventReader, pools, types),
        effects=ledger,
        approvals=approvals,
        twins=twins,
        bindings=bindings,
        conversations=providers.Singleton(ConversationsOf, pools, turns),
        outputs=providers.Singleton(OutputDoor, capabilities, bindings),
        objects=objects,
        clock=clock,
        http=outward,
    )
    operations = providers.Singleton(Operations, pools, types, settings.provided.storage_bytes, log)
    engine = providers.Singleton(
        Engine,
        settings=settings,
        pools=pools,
        registry=registry,
        types=types,
        gate=gate,
        care=care,
        capabilities=capabilities,
        ledger=ledger,
        effect_book=effect_book,
        stops=stops,
        approvals=approvals,
        tenancy=tenancy,
        identity=identity,
        twins=twins,
        bindings=bindings,
        records=records,
        contacts=contacts,
        turns=turns,
        intake=intake,
        journeys=journeys,
        journey_reader=journey_reader,
        relay=relay,
        subjects=subjects,
        personal_data=personal_data,
        objects=objects,
        keyring=keyring,
        answers=answers,
        telemetry=telemetry,
        operations=operations,
        webhooks=webhooks,
        webhook_deliveries=webhook_deliveries,
        sender=sender,
        quotas=quotas,
        limiter=limiter,
        usage=usage,
        usage_teller=usage_teller,
        services_of=services_of,
        log=log,
    )


def build(settings: Settings) -> Engine:
    """The engine of these settings; nothing is loaded or connected yet."""
    return Container(settings=settings).engine()

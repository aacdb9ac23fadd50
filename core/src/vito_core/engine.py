"""The engine: everything hangs on one object, built by the container; nothing is module-global."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from vito_contracts.errors import InvalidInput
from vito_contracts.hooks import Subscription
from vito_contracts.scope import Level
from vito_core.approvals.desk import ApprovalDesk
from vito_core.capabilities import CapabilityTable
from vito_core.contacts import ContactStore
from vito_core.db.pool import Pools
from vito_core.effect_book import EffectBook
from vito_core.effects import Ledger
from vito_core.events.dispatcher import CORE, Dispatcher, Subscriber
from vito_core.events.types import EventTypes
from vito_core.gate import Gate
from vito_core.identity.house import Identity
from vito_core.intake import Intake
from vito_core.journeys.activities import JourneyActivities
from vito_core.journeys.rebuild import JourneyRebuild
from vito_core.journeys.service import JourneyClient, JourneyReader, JourneyRelay
from vito_core.keyring.ring import Keyring
from vito_core.limits.limiter import Limiter
from vito_core.limits.quota import Quotas
from vito_core.limits.telling import UsageTeller
from vito_core.limits.usage import UsageMeter
from vito_core.objects import ObjectFolder
from vito_core.operations import Operations
from vito_core.personal_data.activities import PersonalDataActivities
from vito_core.personal_data.desk import DataSubjectDesk
from vito_core.personal_data.service import PersonalData
from vito_core.personal_data.stopping import Stopper
from vito_core.plugins.care import PluginCare
from vito_core.records.stores import Records
from vito_core.registry import Contributions, Registry
from vito_core.settings import Settings
from vito_core.stops import Stops
from vito_core.telemetry import Telemetry
from vito_core.telemetry.exposition import Exposition
from vito_core.telemetry.health import Health
from vito_core.tenancy import Tenancy
from vito_core.turns import Turns
from vito_core.twins import BindingStore, TwinStore
from vito_core.web.answers import Answers
from vito_core.webhooks.deliveries import Deliveries
from vito_core.webhooks.desk import WebhookDesk
from vito_core.webhooks.sender import Sender

CLOSE_SECONDS = 5.0
WARM_SECONDS = 30.0


class Engine:
    """Parts by name. `open()` loads the plugins and connects; `close()` undoes it."""

    def __init__(
        self,
        *,
        settings: Settings,
        pools: Pools,
        registry: Registry,
        types: EventTypes,
        gate: Gate,
        care: PluginCare,
        capabilities: CapabilityTable,
        ledger: Ledger,
        effect_book: EffectBook,
        stops: Stops,
        approvals: ApprovalDesk,
        tenancy: Tenancy,
        identity: Identity,
        twins: TwinStore,
        bindings: BindingStore,
        records: Records,
        contacts: ContactStore,
        turns: Turns,
        intake: Intake,
        journeys: JourneyClient,
        journey_reader: JourneyReader,
        relay: JourneyRelay,
        subjects: DataSubjectDesk,
        personal_data: PersonalData,
        objects: ObjectFolder,
        keyring: Keyring,
        answers: Answers,
        telemetry: Telemetry,
        operations: Operations,
        webhooks: WebhookDesk,
        webhook_deliveries: Deliveries,
        sender: Sender,
        quotas: Quotas,
        limiter: Limiter,
        usage: UsageMeter,
        usage_teller: UsageTeller,
        services_of: Any,
        log: Any,
    ) -> None:
        self.settings = settings
        self.pools = pools
        self.registry = registry
        self.types = types
        self.gate = gate
        self.care = care
        self.capabilities = capabilities
        self.ledger = ledger
        self.effect_book = effect_book
        self.stops = stops
        self.approvals = approvals
        self.tenancy = tenancy
        self.identity = identity
        self.twins = twins
        self.bindings = bindings
        self.records = records
        self.contacts = contacts
        self.turns = turns
        self.intake = intake
        self.journeys = journeys
        self.journey_reader = journey_reader
        self.relay = relay
        self.subjects = subjects
        self.personal_data = personal_data
        self._objects = objects
        self.keyring = keyring
        self.answers = answers
        self.telemetry = telemetry
        self.operations = operations
        self.health = Health(self)
        self.exposition = Exposition(self)
        self.webhooks = webhooks
        self.webhook_deliveries = webhook_deliveries
        self.sender = sender
        self.quotas = quotas
        self.limiter = limiter
        self.usage = usage
        self.usage_teller = usage_teller
        self.log = log
        self._services_of = services_of
        self.contributions: Contributions | None = None
        self.draining = False
        """Told to stop: what was begun is finished, and nobody should send anything new."""

    def load(self) -> Contributions:
        """Loads the admitted plugins and applies what they contribute; `InvalidInput` if a required one fails."""
        found = self.registry.load(self._services_of)
        for plugin, event_type in found.event_types:
            self.types.register(event_type, plugin)
        self.capabilities.fill(found.capabilities)
        self.care.calls.fill(found.lifecycle)
        self.ledger.fill([(plugin, self.care.watch.effect(plugin, each)) for plugin, each in found.effects])
        self.approvals.fill(found.approval_kinds)
        failed = (each for each in self.registry.plugins.values() if each.error is not None)
        holders = [(plugin, self.care.watch.holder(plugin, each)) for plugin, each in found.data_subjects]
        self.subjects.fill(holders, [each.id for each in failed if each.manifest.personal_data])
        for plugin, subscription in found.subscriptions:
            if self.registry.plugins[plugin].manifest.level is Level.BINDING:
                types = ", ".join(subscription.types)
                raise InvalidInput(
                    f"plugin {plugin!r} is declared level='binding' but subscribes to {types}: say 'tenant'"
                )
        for each in self.registry.plugins.values():
            if each.error is not None:
                self.log.error("plugin.failed", plugin=each.id, plugin_version=each.version, error=each.error)
        self.contributions = found
        return found

    async def open(self) -> None:
        if self.contributions is None:
            self.load()
        self.keyring.require()
        await self.pools.open()
        try:
            await self.keyring.check()
        except BaseException:
            await self.pools.close()
            raise

    async def warm(self) -> None:
        """Lets plugins import and connect what their first call would otherwise wait for."""
        for each in self.registry.plugins.values():
            warm = getattr(each.plugin, "warm", None)
            if warm is not None:
                await self._within_time(each.id, warm, "plugin.not_warmed", WARM_SECONDS)

    async def close(self) -> None:
        for each in self.registry.plugins.values():
            close = getattr(each.plugin, "close", None)
            if close is not None:
                await self._within_time(each.id, close, "plugin.not_closed", CLOSE_SECONDS)
        await self.identity.close()
        await self.pools.close()
        await asyncio.to_thread(self.telemetry.tracing.close)

    async def _within_time(
        self, plugin: str, call: Callable[[], Awaitable[None]], complaint: str, seconds: float
    ) -> None:
        """A plugin that cannot costs itself only."""
        try:
            async with asyncio.timeout(seconds):
                await call()
        except Exception as error:
            self.log.warning(complaint, plugin=plugin, error=type(error).__name__)

    def own_subscriptions(self) -> list[Subscription]:
        """The core's."""
        return [*self.relay.subscriptions(), *self.webhook_deliveries.subscriptions()]

    def dispatcher(self) -> Dispatcher:
        assert self.contributions is not None
        subscribers = [
            Subscriber(id=f"{CORE}/{each.name}", plugin=CORE, subscription=each) for each in self.own_subscriptions()
        ]
        subscribers += [
            Subscriber(
                id=f"{plugin}/{each.name}", plugin=plugin, subscription=self.care.watch.subscription(plugin, each)
            )
            for plugin, each in self.contributions.subscriptions
        ]
        effective, telemetry = self.gate.effective_many, self.telemetry
        return Dispatcher(self.settings.dispatcher_url, subscribers, effective, self.types, self.log, telemetry)

    def journey_activities(self) -> JourneyActivities:
        assert self.contributions is not None
        return JourneyActivities(
            self.pools,
            self.gate,
            self.bindings,
            self.types,
            self.contributions.journey_stages,
            [(plugin, self.care.watch.activity(plugin, each)) for plugin, each in self.contributions.activities],
            self.telemetry.metrics,
        )

    def journey_rebuild(self) -> JourneyRebuild:
        return JourneyRebuild(
            self.pools,
            self.settings.database_url,
            self.journeys,
            self.types,
            self.tenancy.all_ids,
            self.settings.seconds_per_day,
            self.log,
        )

    def personal_data_activities(self) -> PersonalDataActivities:
        stopper = Stopper(self.pools, self.journeys, self.journey_activities().end)
        return PersonalDataActivities(
            self.pools, self.subjects, self.personal_data.requests, stopper, self._objects, self.types
        )

    async def keep_metering(self, stop: asyncio.Event) -> None:
        """Writes down what this process counted and gives back what it holds of quotas, until `stop`."""
        from vito_core.limits.keeping import keep

        await keep(self.usage, self.quotas, self.log, stop)

    async def recover_turns(self, stop: asyncio.Event) -> None:
        """Keeps this instance's liveness lock and finishes what dead instances left behind, until `stop`."""
        from vito_core.recovery import keep_recovering

        await keep_recovering(self, stop)

"""The sender: takes deliveries that are due, sends them, writes down what came of it. Runs in the worker."""

import asyncio
import contextlib
import datetime as dt
import email.utils
import random
import time
from collections import Counter
from typing import Any

import msgspec

from vito_contracts.errors import OutwardFailed, OutwardRefused, VitoError
from vito_contracts.ids import TenantId
from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.keyring.ring import Keyring
from vito_core.limits.usage import UsageMeter
from vito_core.outward.client import Call, Outward
from vito_core.settings import Settings
from vito_core.telemetry.metrics import Metrics
from vito_core.webhooks.queue import Attempt, DeliveryQueue, Outcome
from vito_core.webhooks.signing import sign, unseal

API_VERSION = "v1"
LOOK_EVERY_SECONDS = 0.5
MOST_OPEN = 256
MOST_OPEN_OF_TENANT = 16
"""Attempts of this process at the same time; of one tenant fewer, so that none takes all."""
_LATER = (429, 503)


def body_of(attempt: Attempt) -> bytes:
    """What is posted: ids, codes and numbers, as the event log holds them. The same bytes at every attempt."""
    event = attempt.event
    return msgspec.json.encode(
        {
            "id": event.id,
            "type": event.type,
            "timestamp": event.at,
            "api_version": API_VERSION,
            "version": event.version,
            "subject": event.subject,
            "data": event.payload,
        }
    )


class Sender:
    """`seconds`: how long an endpoint may take until its status is there."""

    def __init__(
        self,
        queue: DeliveryQueue,
        keys: Keyring,
        outward: Outward,
        usage: UsageMeter,
        seconds: float,
        log: Any,
        metrics: Metrics,
    ) -> None:
        self._metrics = metrics
        self._queue = queue
        self._keys = keys
        self._outward = outward
        self._usage = usage
        self._seconds = seconds
        self._log = log
        self._open: Counter[TenantId] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._again = asyncio.Event()

    async def keep_sending(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; what is under way is then seen to its end. Several processes share the work."""
        waking = asyncio.create_task(self._wake_at(stop))
        while not stop.is_set():
            self._again.clear()
            try:
                taken = await self.look()
            except Exception as error:
                self._log.warning("webhooks.waits", error=type(error).__name__)
                taken = 0
            if not taken:
                # Until the next look, a task that ended and left room, or the end.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._again.wait(), LOOK_EVERY_SECONDS)
        await waking
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._again.set()

    async def look(self) -> int:
        """Begins what is due and has room; how many attempts."""
        tenants = await self._queue.tenants()
        random.shuffle(tenants)
        begun = 0
        for tenant in tenants:
            room = min(MOST_OPEN_OF_TENANT - self._open[tenant], MOST_OPEN - self._open.total())
            for attempt in await self._queue.take(tenant, room) if room > 0 else ():
                self._begin(attempt)
                begun += 1
        return begun

    def _begin(self, attempt: Attempt) -> None:
        self._open[attempt.tenant] += 1
        task = asyncio.create_task(self._run(attempt))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, attempt: Attempt) -> None:
        try:
            outcome = await self._send(attempt)
            self._metrics.webhook_attempts.labels(outcome.error_code or "delivered").inc()
            await self._queue.settle(attempt, outcome)
            if outcome.error_code is None:
                self._usage.count(attempt.tenant, None, deliveries=1)
        except Exception as error:
            # The lease runs out and another attempt is made: at least once.
            self._log.warning("webhook.not_settled", delivery=str(attempt.delivery), error=type(error).__name__)
        finally:
            self._open[attempt.tenant] -= 1
            self._again.set()

    async def _send(self, attempt: Attempt) -> Outcome:
        began = time.monotonic()
        status, code, later = None, None, None
        try:
            secrets = [await unseal(self._keys, attempt.tenant, attempt.webhook, sealed) for sealed in attempt.secrets]
            body = body_of(attempt)
            headers = sign(secrets, attempt.event.id, int(time.time()), body)
            headers |= {"content-type": "application/json", "user-agent": "vito-webhooks"}
            call = Call(method="POST", url=attempt.url, headers=headers, body=body, seconds=self._seconds)
            answer = await self._outward.send(attempt.tenant, call, keep=0)
            status, code = answer.status, None if 200 <= answer.status < 300 else "http"
            later = _retry_after(answer.headers.get("retry-after", "")) if status in _LATER else None
        except OutwardRefused:
            code = "refused_address"
        except OutwardFailed as error:
            code = error.code
        except VitoError as error:  # the tenant's data key was erased, or the secret was altered
            code = "no_secret"
            self._log.warning("webhook.no_secret", webhook=str(attempt.webhook), error=type(error).__name__)
        except Exception as error:  # what nobody thought of is one failed attempt, not one that is made for ever
            code = "internal"
            self._log.error("webhook.attempt_broke", webhook=str(attempt.webhook), error=type(error).__name__)
        duration = int((time.monotonic() - began) * 1000)
        return Outcome(status=status, error_code=code, duration_ms=duration, retry_after=later)


def sending(
    pools: Pools,
    types: EventTypes,
    keys: Keyring,
    outward: Outward,
    usage: UsageMeter,
    settings: Settings,
    log: Any,
    metrics: Metrics,
) -> Sender:
    """The sender of an installation. A lease outlives the longest attempt by as much again."""
    seconds = settings.webhook_seconds
    queue = DeliveryQueue(pools, types, dt.timedelta(seconds=2 * seconds + 1), settings.webhook_pauses)
    return Sender(queue, keys, outward, usage, seconds, log, metrics)


def _retry_after(text: str) -> dt.timedelta | None:
    """Seconds or a date of HTTP's; None for anything else, and for what is past."""
    try:
        if text.isascii() and text.isdigit():
            return dt.timedelta(seconds=min(int(text), 10**8))
        pause = email.utils.parsedate_to_datetime(text).astimezone(dt.UTC) - dt.datetime.now(dt.UTC)
    except (ValueError, OverflowError):  # more digits than Python reads; a date beyond its calendar
        return None
    return pause if pause > dt.timedelta(0) else None

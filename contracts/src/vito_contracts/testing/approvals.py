"""The approval queue of the kit; the test is the human."""

from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.approvals import Approval, ApprovalKind, ApprovalRequest, ApprovalState
from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.ids import TenantId, derived_id
from vito_contracts.manifest import Manifest
from vito_contracts.permissions import ASKS_APPROVALS
from vito_contracts.scope import TenantScope
from vito_contracts.testing.log import require
from vito_contracts.testing.small import KitClock


class ApprovalQueue:
    """Of all plugins and tenants of a kit. `kinds`: name → (plugin, kind)."""

    def __init__(self, clock: KitClock) -> None:
        self.kinds: dict[str, tuple[str, ApprovalKind]] = {}
        self._clock = clock
        self._asked: dict[tuple[TenantId, UUID], Approval] = {}

    def of(self, scope: TenantScope) -> list[Approval]:
        return [each for (tenant, _), each in self._asked.items() if tenant == scope.tenant]

    def decide(
        self,
        scope: TenantScope,
        approval: UUID,
        state: ApprovalState,
        *,
        proposal: dict[str, Any] | None = None,
        reason_code: str | None = None,
    ) -> Approval:
        """As an approver: `proposal` is the wording of an edit. Raises `NotFound`, `Conflict` once decided."""
        found = self.get(scope, approval)
        if found.state is not ApprovalState.PENDING:
            raise Conflict(f"approval {approval} is {found.state} already")
        if proposal is not None:
            msgspec.convert(proposal, self.kinds[found.kind][1].proposal)
        decided = msgspec.structs.replace(
            found,
            state=state,
            decided_at=self._clock.now(),
            reason_code=reason_code,
            proposal=proposal if proposal is not None else found.proposal,
        )
        self._asked[scope.tenant, approval] = decided
        return decided

    def get(self, scope: TenantScope, approval: UUID) -> Approval:
        found = self._asked.get((scope.tenant, approval))
        if found is None:
            raise NotFound(f"no approval {approval}")
        return found

    def ask(self, plugin: str, scope: TenantScope, request: ApprovalRequest) -> Approval:
        kind = self._kind(plugin, request.kind)
        if not isinstance(request.proposal, kind.proposal):
            raise InvalidInput(f"approval {request.kind!r} takes {kind.proposal.__name__} as its proposal")
        identifier = derived_id(scope.tenant, "approval", request.kind, request.key)
        now = self._clock.now()
        asked = Approval(
            id=identifier,
            kind=request.kind,
            subject=request.subject,
            state=ApprovalState.PENDING,
            asked_at=now,
            expires_at=now + request.expires_in,
            proposal=msgspec.to_builtins(request.proposal),
        )
        return self._asked.setdefault((scope.tenant, identifier), asked)

    def own(self, plugin: str, scope: TenantScope, approval: UUID) -> Approval:
        found = self.get(scope, approval)
        if self.kinds[found.kind][0] != plugin:
            raise NotFound(f"no approval {approval}")
        return found

    def _kind(self, plugin: str, name: str) -> ApprovalKind:
        owner, kind = self.kinds.get(name, ("", None))
        if kind is None or owner != plugin:
            raise InvalidInput(f"plugin {plugin!r} registers no approval kind {name!r}")
        return kind


class KitApprovals:
    """Implements `Approvals` for one plugin, which needs "approvals:ask" and sees what it asked for."""

    def __init__(self, queue: ApprovalQueue, manifest: Manifest) -> None:
        self._queue = queue
        self._plugin = manifest.id
        self._manifest = manifest

    async def ask(self, scope: TenantScope, request: ApprovalRequest) -> Approval:
        require(self._manifest, ASKS_APPROVALS)
        return self._queue.ask(self._plugin, scope, request)

    async def get(self, scope: TenantScope, approval: UUID) -> Approval:
        return self._queue.own(self._plugin, scope, approval)

    async def withdraw(self, scope: TenantScope, approval: UUID) -> Approval:
        found = self._queue.own(self._plugin, scope, approval)
        if found.state is not ApprovalState.PENDING:
            return found
        return self._queue.decide(scope, approval, ApprovalState.EXPIRED)

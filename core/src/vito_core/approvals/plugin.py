"""Approvals as a plugin sees them: its own."""

from uuid import UUID

from vito_contracts.approvals import Approval, ApprovalRequest
from vito_contracts.permissions import ASKS_APPROVALS
from vito_contracts.scope import TenantScope
from vito_core.approvals.desk import ApprovalDesk
from vito_core.plugins.permissions import Permits


class ApprovalsOfPlugin:
    """Implements `vito_contracts.services.Approvals`."""

    def __init__(self, desk: ApprovalDesk, permits: Permits) -> None:
        self._desk = desk
        self._permits = permits
        self._plugin = permits.plugin

    async def ask(self, scope: TenantScope, request: ApprovalRequest) -> Approval:
        self._permits.require(ASKS_APPROVALS)
        return await self._desk.ask(scope, self._plugin, request)

    async def get(self, scope: TenantScope, approval: UUID) -> Approval:
        return await self._desk.get(scope, self._plugin, approval)

    async def withdraw(self, scope: TenantScope, approval: UUID) -> Approval:
        return await self._desk.withdraw(scope, self._plugin, approval)

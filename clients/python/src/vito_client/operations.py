"""A method for each operation. Made by tools/generate_clients.py from the OpenAPI document."""

# ruff: noqa: A002
import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any, TypeVar
from uuid import UUID

from vito_client import models
from vito_client.paths import segment
from vito_client.streams import StreamEvent

T = TypeVar("T")


class Operations:
    def _send(
        self,
        method: str,
        path: str,
        answer: type[T],
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        key: str | None = None,
        if_match: str | None = None,
        repeatable: bool = False,
    ) -> T:
        raise NotImplementedError

    def _stream(self, method: str, path: str, **asked: Any) -> Iterator[StreamEvent]:
        raise NotImplementedError

    def _lines(self, method: str, path: str, **asked: Any) -> Iterator[Any]:
        raise NotImplementedError

    def accept_invitation(self, body: models.AcceptBody) -> models.InvitationAccepted:
        """Set your password with an invitation."""
        return self._send("POST", "/v1/invitations/accept", models.InvitationAccepted, body=body)

    def add_version(
        self, twin: UUID, body: models.VersionCreate, *, idempotency_key: str | None = None
    ) -> dict[str, int]:
        """Add a draft version."""
        return self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/versions",
            dict[str, int],
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def alerts_acknowledge(self, alert: UUID, *, idempotency_key: str | None = None) -> models.Alert:
        """Somebody saw it; what is only told is over with that."""
        return self._send(
            "POST", f"/v1/alerts/{segment(alert)}/acknowledge", models.Alert, key=idempotency_key, repeatable=True
        )

    def analytics_host_journey(self, contact: UUID) -> models.Journey:
        """One contact's steps in order."""
        return self._send("GET", f"/v1/x/analytics-host/journeys/{segment(contact)}", models.Journey)

    def analytics_host_summary(self) -> models.Summary:
        """Funnel, outcomes, revenue, cost and ROI."""
        return self._send("GET", "/v1/x/analytics-host/summary", models.Summary)

    def approve_version(
        self, twin: UUID, version: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> dict[str, Any]:
        """Let it speak."""
        return self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/versions/{segment(version)}/approve",
            dict[str, Any],
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def archive_brand(
        self, brand: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.BrandRecord:
        """Archive a brand: it can be read, and changes no more."""
        return self._send(
            "POST",
            f"/v1/brands/{segment(brand)}/archive",
            models.BrandRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def archive_contract(
        self, contract: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.ContractRecord:
        """Archive a contract: it can be read, and changes no more."""
        return self._send(
            "POST",
            f"/v1/contracts/{segment(contract)}/archive",
            models.ContractRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def archive_run(self, run: UUID) -> models.ArchiveRun:
        """One run of the archive job."""
        return self._send("GET", f"/v1/platform/archive/{segment(run)}", models.ArchiveRun)

    def archive_runs(self, *, after: UUID | None = None, limit: int | None = None) -> models.ArchiveRuns:
        """Runs of the archive job, newest first."""
        return self._send("GET", "/v1/platform/archive", models.ArchiveRuns, query={"after": after, "limit": limit})

    def archive_tenant(
        self, tenant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """End a tenant for good: its keys and sessions are refused, its data stays until it is erased."""
        return self._send(
            "POST",
            f"/v1/tenants/{segment(tenant)}/archive",
            models.TenantRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def begin_single_sign_on(self, *, tenant: str, return_to: str | None = None) -> None:
        """Log in by the identity provider: begin."""
        return self._send(
            "GET", "/v1/sessions/oidc/start", type(None), query={"tenant": tenant, "return_to": return_to}
        )

    def change_binding(
        self,
        binding: UUID,
        body: models.BindingChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.BindingRecord:
        """Change a binding's name and required guardrails, or switch it off and on."""
        return self._send(
            "PATCH",
            f"/v1/bindings/{segment(binding)}",
            models.BindingRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_brand(
        self, brand: UUID, body: models.BrandChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.BrandRecord:
        """Change a brand that is not archived."""
        return self._send(
            "PATCH",
            f"/v1/brands/{segment(brand)}",
            models.BrandRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_contract(
        self,
        contract: UUID,
        body: models.ContractChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.ContractRecord:
        """Change a contract that is not archived."""
        return self._send(
            "PATCH",
            f"/v1/contracts/{segment(contract)}",
            models.ContractRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_deployment(
        self,
        deployment: UUID,
        body: models.DeploymentChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.DeploymentRecord:
        """Replace its configuration, move its end, or its start while it has not begun."""
        return self._send(
            "PATCH",
            f"/v1/deployments/{segment(deployment)}",
            models.DeploymentRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_grant(
        self, grant: UUID, body: models.GrantChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.GrantRecord:
        """Move the end of a grant you gave."""
        return self._send(
            "PATCH",
            f"/v1/grants/{segment(grant)}",
            models.GrantRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_key(
        self, key: UUID, body: models.KeyChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.Key:
        """Change a key's name, limits or end; no further than your own."""
        return self._send(
            "PATCH",
            f"/v1/keys/{segment(key)}",
            models.Key,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_my_tenant(
        self, body: models.TenantRename, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """Rename your tenant."""
        return self._send(
            "PATCH",
            "/v1/tenants/me",
            models.TenantRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_password(
        self, body: models.PasswordChange, *, idempotency_key: str | None = None
    ) -> models.SessionShape:
        """Change your password; your other sessions end."""
        return self._send(
            "PUT", "/v1/sessions/me/password", models.SessionShape, body=body, key=idempotency_key, repeatable=True
        )

    def change_talent(
        self, body: models.TalentChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TalentRecord:
        """Change name, type or contract."""
        return self._send(
            "PATCH",
            "/v1/talents/me",
            models.TalentRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_tenant(
        self,
        tenant: UUID,
        body: models.TenantChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.TenantRecord:
        """Rename a tenant or change its tier."""
        return self._send(
            "PATCH",
            f"/v1/tenants/{segment(tenant)}",
            models.TenantRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_terms(
        self, tenant: UUID, body: models.TalentTerms, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TalentRecord:
        """Set a talent's state and its share of what is earned."""
        return self._send(
            "PATCH",
            f"/v1/tenants/{segment(tenant)}/talent",
            models.TalentRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_twin(
        self, twin: UUID, body: models.TwinChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TwinRecord:
        """Rename a twin."""
        return self._send(
            "PATCH",
            f"/v1/twins/{segment(twin)}",
            models.TwinRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_user(
        self, user: UUID, body: models.UserChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.StaffUser:
        """Change name, address, role or status; a change of the last two ends its sessions."""
        return self._send(
            "PATCH",
            f"/v1/users/{segment(user)}",
            models.StaffUser,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def change_webhook(
        self,
        webhook: UUID,
        body: models.WebhookChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Webhook:
        """Change an endpoint, switch it off or on."""
        return self._send(
            "PATCH",
            f"/v1/webhooks/{segment(webhook)}",
            models.Webhook,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def create_binding(self, body: models.BindingCreate, *, idempotency_key: str | None = None) -> models.BindingRecord:
        """Bind a twin to a module."""
        return self._send("POST", "/v1/bindings", models.BindingRecord, body=body, key=idempotency_key, repeatable=True)

    def create_brand(self, body: models.BrandCreate, *, idempotency_key: str | None = None) -> models.BrandRecord:
        """Make a brand."""
        return self._send("POST", "/v1/brands", models.BrandRecord, body=body, key=idempotency_key, repeatable=True)

    def create_contract(
        self, body: models.ContractCreate, *, idempotency_key: str | None = None
    ) -> models.ContractRecord:
        """Make a contract."""
        return self._send(
            "POST", "/v1/contracts", models.ContractRecord, body=body, key=idempotency_key, repeatable=True
        )

    def create_deployment(
        self, body: models.DeploymentCreate, *, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """Deploy a binding: now or from a date, for good or until a date."""
        return self._send(
            "POST", "/v1/deployments", models.DeploymentRecord, body=body, key=idempotency_key, repeatable=True
        )

    def create_grant(self, body: models.GrantCreate, *, idempotency_key: str | None = None) -> models.GrantRecord:
        """Let another tenant use your twin."""
        return self._send("POST", "/v1/grants", models.GrantRecord, body=body, key=idempotency_key, repeatable=True)

    def create_key(self, body: models.KeyCreate, *, idempotency_key: str | None = None) -> models.NewKey:
        """Make a key that may do no more than you; its secret is shown once."""
        return self._send("POST", "/v1/keys", models.NewKey, body=body, key=idempotency_key, repeatable=True)

    def create_talent(self, body: models.TalentCreate, *, idempotency_key: str | None = None) -> models.TalentRecord:
        """Make your talent's record; a tenant of that kind has one."""
        return self._send("POST", "/v1/talents", models.TalentRecord, body=body, key=idempotency_key, repeatable=True)

    def create_tenant(self, body: models.TenantCreate, *, idempotency_key: str | None = None) -> models.NewTenant:
        """Make a tenant; its first key is shown once."""
        return self._send("POST", "/v1/tenants", models.NewTenant, body=body, key=idempotency_key, repeatable=True)

    def create_twin(self, body: models.TwinCreate, *, idempotency_key: str | None = None) -> models.TwinRecord:
        """Make a twin; version 1 is a draft."""
        return self._send("POST", "/v1/twins", models.TwinRecord, body=body, key=idempotency_key, repeatable=True)

    def create_webhook(
        self, body: models.WebhookBody, *, idempotency_key: str | None = None
    ) -> models.WebhookWithSecret:
        """A new endpoint; its secret is in this answer alone."""
        return self._send(
            "POST", "/v1/webhooks", models.WebhookWithSecret, body=body, key=idempotency_key, repeatable=True
        )

    def decide_approval(
        self, approval: UUID, body: models.DecisionBody, *, idempotency_key: str | None = None
    ) -> models.ApprovalView:
        """Approve, edit and approve, or reject."""
        return self._send(
            "POST",
            f"/v1/approvals/{segment(approval)}/decide",
            models.ApprovalView,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def delete_webhook(self, webhook: UUID, *, if_match: str | None = None, idempotency_key: str | None = None) -> None:
        """Remove an endpoint and what is kept of its deliveries."""
        return self._send(
            "DELETE",
            f"/v1/webhooks/{segment(webhook)}",
            type(None),
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def disable_for(self, tenant: UUID, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """Disable a plugin for a tenant."""
        return self._send(
            "POST",
            f"/v1/platform/tenants/{segment(tenant)}/plugins/{segment(plugin)}/disable",
            models.PluginStatus,
            key=idempotency_key,
            repeatable=True,
        )

    def enable_for(self, tenant: UUID, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """Enable a plugin for a tenant, a restricted one too."""
        return self._send(
            "POST",
            f"/v1/platform/tenants/{segment(tenant)}/plugins/{segment(plugin)}/enable",
            models.PluginStatus,
            key=idempotency_key,
            repeatable=True,
        )

    def end_deployment(
        self, deployment: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """End it at once and for good."""
        return self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/end",
            models.DeploymentRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def erase_contact(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Erase a contact's personal data."""
        return self._send(
            "DELETE", f"/v1/contacts/{segment(contact)}", models.Requested, key=idempotency_key, repeatable=True
        )

    def finish_single_sign_on(self, *, code: str | None = None, state: str | None = None) -> models.SessionShape:
        """Log in by the identity provider: its answer; the session comes as a cookie."""
        return self._send(
            "GET", "/v1/sessions/oidc/callback", models.SessionShape, query={"code": code, "state": state}
        )

    def get_approval(self, approval: UUID) -> models.ApprovalView:
        """One approval: what is proposed, and the schema of an edit."""
        return self._send("GET", f"/v1/approvals/{segment(approval)}", models.ApprovalView)

    def get_contact_archive(self, contact: UUID, request_id: UUID) -> dict[str, Any]:
        """The archive of an export."""
        return self._send(
            "GET", f"/v1/contacts/{segment(contact)}/requests/{segment(request_id)}/archive", dict[str, Any]
        )

    def get_contact_export(self, contact: UUID) -> dict[str, Any]:
        """All that is held about a contact, by plugin, as it is just now."""
        return self._send("GET", f"/v1/contacts/{segment(contact)}/export", dict[str, Any])

    def get_contact_request(self, contact: UUID, request_id: UUID) -> models.SubjectRequest:
        """How far a request is, and its receipt."""
        return self._send(
            "GET", f"/v1/contacts/{segment(contact)}/requests/{segment(request_id)}", models.SubjectRequest
        )

    def get_effect(self, effect: UUID) -> models.EffectView:
        """One effect."""
        return self._send("GET", f"/v1/effects/{segment(effect)}", models.EffectView)

    def get_effect_summary(self) -> dict[str, int]:
        """How many of your effects are in each state."""
        return self._send("GET", "/v1/effects/summary", dict[str, int])

    def get_effect_summary_everywhere(self) -> dict[str, int]:
        """How many effects of all tenants are in each state."""
        return self._send("GET", "/v1/effects/everywhere", dict[str, int])

    def get_event_lag(self) -> models.Lag:
        """How far behind each subscriber is, over all tenants."""
        return self._send("GET", "/v1/events/lag", models.Lag)

    def get_journey(self, contact: UUID) -> models.JourneyRow:
        """One contact's journey."""
        return self._send("GET", f"/v1/journeys/{segment(contact)}", models.JourneyRow)

    def get_key(self, key: UUID) -> models.Key:
        """One key, without its secret."""
        return self._send("GET", f"/v1/keys/{segment(key)}", models.Key)

    def get_user(self, user: UUID) -> models.StaffUser:
        """One user."""
        return self._send("GET", f"/v1/users/{segment(user)}", models.StaffUser)

    def health(self) -> dict[str, str]:
        """Is it up?."""
        return self._send("GET", "/health", dict[str, str])

    def health_live(self) -> dict[str, str]:
        """Does the process answer? It asks nobody else; where it does not answer, start it anew."""
        return self._send("GET", "/health/live", dict[str, str])

    def health_ready(self) -> models.Readiness:
        """May it be sent work? 503 where the database is away, its schema is behind, or it is ending."""
        return self._send("GET", "/health/ready", models.Readiness)

    def ingest_knowledge(self, body: models.IngestBody, *, idempotency_key: str | None = None) -> models.IngestReport:
        """Ingest documents into a corpus; with Accept: text/event-stream the progress is streamed."""
        return self._send("POST", "/v1/knowledge", models.IngestReport, body=body, key=idempotency_key, repeatable=True)

    def ingest_knowledge_stream(self, body: models.IngestBody) -> Iterator[StreamEvent]:
        """As `ingest_knowledge`, told event by event."""
        return self._stream("POST", "/v1/knowledge", body=body)

    def invite_again(
        self, user: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.Invited:
        """Invite again, for instance after a lost password; the one before is void."""
        return self._send(
            "POST",
            f"/v1/users/{segment(user)}/invitation",
            models.Invited,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def invite_user(self, body: models.UserCreate, *, idempotency_key: str | None = None) -> models.Invited:
        """Invite a user; the invitation is shown once, and sets the password."""
        return self._send("POST", "/v1/users", models.Invited, body=body, key=idempotency_key, repeatable=True)

    def issue_token(
        self, deployment: UUID, body: models.TokenBody, *, idempotency_key: str | None = None
    ) -> models.Issued:
        """A short-lived token for one end user of a deployment."""
        return self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/tokens",
            models.Issued,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def lead_gen_assessments(
        self, *, interaction: list[UUID] | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.AssessmentPage:
        """What was decided about interactions, and why."""
        return self._send(
            "GET",
            "/v1/x/lead-gen/assessments",
            models.AssessmentPage,
            query={"interaction": interaction, "after": after, "limit": limit},
        )

    def lead_gen_catch_up_missed(self, *, idempotency_key: str | None = None) -> dict[str, int]:
        """Assess interactions that came while the plugin was disabled."""
        return self._send("POST", "/v1/x/lead-gen/catch-up", dict[str, int], key=idempotency_key, repeatable=True)

    def list_alerts(
        self,
        *,
        resolved: bool | None = None,
        level: models.AlertLevel | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.AlertPage:
        """Your alerts that are open, newest first; with `resolved`, all there were."""
        return self._send(
            "GET",
            "/v1/alerts",
            models.AlertPage,
            query={"resolved": resolved, "level": level, "after": after, "limit": limit},
        )

    def list_approvals(
        self,
        *,
        state: models.ApprovalState | None = None,
        kind: str | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Approvals:
        """The queue, longest waiting first."""
        return self._send(
            "GET",
            "/v1/approvals",
            models.Approvals,
            query={"state": state, "kind": kind, "after": after, "limit": limit},
        )

    def list_bindings(
        self,
        *,
        usable: bool | None = None,
        module: models.Module | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Bindings:
        """Bindings whose twin may be used now; with usable=false all of them."""
        return self._send(
            "GET",
            "/v1/bindings",
            models.Bindings,
            query={"usable": usable, "module": module, "after": after, "limit": limit},
        )

    def list_brands(
        self, *, status: models.BrandStatus | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.Brands:
        """Your brands, in the order in which they were made; archived ones too unless a status is named."""
        return self._send("GET", "/v1/brands", models.Brands, query={"status": status, "after": after, "limit": limit})

    def list_contacts(
        self,
        *,
        author: str | None = None,
        platform: str | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Contacts:
        """Contacts, by author name and platform if given."""
        return self._send(
            "GET",
            "/v1/contacts",
            models.Contacts,
            query={"author": author, "platform": platform, "after": after, "limit": limit},
        )

    def list_contracts(
        self, *, status: models.AnyContractStatus | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.Contracts:
        """Your contracts, in the order in which they were made; archived ones too unless a status is named."""
        return self._send(
            "GET", "/v1/contracts", models.Contracts, query={"status": status, "after": after, "limit": limit}
        )

    def list_dead_letters(
        self,
        *,
        after: str | None = None,
        subscriber: str | None = None,
        type: str | None = None,
        limit: int | None = None,
    ) -> models.DeadPage:
        """Dead letters: events that a subscriber failed to handle too often."""
        return self._send(
            "GET",
            "/v1/events/dead",
            models.DeadPage,
            query={"after": after, "subscriber": subscriber, "type": type, "limit": limit},
        )

    def list_deliveries(
        self,
        webhook: UUID,
        *,
        state: models.DeliveryState | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.DeliveryPage:
        """What was delivered, newest first; kept for 30 days."""
        return self._send(
            "GET",
            f"/v1/webhooks/{segment(webhook)}/deliveries",
            models.DeliveryPage,
            query={"state": state, "after": after, "limit": limit},
        )

    def list_deployments(
        self,
        *,
        status: models.DeploymentStatus | None = None,
        type: models.DeploymentType | None = None,
        binding: UUID | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Deployments:
        """Your deployments, each as it is now."""
        return self._send(
            "GET",
            "/v1/deployments",
            models.Deployments,
            query={"status": status, "type": type, "binding": binding, "after": after, "limit": limit},
        )

    def list_effects(
        self,
        *,
        state: models.EffectState | None = None,
        kind: str | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Effects:
        """Your effects, newest first."""
        return self._send(
            "GET", "/v1/effects", models.Effects, query={"state": state, "kind": kind, "after": after, "limit": limit}
        )

    def list_events(
        self,
        *,
        after: str | None = None,
        type: str | None = None,
        subject: UUID | None = None,
        limit: int | None = None,
    ) -> models.EventPage:
        """Your log, oldest first; events become visible when nothing can come before them any more."""
        return self._send(
            "GET",
            "/v1/events",
            models.EventPage,
            query={"after": after, "type": type, "subject": subject, "limit": limit},
        )

    def list_grants(self, *, after: UUID | None = None, limit: int | None = None) -> models.Grants:
        """Grants given and received."""
        return self._send("GET", "/v1/grants", models.Grants, query={"after": after, "limit": limit})

    def list_installed(self, *, after: str | None = None, limit: int | None = None) -> models.InstalledPage:
        """Every admitted plugin of the installation: version, load error, quarantine."""
        return self._send("GET", "/v1/platform/plugins", models.InstalledPage, query={"after": after, "limit": limit})

    def list_interactions(self, *, after: UUID | None = None, limit: int | None = None) -> models.Interactions:
        """Answered comments."""
        return self._send("GET", "/v1/interactions", models.Interactions, query={"after": after, "limit": limit})

    def list_journeys(self, *, after: UUID | None = None, limit: int | None = None) -> models.Journeys:
        """All journeys, each with its milestones."""
        return self._send("GET", "/v1/journeys", models.Journeys, query={"after": after, "limit": limit})

    def list_keys(
        self, *, revoked: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.KeyPage:
        """Your keys, newest first; with `revoked`, revoked ones too."""
        return self._send("GET", "/v1/keys", models.KeyPage, query={"revoked": revoked, "after": after, "limit": limit})

    def list_messages(
        self, conversation: UUID, *, after: UUID | None = None, limit: int | None = None
    ) -> models.MessagePage:
        """The latest messages, oldest first; `after` goes back in time."""
        return self._send(
            "GET",
            f"/v1/conversations/{segment(conversation)}/messages",
            models.MessagePage,
            query={"after": after, "limit": limit},
        )

    def list_own_messages(self, *, after: UUID | None = None, limit: int | None = None) -> models.MessagePage:
        """The latest messages of your conversation, oldest first; `after` goes back in time."""
        return self._send("GET", "/v1/end-user/messages", models.MessagePage, query={"after": after, "limit": limit})

    def list_plugins(self, *, after: str | None = None, limit: int | None = None) -> models.PluginPage:
        """Every admitted plugin, its status for you and what it handled."""
        return self._send("GET", "/v1/plugins", models.PluginPage, query={"after": after, "limit": limit})

    def list_stops(
        self, *, released: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.StopPage:
        """Your stops that hold now; with `released`, all there ever were."""
        return self._send(
            "GET", "/v1/stops", models.StopPage, query={"released": released, "after": after, "limit": limit}
        )

    def list_tenants(self, *, after: UUID | None = None, limit: int | None = None) -> models.Tenants:
        """All tenants, in the order in which they were made."""
        return self._send("GET", "/v1/tenants", models.Tenants, query={"after": after, "limit": limit})

    def list_twins(self, *, after: UUID | None = None, limit: int | None = None) -> models.Twins:
        """Your own twins, each with its newest version."""
        return self._send("GET", "/v1/twins", models.Twins, query={"after": after, "limit": limit})

    def list_users(
        self, *, removed: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.UserPage:
        """Your staff; with `removed`, removed ones too."""
        return self._send(
            "GET", "/v1/users", models.UserPage, query={"removed": removed, "after": after, "limit": limit}
        )

    def list_versions(self, twin: UUID, *, after: int | None = None, limit: int | None = None) -> models.Versions:
        """A twin's versions, oldest first."""
        return self._send(
            "GET", f"/v1/twins/{segment(twin)}/versions", models.Versions, query={"after": after, "limit": limit}
        )

    def list_webhooks(self, *, after: UUID | None = None, limit: int | None = None) -> models.WebhookPage:
        """Your endpoints, oldest first."""
        return self._send("GET", "/v1/webhooks", models.WebhookPage, query={"after": after, "limit": limit})

    def locate_journey(self, contact: UUID) -> models.JourneyView:
        """Where the running workflow is and what it waits for."""
        return self._send("GET", f"/v1/journeys/{segment(contact)}/where", models.JourneyView)

    def log_in(self, body: models.LoginBody) -> models.SessionShape:
        """Log in with a password."""
        return self._send("POST", "/v1/sessions", models.SessionShape, body=body)

    def log_out(self, *, idempotency_key: str | None = None) -> models.SessionShape:
        """Log out."""
        return self._send("DELETE", "/v1/sessions/me", models.SessionShape, key=idempotency_key, repeatable=True)

    def marketing_host_comments(
        self, *, post: UUID | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.CommentPage:
        """Comments with the replies to them; of one post if `post` is given."""
        return self._send(
            "GET",
            "/v1/x/marketing-host/comments",
            models.CommentPage,
            query={"post": post, "after": after, "limit": limit},
        )

    def marketing_host_posts(self, *, after: UUID | None = None, limit: int | None = None) -> models.PostPage:
        """Posts with their counts."""
        return self._send("GET", "/v1/x/marketing-host/posts", models.PostPage, query={"after": after, "limit": limit})

    def metrics(self) -> str:
        """Prometheus metrics of this engine."""
        return self._send("GET", "/metrics", str)

    def monitoring(self) -> models.TenantNumbers:
        """Your largest documents, and how your conversations grow."""
        return self._send("GET", "/v1/monitoring", models.TenantNumbers)

    def my_session(self) -> models.SessionShape:
        """Your session."""
        return self._send("GET", "/v1/sessions/me", models.SessionShape)

    def my_tenant(self) -> models.TenantRecord:
        """The tenant this key belongs to."""
        return self._send("GET", "/v1/tenants/me", models.TenantRecord)

    def note_purchase(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """The contact bought elsewhere."""
        return self._send(
            "POST", f"/v1/journeys/{segment(contact)}/purchase", dict[str, bool], key=idempotency_key, repeatable=True
        )

    def open_conversation(
        self, body: models.ConversationCreate, *, idempotency_key: str | None = None
    ) -> models.ConversationShape:
        """Open a conversation of a contact with the twin of a binding, or of a deployment that serves now."""
        return self._send(
            "POST", "/v1/conversations", models.ConversationShape, body=body, key=idempotency_key, repeatable=True
        )

    def pause_deployment(
        self, deployment: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """Serve nobody until it is resumed."""
        return self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/pause",
            models.DeploymentRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def pending(self) -> dict[str, int]:
        """How many of your events some subscriber has not handled yet."""
        return self._send("GET", "/v1/pending", dict[str, int])

    def platform_alerts(self) -> models.OpenAlerts:
        """Every tenant's open alerts: ids and numbers."""
        return self._send("GET", "/v1/platform/alerts", models.OpenAlerts)

    def platform_monitoring(self) -> models.PlatformNumbers:
        """Sizes of tables and documents, growth of conversations, over all tenants."""
        return self._send("GET", "/v1/platform/monitoring", models.PlatformNumbers)

    def plugins_disable(self, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """Disable it; its data stays."""
        return self._send(
            "POST", f"/v1/plugins/{segment(plugin)}/disable", models.PluginStatus, key=idempotency_key, repeatable=True
        )

    def plugins_enable(self, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """Enable a plugin for your tenant."""
        return self._send(
            "POST", f"/v1/plugins/{segment(plugin)}/enable", models.PluginStatus, key=idempotency_key, repeatable=True
        )

    def plugins_erase(
        self, plugin: str, body: models.ErasureBody, *, idempotency_key: str | None = None
    ) -> models.PluginErasure:
        """Erase all that a disabled plugin holds of you, for good."""
        return self._send(
            "POST",
            f"/v1/plugins/{segment(plugin)}/erasures",
            models.PluginErasure,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def plugins_export(self, plugin: str) -> Iterator[Any]:
        """All that a plugin holds of you, one JSON document a line."""
        return self._lines("GET", f"/v1/plugins/{segment(plugin)}/export")

    def plugins_release(self, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """End its quarantine for your tenant."""
        return self._send(
            "POST", f"/v1/plugins/{segment(plugin)}/release", models.PluginStatus, key=idempotency_key, repeatable=True
        )

    def read_binding(self, binding: UUID) -> models.BindingRecord:
        """One binding, usable or not."""
        return self._send("GET", f"/v1/bindings/{segment(binding)}", models.BindingRecord)

    def read_brand(self, brand: UUID) -> models.BrandRecord:
        """One brand."""
        return self._send("GET", f"/v1/brands/{segment(brand)}", models.BrandRecord)

    def read_contract(self, contract: UUID) -> models.ContractRecord:
        """One contract."""
        return self._send("GET", f"/v1/contracts/{segment(contract)}", models.ContractRecord)

    def read_deployment(self, deployment: UUID) -> models.DeploymentRecord:
        """One deployment, as it is now."""
        return self._send("GET", f"/v1/deployments/{segment(deployment)}", models.DeploymentRecord)

    def read_grant(self, grant: UUID) -> models.GrantRecord:
        """One grant, given or received."""
        return self._send("GET", f"/v1/grants/{segment(grant)}", models.GrantRecord)

    def read_settings(self, plugin: str) -> models.SettingsView:
        """What holds for you, what you set, and the schema of what you may set."""
        return self._send("GET", f"/v1/plugins/{segment(plugin)}/settings", models.SettingsView)

    def read_talent(self) -> models.TalentRecord:
        """Your talent's record."""
        return self._send("GET", "/v1/talents/me", models.TalentRecord)

    def read_tenant(self, tenant: UUID) -> models.TenantRecord:
        """One tenant."""
        return self._send("GET", f"/v1/tenants/{segment(tenant)}", models.TenantRecord)

    def read_twin(self, twin: UUID) -> models.TwinRecord:
        """One of your own twins, with its newest version."""
        return self._send("GET", f"/v1/twins/{segment(twin)}", models.TwinRecord)

    def read_usage(
        self,
        *,
        by: models.By | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> models.UsagePage:
        """What was used, by key or by day; without dates, in this month (UTC)."""
        return self._send(
            "GET",
            "/v1/usage",
            models.UsagePage,
            query={"by": by, "from": from_, "to": to, "after": after, "limit": limit},
        )

    def read_version(self, twin: UUID, version: int) -> models.VersionRecord:
        """One version."""
        return self._send("GET", f"/v1/twins/{segment(twin)}/versions/{segment(version)}", models.VersionRecord)

    def receive_comment(
        self, body: models.InteractionBody, *, idempotency_key: str | None = None
    ) -> models.InteractionShape:
        """A comment; the twin's reply comes back."""
        return self._send(
            "POST", "/v1/interactions", models.InteractionShape, body=body, key=idempotency_key, repeatable=True
        )

    def receive_enquiry(self, body: models.EnquiryBody, *, idempotency_key: str | None = None) -> models.Accepted:
        """A contact's question to the support twin."""
        return self._send("POST", "/v1/enquiries", models.Accepted, body=body, key=idempotency_key, repeatable=True)

    def receive_reply(self, body: models.InboundBody, *, idempotency_key: str | None = None) -> models.Accepted:
        """What a contact answered to outreach."""
        return self._send("POST", "/v1/replies", models.Accepted, body=body, key=idempotency_key, repeatable=True)

    def reconcile_effect(self, effect: UUID, *, idempotency_key: str | None = None) -> models.EffectView:
        """Ask the target what became of it; settled if it can tell."""
        return self._send(
            "POST", f"/v1/effects/{segment(effect)}/reconcile", models.EffectView, key=idempotency_key, repeatable=True
        )

    def release_everywhere(self, plugin: str, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """End the quarantine of a plugin for everybody."""
        return self._send(
            "POST",
            f"/v1/platform/plugins/{segment(plugin)}/release",
            dict[str, bool],
            key=idempotency_key,
            repeatable=True,
        )

    def release_stop(self, stop: UUID, *, idempotency_key: str | None = None) -> models.Stop:
        """Release a stop: what it held goes on."""
        return self._send("DELETE", f"/v1/stops/{segment(stop)}", models.Stop, key=idempotency_key, repeatable=True)

    def remove_user(
        self, user: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.StaffUser:
        """Remove a user: name and address are erased, the id stays."""
        return self._send(
            "DELETE",
            f"/v1/users/{segment(user)}",
            models.StaffUser,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def replay_dead_letter(
        self, event: UUID, *, subscriber: str | None = None, idempotency_key: str | None = None
    ) -> models.Replayed:
        """Hand a dead letter to its subscriber again."""
        return self._send(
            "POST",
            f"/v1/events/dead/{segment(event)}/replay",
            models.Replayed,
            query={"subscriber": subscriber},
            key=idempotency_key,
            repeatable=True,
        )

    def replay_dead_letters(self, *, subscriber: str, idempotency_key: str | None = None) -> models.Replayed:
        """Hand all dead letters of a subscriber to it again."""
        return self._send(
            "POST",
            "/v1/events/dead/replay",
            models.Replayed,
            query={"subscriber": subscriber},
            key=idempotency_key,
            repeatable=True,
        )

    def replay_delivery(self, webhook: UUID, delivery: UUID, *, idempotency_key: str | None = None) -> models.Delivery:
        """Deliver it again."""
        return self._send(
            "POST",
            f"/v1/webhooks/{segment(webhook)}/deliveries/{segment(delivery)}/replay",
            models.Delivery,
            key=idempotency_key,
            repeatable=True,
        )

    def replay_failed(
        self, webhook: UUID, body: models.ReplayBody, *, idempotency_key: str | None = None
    ) -> models.DeliveriesReplayed:
        """Deliver all again that failed since then."""
        return self._send(
            "POST",
            f"/v1/webhooks/{segment(webhook)}/replay",
            models.DeliveriesReplayed,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def request_contact_export(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Make an archive of all that is held."""
        return self._send(
            "POST", f"/v1/contacts/{segment(contact)}/export", models.Requested, key=idempotency_key, repeatable=True
        )

    def resume_deployment(
        self, deployment: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """Serve again."""
        return self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/resume",
            models.DeploymentRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def resume_tenant(
        self, tenant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """Let a tenant's keys open doors again."""
        return self._send(
            "POST",
            f"/v1/tenants/{segment(tenant)}/resume",
            models.TenantRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def retire_twin(
        self, twin: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TwinRecord:
        """Retire a twin with all its versions, for good."""
        return self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/retire",
            models.TwinRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def retire_version(
        self, twin: UUID, version: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.VersionRecord:
        """Let it speak no more; the newest approved one that is left does."""
        return self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/versions/{segment(version)}/retire",
            models.VersionRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def revoke_grant(
        self, grant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> dict[str, str]:
        """End a grant; the next turn is refused."""
        return self._send(
            "POST",
            f"/v1/grants/{segment(grant)}/revoke",
            dict[str, str],
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def revoke_key(self, key: UUID, *, if_match: str | None = None, idempotency_key: str | None = None) -> models.Key:
        """Revoke a key; refused everywhere within a second."""
        return self._send(
            "DELETE", f"/v1/keys/{segment(key)}", models.Key, if_match=if_match, key=idempotency_key, repeatable=True
        )

    def rotate_key(
        self, key: UUID, body: models.RotateBody, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.NewKey:
        """A new secret; the old one works for the grace period."""
        return self._send(
            "POST",
            f"/v1/keys/{segment(key)}/rotate",
            models.NewKey,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def rotate_secret(
        self,
        webhook: UUID,
        body: models.RotationBody,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.WebhookWithSecret:
        """A new secret; the one before signs along for a while."""
        return self._send(
            "POST",
            f"/v1/webhooks/{segment(webhook)}/rotate",
            models.WebhookWithSecret,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def sales_host_lead(self, contact: UUID) -> models.LeadView:
        """The lead of one contact."""
        return self._send("GET", f"/v1/x/sales-host/leads/{segment(contact)}", models.LeadView)

    def sales_host_leads(self, *, after: UUID | None = None, limit: int | None = None) -> models.LeadPage:
        """Leads of the tenant."""
        return self._send("GET", "/v1/x/sales-host/leads", models.LeadPage, query={"after": after, "limit": limit})

    def sales_host_outbox(self, *, after: UUID | None = None, limit: int | None = None) -> models.OutboxPage:
        """Messages sent."""
        return self._send("GET", "/v1/x/sales-host/outbox", models.OutboxPage, query={"after": after, "limit": limit})

    def say_as_end_user(self, body: models.MessageBody, *, idempotency_key: str | None = None) -> models.ReplyShape:
        """Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream."""
        return self._send(
            "POST", "/v1/end-user/messages", models.ReplyShape, body=body, key=idempotency_key, repeatable=True
        )

    def say_as_end_user_stream(
        self, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> Iterator[StreamEvent]:
        """As `say_as_end_user`, told event by event."""
        return self._stream("POST", "/v1/end-user/messages", body=body, key=idempotency_key, repeatable=True)

    def send_message(
        self, conversation: UUID, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> models.ReplyShape:
        """Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream."""
        return self._send(
            "POST",
            f"/v1/conversations/{segment(conversation)}/messages",
            models.ReplyShape,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def send_message_stream(
        self, conversation: UUID, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> Iterator[StreamEvent]:
        """As `send_message`, told event by event."""
        return self._stream(
            "POST",
            f"/v1/conversations/{segment(conversation)}/messages",
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def set_context(
        self,
        binding: UUID,
        body: models.ContextChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.BindingRecord:
        """Replace a binding's module context."""
        return self._send(
            "PUT",
            f"/v1/bindings/{segment(binding)}/context",
            models.BindingRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def set_stop(self, body: models.StopBody, *, idempotency_key: str | None = None) -> models.Stop:
        """Hold everything back: of the tenant, a twin, or a channel."""
        return self._send("POST", "/v1/stops", models.Stop, body=body, key=idempotency_key, repeatable=True)

    def settle_effect(
        self, effect: UUID, body: models.Settlement, *, idempotency_key: str | None = None
    ) -> models.EffectView:
        """Say what became of an effect in state unknown."""
        return self._send(
            "POST",
            f"/v1/effects/{segment(effect)}/settle",
            models.EffectView,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def show_erasure(self, plugin: str, erasure: UUID) -> models.PluginErasure:
        """How far an erasure is."""
        return self._send("GET", f"/v1/plugins/{segment(plugin)}/erasures/{segment(erasure)}", models.PluginErasure)

    def show_plugin(self, plugin: str) -> models.TenantPlugin:
        """One plugin: its manifest, its status for you, failures and what it still has to do."""
        return self._send("GET", f"/v1/plugins/{segment(plugin)}", models.TenantPlugin)

    def show_webhook(self, webhook: UUID) -> models.Webhook:
        """One endpoint."""
        return self._send("GET", f"/v1/webhooks/{segment(webhook)}", models.Webhook)

    def start_archive(self, body: models.ArchiveBody, *, idempotency_key: str | None = None) -> models.ArchiveAnswer:
        """Run the archive job now, or say what it would do."""
        return self._send(
            "POST", "/v1/platform/archive", models.ArchiveAnswer, body=body, key=idempotency_key, repeatable=True
        )

    def stop_journey(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """Stop it: nothing more goes out."""
        return self._send(
            "POST", f"/v1/journeys/{segment(contact)}/stop", dict[str, bool], key=idempotency_key, repeatable=True
        )

    def support_host_get_ticket(self, ticket: UUID) -> models.TicketView:
        """One ticket."""
        return self._send("GET", f"/v1/x/support-host/tickets/{segment(ticket)}", models.TicketView)

    def support_host_list_tickets(
        self,
        *,
        status: models.TicketStatus | None = None,
        contact: UUID | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.TicketList:
        """Tickets, newest first."""
        return self._send(
            "GET",
            "/v1/x/support-host/tickets",
            models.TicketList,
            query={"status": status, "contact": contact, "after": after, "limit": limit},
        )

    def suspend_tenant(
        self, tenant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """Put a tenant on hold: within a second its keys are refused."""
        return self._send(
            "POST",
            f"/v1/tenants/{segment(tenant)}/suspend",
            models.TenantRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    def tell_event(self, body: models.OutsideBody, *, idempotency_key: str | None = None) -> models.Taken:
        """A fact from outside (CI, HR, tracker)."""
        return self._send("POST", "/v1/events", models.Taken, body=body, key=idempotency_key, repeatable=True)

    def test_webhook(self, webhook: UUID, *, idempotency_key: str | None = None) -> models.Delivery:
        """Deliver webhook.tested to this endpoint alone."""
        return self._send(
            "POST", f"/v1/webhooks/{segment(webhook)}/test", models.Delivery, key=idempotency_key, repeatable=True
        )

    def write_settings(
        self, plugin: str, body: models.SettingsBody, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.SettingsView:
        """Replace your settings of a plugin; they hold from the next event and turn on."""
        return self._send(
            "PUT",
            f"/v1/plugins/{segment(plugin)}/settings",
            models.SettingsView,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )


class AsyncOperations:
    async def _send(
        self,
        method: str,
        path: str,
        answer: type[T],
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        key: str | None = None,
        if_match: str | None = None,
        repeatable: bool = False,
    ) -> T:
        raise NotImplementedError

    def _stream(self, method: str, path: str, **asked: Any) -> AsyncIterator[StreamEvent]:
        raise NotImplementedError

    def _lines(self, method: str, path: str, **asked: Any) -> AsyncIterator[Any]:
        raise NotImplementedError

    async def accept_invitation(self, body: models.AcceptBody) -> models.InvitationAccepted:
        """Set your password with an invitation."""
        return await self._send("POST", "/v1/invitations/accept", models.InvitationAccepted, body=body)

    async def add_version(
        self, twin: UUID, body: models.VersionCreate, *, idempotency_key: str | None = None
    ) -> dict[str, int]:
        """Add a draft version."""
        return await self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/versions",
            dict[str, int],
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def alerts_acknowledge(self, alert: UUID, *, idempotency_key: str | None = None) -> models.Alert:
        """Somebody saw it; what is only told is over with that."""
        return await self._send(
            "POST", f"/v1/alerts/{segment(alert)}/acknowledge", models.Alert, key=idempotency_key, repeatable=True
        )

    async def analytics_host_journey(self, contact: UUID) -> models.Journey:
        """One contact's steps in order."""
        return await self._send("GET", f"/v1/x/analytics-host/journeys/{segment(contact)}", models.Journey)

    async def analytics_host_summary(self) -> models.Summary:
        """Funnel, outcomes, revenue, cost and ROI."""
        return await self._send("GET", "/v1/x/analytics-host/summary", models.Summary)

    async def approve_version(
        self, twin: UUID, version: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> dict[str, Any]:
        """Let it speak."""
        return await self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/versions/{segment(version)}/approve",
            dict[str, Any],
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def archive_brand(
        self, brand: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.BrandRecord:
        """Archive a brand: it can be read, and changes no more."""
        return await self._send(
            "POST",
            f"/v1/brands/{segment(brand)}/archive",
            models.BrandRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def archive_contract(
        self, contract: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.ContractRecord:
        """Archive a contract: it can be read, and changes no more."""
        return await self._send(
            "POST",
            f"/v1/contracts/{segment(contract)}/archive",
            models.ContractRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def archive_run(self, run: UUID) -> models.ArchiveRun:
        """One run of the archive job."""
        return await self._send("GET", f"/v1/platform/archive/{segment(run)}", models.ArchiveRun)

    async def archive_runs(self, *, after: UUID | None = None, limit: int | None = None) -> models.ArchiveRuns:
        """Runs of the archive job, newest first."""
        return await self._send(
            "GET", "/v1/platform/archive", models.ArchiveRuns, query={"after": after, "limit": limit}
        )

    async def archive_tenant(
        self, tenant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """End a tenant for good: its keys and sessions are refused, its data stays until it is erased."""
        return await self._send(
            "POST",
            f"/v1/tenants/{segment(tenant)}/archive",
            models.TenantRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def begin_single_sign_on(self, *, tenant: str, return_to: str | None = None) -> None:
        """Log in by the identity provider: begin."""
        return await self._send(
            "GET", "/v1/sessions/oidc/start", type(None), query={"tenant": tenant, "return_to": return_to}
        )

    async def change_binding(
        self,
        binding: UUID,
        body: models.BindingChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.BindingRecord:
        """Change a binding's name and required guardrails, or switch it off and on."""
        return await self._send(
            "PATCH",
            f"/v1/bindings/{segment(binding)}",
            models.BindingRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_brand(
        self, brand: UUID, body: models.BrandChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.BrandRecord:
        """Change a brand that is not archived."""
        return await self._send(
            "PATCH",
            f"/v1/brands/{segment(brand)}",
            models.BrandRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_contract(
        self,
        contract: UUID,
        body: models.ContractChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.ContractRecord:
        """Change a contract that is not archived."""
        return await self._send(
            "PATCH",
            f"/v1/contracts/{segment(contract)}",
            models.ContractRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_deployment(
        self,
        deployment: UUID,
        body: models.DeploymentChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.DeploymentRecord:
        """Replace its configuration, move its end, or its start while it has not begun."""
        return await self._send(
            "PATCH",
            f"/v1/deployments/{segment(deployment)}",
            models.DeploymentRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_grant(
        self, grant: UUID, body: models.GrantChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.GrantRecord:
        """Move the end of a grant you gave."""
        return await self._send(
            "PATCH",
            f"/v1/grants/{segment(grant)}",
            models.GrantRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_key(
        self, key: UUID, body: models.KeyChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.Key:
        """Change a key's name, limits or end; no further than your own."""
        return await self._send(
            "PATCH",
            f"/v1/keys/{segment(key)}",
            models.Key,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_my_tenant(
        self, body: models.TenantRename, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """Rename your tenant."""
        return await self._send(
            "PATCH",
            "/v1/tenants/me",
            models.TenantRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_password(
        self, body: models.PasswordChange, *, idempotency_key: str | None = None
    ) -> models.SessionShape:
        """Change your password; your other sessions end."""
        return await self._send(
            "PUT", "/v1/sessions/me/password", models.SessionShape, body=body, key=idempotency_key, repeatable=True
        )

    async def change_talent(
        self, body: models.TalentChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TalentRecord:
        """Change name, type or contract."""
        return await self._send(
            "PATCH",
            "/v1/talents/me",
            models.TalentRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_tenant(
        self,
        tenant: UUID,
        body: models.TenantChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.TenantRecord:
        """Rename a tenant or change its tier."""
        return await self._send(
            "PATCH",
            f"/v1/tenants/{segment(tenant)}",
            models.TenantRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_terms(
        self, tenant: UUID, body: models.TalentTerms, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TalentRecord:
        """Set a talent's state and its share of what is earned."""
        return await self._send(
            "PATCH",
            f"/v1/tenants/{segment(tenant)}/talent",
            models.TalentRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_twin(
        self, twin: UUID, body: models.TwinChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TwinRecord:
        """Rename a twin."""
        return await self._send(
            "PATCH",
            f"/v1/twins/{segment(twin)}",
            models.TwinRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_user(
        self, user: UUID, body: models.UserChange, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.StaffUser:
        """Change name, address, role or status; a change of the last two ends its sessions."""
        return await self._send(
            "PATCH",
            f"/v1/users/{segment(user)}",
            models.StaffUser,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def change_webhook(
        self,
        webhook: UUID,
        body: models.WebhookChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Webhook:
        """Change an endpoint, switch it off or on."""
        return await self._send(
            "PATCH",
            f"/v1/webhooks/{segment(webhook)}",
            models.Webhook,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def create_binding(
        self, body: models.BindingCreate, *, idempotency_key: str | None = None
    ) -> models.BindingRecord:
        """Bind a twin to a module."""
        return await self._send(
            "POST", "/v1/bindings", models.BindingRecord, body=body, key=idempotency_key, repeatable=True
        )

    async def create_brand(self, body: models.BrandCreate, *, idempotency_key: str | None = None) -> models.BrandRecord:
        """Make a brand."""
        return await self._send(
            "POST", "/v1/brands", models.BrandRecord, body=body, key=idempotency_key, repeatable=True
        )

    async def create_contract(
        self, body: models.ContractCreate, *, idempotency_key: str | None = None
    ) -> models.ContractRecord:
        """Make a contract."""
        return await self._send(
            "POST", "/v1/contracts", models.ContractRecord, body=body, key=idempotency_key, repeatable=True
        )

    async def create_deployment(
        self, body: models.DeploymentCreate, *, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """Deploy a binding: now or from a date, for good or until a date."""
        return await self._send(
            "POST", "/v1/deployments", models.DeploymentRecord, body=body, key=idempotency_key, repeatable=True
        )

    async def create_grant(self, body: models.GrantCreate, *, idempotency_key: str | None = None) -> models.GrantRecord:
        """Let another tenant use your twin."""
        return await self._send(
            "POST", "/v1/grants", models.GrantRecord, body=body, key=idempotency_key, repeatable=True
        )

    async def create_key(self, body: models.KeyCreate, *, idempotency_key: str | None = None) -> models.NewKey:
        """Make a key that may do no more than you; its secret is shown once."""
        return await self._send("POST", "/v1/keys", models.NewKey, body=body, key=idempotency_key, repeatable=True)

    async def create_talent(
        self, body: models.TalentCreate, *, idempotency_key: str | None = None
    ) -> models.TalentRecord:
        """Make your talent's record; a tenant of that kind has one."""
        return await self._send(
            "POST", "/v1/talents", models.TalentRecord, body=body, key=idempotency_key, repeatable=True
        )

    async def create_tenant(self, body: models.TenantCreate, *, idempotency_key: str | None = None) -> models.NewTenant:
        """Make a tenant; its first key is shown once."""
        return await self._send(
            "POST", "/v1/tenants", models.NewTenant, body=body, key=idempotency_key, repeatable=True
        )

    async def create_twin(self, body: models.TwinCreate, *, idempotency_key: str | None = None) -> models.TwinRecord:
        """Make a twin; version 1 is a draft."""
        return await self._send("POST", "/v1/twins", models.TwinRecord, body=body, key=idempotency_key, repeatable=True)

    async def create_webhook(
        self, body: models.WebhookBody, *, idempotency_key: str | None = None
    ) -> models.WebhookWithSecret:
        """A new endpoint; its secret is in this answer alone."""
        return await self._send(
            "POST", "/v1/webhooks", models.WebhookWithSecret, body=body, key=idempotency_key, repeatable=True
        )

    async def decide_approval(
        self, approval: UUID, body: models.DecisionBody, *, idempotency_key: str | None = None
    ) -> models.ApprovalView:
        """Approve, edit and approve, or reject."""
        return await self._send(
            "POST",
            f"/v1/approvals/{segment(approval)}/decide",
            models.ApprovalView,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def delete_webhook(
        self, webhook: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> None:
        """Remove an endpoint and what is kept of its deliveries."""
        return await self._send(
            "DELETE",
            f"/v1/webhooks/{segment(webhook)}",
            type(None),
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def disable_for(
        self, tenant: UUID, plugin: str, *, idempotency_key: str | None = None
    ) -> models.PluginStatus:
        """Disable a plugin for a tenant."""
        return await self._send(
            "POST",
            f"/v1/platform/tenants/{segment(tenant)}/plugins/{segment(plugin)}/disable",
            models.PluginStatus,
            key=idempotency_key,
            repeatable=True,
        )

    async def enable_for(self, tenant: UUID, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """Enable a plugin for a tenant, a restricted one too."""
        return await self._send(
            "POST",
            f"/v1/platform/tenants/{segment(tenant)}/plugins/{segment(plugin)}/enable",
            models.PluginStatus,
            key=idempotency_key,
            repeatable=True,
        )

    async def end_deployment(
        self, deployment: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """End it at once and for good."""
        return await self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/end",
            models.DeploymentRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def erase_contact(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Erase a contact's personal data."""
        return await self._send(
            "DELETE", f"/v1/contacts/{segment(contact)}", models.Requested, key=idempotency_key, repeatable=True
        )

    async def finish_single_sign_on(self, *, code: str | None = None, state: str | None = None) -> models.SessionShape:
        """Log in by the identity provider: its answer; the session comes as a cookie."""
        return await self._send(
            "GET", "/v1/sessions/oidc/callback", models.SessionShape, query={"code": code, "state": state}
        )

    async def get_approval(self, approval: UUID) -> models.ApprovalView:
        """One approval: what is proposed, and the schema of an edit."""
        return await self._send("GET", f"/v1/approvals/{segment(approval)}", models.ApprovalView)

    async def get_contact_archive(self, contact: UUID, request_id: UUID) -> dict[str, Any]:
        """The archive of an export."""
        return await self._send(
            "GET", f"/v1/contacts/{segment(contact)}/requests/{segment(request_id)}/archive", dict[str, Any]
        )

    async def get_contact_export(self, contact: UUID) -> dict[str, Any]:
        """All that is held about a contact, by plugin, as it is just now."""
        return await self._send("GET", f"/v1/contacts/{segment(contact)}/export", dict[str, Any])

    async def get_contact_request(self, contact: UUID, request_id: UUID) -> models.SubjectRequest:
        """How far a request is, and its receipt."""
        return await self._send(
            "GET", f"/v1/contacts/{segment(contact)}/requests/{segment(request_id)}", models.SubjectRequest
        )

    async def get_effect(self, effect: UUID) -> models.EffectView:
        """One effect."""
        return await self._send("GET", f"/v1/effects/{segment(effect)}", models.EffectView)

    async def get_effect_summary(self) -> dict[str, int]:
        """How many of your effects are in each state."""
        return await self._send("GET", "/v1/effects/summary", dict[str, int])

    async def get_effect_summary_everywhere(self) -> dict[str, int]:
        """How many effects of all tenants are in each state."""
        return await self._send("GET", "/v1/effects/everywhere", dict[str, int])

    async def get_event_lag(self) -> models.Lag:
        """How far behind each subscriber is, over all tenants."""
        return await self._send("GET", "/v1/events/lag", models.Lag)

    async def get_journey(self, contact: UUID) -> models.JourneyRow:
        """One contact's journey."""
        return await self._send("GET", f"/v1/journeys/{segment(contact)}", models.JourneyRow)

    async def get_key(self, key: UUID) -> models.Key:
        """One key, without its secret."""
        return await self._send("GET", f"/v1/keys/{segment(key)}", models.Key)

    async def get_user(self, user: UUID) -> models.StaffUser:
        """One user."""
        return await self._send("GET", f"/v1/users/{segment(user)}", models.StaffUser)

    async def health(self) -> dict[str, str]:
        """Is it up?."""
        return await self._send("GET", "/health", dict[str, str])

    async def health_live(self) -> dict[str, str]:
        """Does the process answer? It asks nobody else; where it does not answer, start it anew."""
        return await self._send("GET", "/health/live", dict[str, str])

    async def health_ready(self) -> models.Readiness:
        """May it be sent work? 503 where the database is away, its schema is behind, or it is ending."""
        return await self._send("GET", "/health/ready", models.Readiness)

    async def ingest_knowledge(
        self, body: models.IngestBody, *, idempotency_key: str | None = None
    ) -> models.IngestReport:
        """Ingest documents into a corpus; with Accept: text/event-stream the progress is streamed."""
        return await self._send(
            "POST", "/v1/knowledge", models.IngestReport, body=body, key=idempotency_key, repeatable=True
        )

    def ingest_knowledge_stream(self, body: models.IngestBody) -> AsyncIterator[StreamEvent]:
        """As `ingest_knowledge`, told event by event."""
        return self._stream("POST", "/v1/knowledge", body=body)

    async def invite_again(
        self, user: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.Invited:
        """Invite again, for instance after a lost password; the one before is void."""
        return await self._send(
            "POST",
            f"/v1/users/{segment(user)}/invitation",
            models.Invited,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def invite_user(self, body: models.UserCreate, *, idempotency_key: str | None = None) -> models.Invited:
        """Invite a user; the invitation is shown once, and sets the password."""
        return await self._send("POST", "/v1/users", models.Invited, body=body, key=idempotency_key, repeatable=True)

    async def issue_token(
        self, deployment: UUID, body: models.TokenBody, *, idempotency_key: str | None = None
    ) -> models.Issued:
        """A short-lived token for one end user of a deployment."""
        return await self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/tokens",
            models.Issued,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def lead_gen_assessments(
        self, *, interaction: list[UUID] | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.AssessmentPage:
        """What was decided about interactions, and why."""
        return await self._send(
            "GET",
            "/v1/x/lead-gen/assessments",
            models.AssessmentPage,
            query={"interaction": interaction, "after": after, "limit": limit},
        )

    async def lead_gen_catch_up_missed(self, *, idempotency_key: str | None = None) -> dict[str, int]:
        """Assess interactions that came while the plugin was disabled."""
        return await self._send("POST", "/v1/x/lead-gen/catch-up", dict[str, int], key=idempotency_key, repeatable=True)

    async def list_alerts(
        self,
        *,
        resolved: bool | None = None,
        level: models.AlertLevel | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.AlertPage:
        """Your alerts that are open, newest first; with `resolved`, all there were."""
        return await self._send(
            "GET",
            "/v1/alerts",
            models.AlertPage,
            query={"resolved": resolved, "level": level, "after": after, "limit": limit},
        )

    async def list_approvals(
        self,
        *,
        state: models.ApprovalState | None = None,
        kind: str | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Approvals:
        """The queue, longest waiting first."""
        return await self._send(
            "GET",
            "/v1/approvals",
            models.Approvals,
            query={"state": state, "kind": kind, "after": after, "limit": limit},
        )

    async def list_bindings(
        self,
        *,
        usable: bool | None = None,
        module: models.Module | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Bindings:
        """Bindings whose twin may be used now; with usable=false all of them."""
        return await self._send(
            "GET",
            "/v1/bindings",
            models.Bindings,
            query={"usable": usable, "module": module, "after": after, "limit": limit},
        )

    async def list_brands(
        self, *, status: models.BrandStatus | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.Brands:
        """Your brands, in the order in which they were made; archived ones too unless a status is named."""
        return await self._send(
            "GET", "/v1/brands", models.Brands, query={"status": status, "after": after, "limit": limit}
        )

    async def list_contacts(
        self,
        *,
        author: str | None = None,
        platform: str | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Contacts:
        """Contacts, by author name and platform if given."""
        return await self._send(
            "GET",
            "/v1/contacts",
            models.Contacts,
            query={"author": author, "platform": platform, "after": after, "limit": limit},
        )

    async def list_contracts(
        self, *, status: models.AnyContractStatus | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.Contracts:
        """Your contracts, in the order in which they were made; archived ones too unless a status is named."""
        return await self._send(
            "GET", "/v1/contracts", models.Contracts, query={"status": status, "after": after, "limit": limit}
        )

    async def list_dead_letters(
        self,
        *,
        after: str | None = None,
        subscriber: str | None = None,
        type: str | None = None,
        limit: int | None = None,
    ) -> models.DeadPage:
        """Dead letters: events that a subscriber failed to handle too often."""
        return await self._send(
            "GET",
            "/v1/events/dead",
            models.DeadPage,
            query={"after": after, "subscriber": subscriber, "type": type, "limit": limit},
        )

    async def list_deliveries(
        self,
        webhook: UUID,
        *,
        state: models.DeliveryState | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.DeliveryPage:
        """What was delivered, newest first; kept for 30 days."""
        return await self._send(
            "GET",
            f"/v1/webhooks/{segment(webhook)}/deliveries",
            models.DeliveryPage,
            query={"state": state, "after": after, "limit": limit},
        )

    async def list_deployments(
        self,
        *,
        status: models.DeploymentStatus | None = None,
        type: models.DeploymentType | None = None,
        binding: UUID | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Deployments:
        """Your deployments, each as it is now."""
        return await self._send(
            "GET",
            "/v1/deployments",
            models.Deployments,
            query={"status": status, "type": type, "binding": binding, "after": after, "limit": limit},
        )

    async def list_effects(
        self,
        *,
        state: models.EffectState | None = None,
        kind: str | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.Effects:
        """Your effects, newest first."""
        return await self._send(
            "GET", "/v1/effects", models.Effects, query={"state": state, "kind": kind, "after": after, "limit": limit}
        )

    async def list_events(
        self,
        *,
        after: str | None = None,
        type: str | None = None,
        subject: UUID | None = None,
        limit: int | None = None,
    ) -> models.EventPage:
        """Your log, oldest first; events become visible when nothing can come before them any more."""
        return await self._send(
            "GET",
            "/v1/events",
            models.EventPage,
            query={"after": after, "type": type, "subject": subject, "limit": limit},
        )

    async def list_grants(self, *, after: UUID | None = None, limit: int | None = None) -> models.Grants:
        """Grants given and received."""
        return await self._send("GET", "/v1/grants", models.Grants, query={"after": after, "limit": limit})

    async def list_installed(self, *, after: str | None = None, limit: int | None = None) -> models.InstalledPage:
        """Every admitted plugin of the installation: version, load error, quarantine."""
        return await self._send(
            "GET", "/v1/platform/plugins", models.InstalledPage, query={"after": after, "limit": limit}
        )

    async def list_interactions(self, *, after: UUID | None = None, limit: int | None = None) -> models.Interactions:
        """Answered comments."""
        return await self._send("GET", "/v1/interactions", models.Interactions, query={"after": after, "limit": limit})

    async def list_journeys(self, *, after: UUID | None = None, limit: int | None = None) -> models.Journeys:
        """All journeys, each with its milestones."""
        return await self._send("GET", "/v1/journeys", models.Journeys, query={"after": after, "limit": limit})

    async def list_keys(
        self, *, revoked: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.KeyPage:
        """Your keys, newest first; with `revoked`, revoked ones too."""
        return await self._send(
            "GET", "/v1/keys", models.KeyPage, query={"revoked": revoked, "after": after, "limit": limit}
        )

    async def list_messages(
        self, conversation: UUID, *, after: UUID | None = None, limit: int | None = None
    ) -> models.MessagePage:
        """The latest messages, oldest first; `after` goes back in time."""
        return await self._send(
            "GET",
            f"/v1/conversations/{segment(conversation)}/messages",
            models.MessagePage,
            query={"after": after, "limit": limit},
        )

    async def list_own_messages(self, *, after: UUID | None = None, limit: int | None = None) -> models.MessagePage:
        """The latest messages of your conversation, oldest first; `after` goes back in time."""
        return await self._send(
            "GET", "/v1/end-user/messages", models.MessagePage, query={"after": after, "limit": limit}
        )

    async def list_plugins(self, *, after: str | None = None, limit: int | None = None) -> models.PluginPage:
        """Every admitted plugin, its status for you and what it handled."""
        return await self._send("GET", "/v1/plugins", models.PluginPage, query={"after": after, "limit": limit})

    async def list_stops(
        self, *, released: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.StopPage:
        """Your stops that hold now; with `released`, all there ever were."""
        return await self._send(
            "GET", "/v1/stops", models.StopPage, query={"released": released, "after": after, "limit": limit}
        )

    async def list_tenants(self, *, after: UUID | None = None, limit: int | None = None) -> models.Tenants:
        """All tenants, in the order in which they were made."""
        return await self._send("GET", "/v1/tenants", models.Tenants, query={"after": after, "limit": limit})

    async def list_twins(self, *, after: UUID | None = None, limit: int | None = None) -> models.Twins:
        """Your own twins, each with its newest version."""
        return await self._send("GET", "/v1/twins", models.Twins, query={"after": after, "limit": limit})

    async def list_users(
        self, *, removed: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.UserPage:
        """Your staff; with `removed`, removed ones too."""
        return await self._send(
            "GET", "/v1/users", models.UserPage, query={"removed": removed, "after": after, "limit": limit}
        )

    async def list_versions(self, twin: UUID, *, after: int | None = None, limit: int | None = None) -> models.Versions:
        """A twin's versions, oldest first."""
        return await self._send(
            "GET", f"/v1/twins/{segment(twin)}/versions", models.Versions, query={"after": after, "limit": limit}
        )

    async def list_webhooks(self, *, after: UUID | None = None, limit: int | None = None) -> models.WebhookPage:
        """Your endpoints, oldest first."""
        return await self._send("GET", "/v1/webhooks", models.WebhookPage, query={"after": after, "limit": limit})

    async def locate_journey(self, contact: UUID) -> models.JourneyView:
        """Where the running workflow is and what it waits for."""
        return await self._send("GET", f"/v1/journeys/{segment(contact)}/where", models.JourneyView)

    async def log_in(self, body: models.LoginBody) -> models.SessionShape:
        """Log in with a password."""
        return await self._send("POST", "/v1/sessions", models.SessionShape, body=body)

    async def log_out(self, *, idempotency_key: str | None = None) -> models.SessionShape:
        """Log out."""
        return await self._send("DELETE", "/v1/sessions/me", models.SessionShape, key=idempotency_key, repeatable=True)

    async def marketing_host_comments(
        self, *, post: UUID | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.CommentPage:
        """Comments with the replies to them; of one post if `post` is given."""
        return await self._send(
            "GET",
            "/v1/x/marketing-host/comments",
            models.CommentPage,
            query={"post": post, "after": after, "limit": limit},
        )

    async def marketing_host_posts(self, *, after: UUID | None = None, limit: int | None = None) -> models.PostPage:
        """Posts with their counts."""
        return await self._send(
            "GET", "/v1/x/marketing-host/posts", models.PostPage, query={"after": after, "limit": limit}
        )

    async def metrics(self) -> str:
        """Prometheus metrics of this engine."""
        return await self._send("GET", "/metrics", str)

    async def monitoring(self) -> models.TenantNumbers:
        """Your largest documents, and how your conversations grow."""
        return await self._send("GET", "/v1/monitoring", models.TenantNumbers)

    async def my_session(self) -> models.SessionShape:
        """Your session."""
        return await self._send("GET", "/v1/sessions/me", models.SessionShape)

    async def my_tenant(self) -> models.TenantRecord:
        """The tenant this key belongs to."""
        return await self._send("GET", "/v1/tenants/me", models.TenantRecord)

    async def note_purchase(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """The contact bought elsewhere."""
        return await self._send(
            "POST", f"/v1/journeys/{segment(contact)}/purchase", dict[str, bool], key=idempotency_key, repeatable=True
        )

    async def open_conversation(
        self, body: models.ConversationCreate, *, idempotency_key: str | None = None
    ) -> models.ConversationShape:
        """Open a conversation of a contact with the twin of a binding, or of a deployment that serves now."""
        return await self._send(
            "POST", "/v1/conversations", models.ConversationShape, body=body, key=idempotency_key, repeatable=True
        )

    async def pause_deployment(
        self, deployment: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """Serve nobody until it is resumed."""
        return await self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/pause",
            models.DeploymentRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def pending(self) -> dict[str, int]:
        """How many of your events some subscriber has not handled yet."""
        return await self._send("GET", "/v1/pending", dict[str, int])

    async def platform_alerts(self) -> models.OpenAlerts:
        """Every tenant's open alerts: ids and numbers."""
        return await self._send("GET", "/v1/platform/alerts", models.OpenAlerts)

    async def platform_monitoring(self) -> models.PlatformNumbers:
        """Sizes of tables and documents, growth of conversations, over all tenants."""
        return await self._send("GET", "/v1/platform/monitoring", models.PlatformNumbers)

    async def plugins_disable(self, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """Disable it; its data stays."""
        return await self._send(
            "POST", f"/v1/plugins/{segment(plugin)}/disable", models.PluginStatus, key=idempotency_key, repeatable=True
        )

    async def plugins_enable(self, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """Enable a plugin for your tenant."""
        return await self._send(
            "POST", f"/v1/plugins/{segment(plugin)}/enable", models.PluginStatus, key=idempotency_key, repeatable=True
        )

    async def plugins_erase(
        self, plugin: str, body: models.ErasureBody, *, idempotency_key: str | None = None
    ) -> models.PluginErasure:
        """Erase all that a disabled plugin holds of you, for good."""
        return await self._send(
            "POST",
            f"/v1/plugins/{segment(plugin)}/erasures",
            models.PluginErasure,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def plugins_export(self, plugin: str) -> AsyncIterator[Any]:
        """All that a plugin holds of you, one JSON document a line."""
        return self._lines("GET", f"/v1/plugins/{segment(plugin)}/export")

    async def plugins_release(self, plugin: str, *, idempotency_key: str | None = None) -> models.PluginStatus:
        """End its quarantine for your tenant."""
        return await self._send(
            "POST", f"/v1/plugins/{segment(plugin)}/release", models.PluginStatus, key=idempotency_key, repeatable=True
        )

    async def read_binding(self, binding: UUID) -> models.BindingRecord:
        """One binding, usable or not."""
        return await self._send("GET", f"/v1/bindings/{segment(binding)}", models.BindingRecord)

    async def read_brand(self, brand: UUID) -> models.BrandRecord:
        """One brand."""
        return await self._send("GET", f"/v1/brands/{segment(brand)}", models.BrandRecord)

    async def read_contract(self, contract: UUID) -> models.ContractRecord:
        """One contract."""
        return await self._send("GET", f"/v1/contracts/{segment(contract)}", models.ContractRecord)

    async def read_deployment(self, deployment: UUID) -> models.DeploymentRecord:
        """One deployment, as it is now."""
        return await self._send("GET", f"/v1/deployments/{segment(deployment)}", models.DeploymentRecord)

    async def read_grant(self, grant: UUID) -> models.GrantRecord:
        """One grant, given or received."""
        return await self._send("GET", f"/v1/grants/{segment(grant)}", models.GrantRecord)

    async def read_settings(self, plugin: str) -> models.SettingsView:
        """What holds for you, what you set, and the schema of what you may set."""
        return await self._send("GET", f"/v1/plugins/{segment(plugin)}/settings", models.SettingsView)

    async def read_talent(self) -> models.TalentRecord:
        """Your talent's record."""
        return await self._send("GET", "/v1/talents/me", models.TalentRecord)

    async def read_tenant(self, tenant: UUID) -> models.TenantRecord:
        """One tenant."""
        return await self._send("GET", f"/v1/tenants/{segment(tenant)}", models.TenantRecord)

    async def read_twin(self, twin: UUID) -> models.TwinRecord:
        """One of your own twins, with its newest version."""
        return await self._send("GET", f"/v1/twins/{segment(twin)}", models.TwinRecord)

    async def read_usage(
        self,
        *,
        by: models.By | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> models.UsagePage:
        """What was used, by key or by day; without dates, in this month (UTC)."""
        return await self._send(
            "GET",
            "/v1/usage",
            models.UsagePage,
            query={"by": by, "from": from_, "to": to, "after": after, "limit": limit},
        )

    async def read_version(self, twin: UUID, version: int) -> models.VersionRecord:
        """One version."""
        return await self._send("GET", f"/v1/twins/{segment(twin)}/versions/{segment(version)}", models.VersionRecord)

    async def receive_comment(
        self, body: models.InteractionBody, *, idempotency_key: str | None = None
    ) -> models.InteractionShape:
        """A comment; the twin's reply comes back."""
        return await self._send(
            "POST", "/v1/interactions", models.InteractionShape, body=body, key=idempotency_key, repeatable=True
        )

    async def receive_enquiry(self, body: models.EnquiryBody, *, idempotency_key: str | None = None) -> models.Accepted:
        """A contact's question to the support twin."""
        return await self._send(
            "POST", "/v1/enquiries", models.Accepted, body=body, key=idempotency_key, repeatable=True
        )

    async def receive_reply(self, body: models.InboundBody, *, idempotency_key: str | None = None) -> models.Accepted:
        """What a contact answered to outreach."""
        return await self._send("POST", "/v1/replies", models.Accepted, body=body, key=idempotency_key, repeatable=True)

    async def reconcile_effect(self, effect: UUID, *, idempotency_key: str | None = None) -> models.EffectView:
        """Ask the target what became of it; settled if it can tell."""
        return await self._send(
            "POST", f"/v1/effects/{segment(effect)}/reconcile", models.EffectView, key=idempotency_key, repeatable=True
        )

    async def release_everywhere(self, plugin: str, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """End the quarantine of a plugin for everybody."""
        return await self._send(
            "POST",
            f"/v1/platform/plugins/{segment(plugin)}/release",
            dict[str, bool],
            key=idempotency_key,
            repeatable=True,
        )

    async def release_stop(self, stop: UUID, *, idempotency_key: str | None = None) -> models.Stop:
        """Release a stop: what it held goes on."""
        return await self._send(
            "DELETE", f"/v1/stops/{segment(stop)}", models.Stop, key=idempotency_key, repeatable=True
        )

    async def remove_user(
        self, user: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.StaffUser:
        """Remove a user: name and address are erased, the id stays."""
        return await self._send(
            "DELETE",
            f"/v1/users/{segment(user)}",
            models.StaffUser,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def replay_dead_letter(
        self, event: UUID, *, subscriber: str | None = None, idempotency_key: str | None = None
    ) -> models.Replayed:
        """Hand a dead letter to its subscriber again."""
        return await self._send(
            "POST",
            f"/v1/events/dead/{segment(event)}/replay",
            models.Replayed,
            query={"subscriber": subscriber},
            key=idempotency_key,
            repeatable=True,
        )

    async def replay_dead_letters(self, *, subscriber: str, idempotency_key: str | None = None) -> models.Replayed:
        """Hand all dead letters of a subscriber to it again."""
        return await self._send(
            "POST",
            "/v1/events/dead/replay",
            models.Replayed,
            query={"subscriber": subscriber},
            key=idempotency_key,
            repeatable=True,
        )

    async def replay_delivery(
        self, webhook: UUID, delivery: UUID, *, idempotency_key: str | None = None
    ) -> models.Delivery:
        """Deliver it again."""
        return await self._send(
            "POST",
            f"/v1/webhooks/{segment(webhook)}/deliveries/{segment(delivery)}/replay",
            models.Delivery,
            key=idempotency_key,
            repeatable=True,
        )

    async def replay_failed(
        self, webhook: UUID, body: models.ReplayBody, *, idempotency_key: str | None = None
    ) -> models.DeliveriesReplayed:
        """Deliver all again that failed since then."""
        return await self._send(
            "POST",
            f"/v1/webhooks/{segment(webhook)}/replay",
            models.DeliveriesReplayed,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def request_contact_export(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Make an archive of all that is held."""
        return await self._send(
            "POST", f"/v1/contacts/{segment(contact)}/export", models.Requested, key=idempotency_key, repeatable=True
        )

    async def resume_deployment(
        self, deployment: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.DeploymentRecord:
        """Serve again."""
        return await self._send(
            "POST",
            f"/v1/deployments/{segment(deployment)}/resume",
            models.DeploymentRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def resume_tenant(
        self, tenant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """Let a tenant's keys open doors again."""
        return await self._send(
            "POST",
            f"/v1/tenants/{segment(tenant)}/resume",
            models.TenantRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def retire_twin(
        self, twin: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TwinRecord:
        """Retire a twin with all its versions, for good."""
        return await self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/retire",
            models.TwinRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def retire_version(
        self, twin: UUID, version: int, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.VersionRecord:
        """Let it speak no more; the newest approved one that is left does."""
        return await self._send(
            "POST",
            f"/v1/twins/{segment(twin)}/versions/{segment(version)}/retire",
            models.VersionRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def revoke_grant(
        self, grant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> dict[str, str]:
        """End a grant; the next turn is refused."""
        return await self._send(
            "POST",
            f"/v1/grants/{segment(grant)}/revoke",
            dict[str, str],
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def revoke_key(
        self, key: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.Key:
        """Revoke a key; refused everywhere within a second."""
        return await self._send(
            "DELETE", f"/v1/keys/{segment(key)}", models.Key, if_match=if_match, key=idempotency_key, repeatable=True
        )

    async def rotate_key(
        self, key: UUID, body: models.RotateBody, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.NewKey:
        """A new secret; the old one works for the grace period."""
        return await self._send(
            "POST",
            f"/v1/keys/{segment(key)}/rotate",
            models.NewKey,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def rotate_secret(
        self,
        webhook: UUID,
        body: models.RotationBody,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.WebhookWithSecret:
        """A new secret; the one before signs along for a while."""
        return await self._send(
            "POST",
            f"/v1/webhooks/{segment(webhook)}/rotate",
            models.WebhookWithSecret,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def sales_host_lead(self, contact: UUID) -> models.LeadView:
        """The lead of one contact."""
        return await self._send("GET", f"/v1/x/sales-host/leads/{segment(contact)}", models.LeadView)

    async def sales_host_leads(self, *, after: UUID | None = None, limit: int | None = None) -> models.LeadPage:
        """Leads of the tenant."""
        return await self._send(
            "GET", "/v1/x/sales-host/leads", models.LeadPage, query={"after": after, "limit": limit}
        )

    async def sales_host_outbox(self, *, after: UUID | None = None, limit: int | None = None) -> models.OutboxPage:
        """Messages sent."""
        return await self._send(
            "GET", "/v1/x/sales-host/outbox", models.OutboxPage, query={"after": after, "limit": limit}
        )

    async def say_as_end_user(
        self, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> models.ReplyShape:
        """Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream."""
        return await self._send(
            "POST", "/v1/end-user/messages", models.ReplyShape, body=body, key=idempotency_key, repeatable=True
        )

    def say_as_end_user_stream(
        self, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> AsyncIterator[StreamEvent]:
        """As `say_as_end_user`, told event by event."""
        return self._stream("POST", "/v1/end-user/messages", body=body, key=idempotency_key, repeatable=True)

    async def send_message(
        self, conversation: UUID, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> models.ReplyShape:
        """Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream."""
        return await self._send(
            "POST",
            f"/v1/conversations/{segment(conversation)}/messages",
            models.ReplyShape,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def send_message_stream(
        self, conversation: UUID, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> AsyncIterator[StreamEvent]:
        """As `send_message`, told event by event."""
        return self._stream(
            "POST",
            f"/v1/conversations/{segment(conversation)}/messages",
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def set_context(
        self,
        binding: UUID,
        body: models.ContextChange,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.BindingRecord:
        """Replace a binding's module context."""
        return await self._send(
            "PUT",
            f"/v1/bindings/{segment(binding)}/context",
            models.BindingRecord,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def set_stop(self, body: models.StopBody, *, idempotency_key: str | None = None) -> models.Stop:
        """Hold everything back: of the tenant, a twin, or a channel."""
        return await self._send("POST", "/v1/stops", models.Stop, body=body, key=idempotency_key, repeatable=True)

    async def settle_effect(
        self, effect: UUID, body: models.Settlement, *, idempotency_key: str | None = None
    ) -> models.EffectView:
        """Say what became of an effect in state unknown."""
        return await self._send(
            "POST",
            f"/v1/effects/{segment(effect)}/settle",
            models.EffectView,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def show_erasure(self, plugin: str, erasure: UUID) -> models.PluginErasure:
        """How far an erasure is."""
        return await self._send(
            "GET", f"/v1/plugins/{segment(plugin)}/erasures/{segment(erasure)}", models.PluginErasure
        )

    async def show_plugin(self, plugin: str) -> models.TenantPlugin:
        """One plugin: its manifest, its status for you, failures and what it still has to do."""
        return await self._send("GET", f"/v1/plugins/{segment(plugin)}", models.TenantPlugin)

    async def show_webhook(self, webhook: UUID) -> models.Webhook:
        """One endpoint."""
        return await self._send("GET", f"/v1/webhooks/{segment(webhook)}", models.Webhook)

    async def start_archive(
        self, body: models.ArchiveBody, *, idempotency_key: str | None = None
    ) -> models.ArchiveAnswer:
        """Run the archive job now, or say what it would do."""
        return await self._send(
            "POST", "/v1/platform/archive", models.ArchiveAnswer, body=body, key=idempotency_key, repeatable=True
        )

    async def stop_journey(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """Stop it: nothing more goes out."""
        return await self._send(
            "POST", f"/v1/journeys/{segment(contact)}/stop", dict[str, bool], key=idempotency_key, repeatable=True
        )

    async def support_host_get_ticket(self, ticket: UUID) -> models.TicketView:
        """One ticket."""
        return await self._send("GET", f"/v1/x/support-host/tickets/{segment(ticket)}", models.TicketView)

    async def support_host_list_tickets(
        self,
        *,
        status: models.TicketStatus | None = None,
        contact: UUID | None = None,
        after: UUID | None = None,
        limit: int | None = None,
    ) -> models.TicketList:
        """Tickets, newest first."""
        return await self._send(
            "GET",
            "/v1/x/support-host/tickets",
            models.TicketList,
            query={"status": status, "contact": contact, "after": after, "limit": limit},
        )

    async def suspend_tenant(
        self, tenant: UUID, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.TenantRecord:
        """Put a tenant on hold: within a second its keys are refused."""
        return await self._send(
            "POST",
            f"/v1/tenants/{segment(tenant)}/suspend",
            models.TenantRecord,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

    async def tell_event(self, body: models.OutsideBody, *, idempotency_key: str | None = None) -> models.Taken:
        """A fact from outside (CI, HR, tracker)."""
        return await self._send("POST", "/v1/events", models.Taken, body=body, key=idempotency_key, repeatable=True)

    async def test_webhook(self, webhook: UUID, *, idempotency_key: str | None = None) -> models.Delivery:
        """Deliver webhook.tested to this endpoint alone."""
        return await self._send(
            "POST", f"/v1/webhooks/{segment(webhook)}/test", models.Delivery, key=idempotency_key, repeatable=True
        )

    async def write_settings(
        self, plugin: str, body: models.SettingsBody, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> models.SettingsView:
        """Replace your settings of a plugin; they hold from the next event and turn on."""
        return await self._send(
            "PUT",
            f"/v1/plugins/{segment(plugin)}/settings",
            models.SettingsView,
            body=body,
            if_match=if_match,
            key=idempotency_key,
            repeatable=True,
        )

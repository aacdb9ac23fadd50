"""A method for each operation. Made by tools/generate_clients.py from the OpenAPI document."""

# ruff: noqa: A002
from typing import Any, TypeVar
from uuid import UUID

from vito_client import models

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
        repeatable: bool = False,
    ) -> T:
        raise NotImplementedError

    def add_version(
        self, twin: UUID, body: models.VersionCreate, *, idempotency_key: str | None = None
    ) -> dict[str, int]:
        """Add a draft version."""
        return self._send(
            "POST", f"/v1/twins/{twin}/versions", dict[str, int], body=body, key=idempotency_key, repeatable=True
        )

    def analytics_host_journey(self, contact: UUID) -> models.Journey:
        """One contact's steps in order."""
        return self._send("GET", f"/v1/x/analytics-host/journeys/{contact}", models.Journey)

    def analytics_host_summary(self) -> models.Summary:
        """Funnel, outcomes, revenue, cost and ROI."""
        return self._send("GET", "/v1/x/analytics-host/summary", models.Summary)

    def approve_version(self, twin: UUID, version: int, *, idempotency_key: str | None = None) -> dict[str, Any]:
        """Let it speak."""
        return self._send(
            "POST", f"/v1/twins/{twin}/versions/{version}/approve", dict[str, Any], key=idempotency_key, repeatable=True
        )

    def create_binding(self, body: models.BindingCreate, *, idempotency_key: str | None = None) -> models.BindingShape:
        """Bind a twin to a module."""
        return self._send("POST", "/v1/bindings", models.BindingShape, body=body, key=idempotency_key, repeatable=True)

    def create_grant(self, body: models.GrantCreate, *, idempotency_key: str | None = None) -> models.Grant:
        """Let another tenant use your twin."""
        return self._send("POST", "/v1/grants", models.Grant, body=body, key=idempotency_key, repeatable=True)

    def create_tenant(self, body: models.TenantCreate, *, idempotency_key: str | None = None) -> models.NewTenant:
        """Make a tenant; its first key is shown once."""
        return self._send("POST", "/v1/tenants", models.NewTenant, body=body, key=idempotency_key, repeatable=True)

    def create_twin(self, body: models.TwinCreate, *, idempotency_key: str | None = None) -> models.Twin:
        """Make a twin; version 1 is a draft."""
        return self._send("POST", "/v1/twins", models.Twin, body=body, key=idempotency_key, repeatable=True)

    def decide_approval(
        self, approval: UUID, body: models.DecisionBody, *, idempotency_key: str | None = None
    ) -> models.ApprovalView:
        """Approve, edit and approve, or reject."""
        return self._send(
            "POST",
            f"/v1/approvals/{approval}/decide",
            models.ApprovalView,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def erase_contact(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Erase a contact's personal data."""
        return self._send("DELETE", f"/v1/contacts/{contact}", models.Requested, key=idempotency_key, repeatable=True)

    def get_approval(self, approval: UUID) -> models.ApprovalView:
        """One approval: what is proposed, and the schema of an edit."""
        return self._send("GET", f"/v1/approvals/{approval}", models.ApprovalView)

    def get_contact_archive(self, contact: UUID, request_id: UUID) -> dict[str, Any]:
        """The archive of an export."""
        return self._send("GET", f"/v1/contacts/{contact}/requests/{request_id}/archive", dict[str, Any])

    def get_contact_export(self, contact: UUID) -> dict[str, Any]:
        """All that is held about a contact, by plugin, as it is just now."""
        return self._send("GET", f"/v1/contacts/{contact}/export", dict[str, Any])

    def get_contact_request(self, contact: UUID, request_id: UUID) -> models.SubjectRequest:
        """How far a request is, and its receipt."""
        return self._send("GET", f"/v1/contacts/{contact}/requests/{request_id}", models.SubjectRequest)

    def get_effect(self, effect: UUID) -> models.EffectView:
        """One effect."""
        return self._send("GET", f"/v1/effects/{effect}", models.EffectView)

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
        return self._send("GET", f"/v1/journeys/{contact}", models.JourneyRow)

    def health(self) -> dict[str, str]:
        """Is it up?."""
        return self._send("GET", "/health", dict[str, str])

    def ingest_knowledge(self, body: models.IngestBody, *, idempotency_key: str | None = None) -> models.IngestReport:
        """Ingest documents into a corpus; with Accept: text/event-stream the progress is streamed."""
        return self._send("POST", "/v1/knowledge", models.IngestReport, body=body, key=idempotency_key, repeatable=True)

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

    def list_bindings(self) -> dict[str, list[models.BindingShape]]:
        """Bindings whose twin may be used now."""
        return self._send("GET", "/v1/bindings", dict[str, list[models.BindingShape]])

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

    def list_grants(self) -> dict[str, list[models.Grant]]:
        """Grants given and received."""
        return self._send("GET", "/v1/grants", dict[str, list[models.Grant]])

    def list_interactions(self, *, after: UUID | None = None, limit: int | None = None) -> models.Interactions:
        """Answered comments."""
        return self._send("GET", "/v1/interactions", models.Interactions, query={"after": after, "limit": limit})

    def list_journeys(self, *, after: UUID | None = None, limit: int | None = None) -> models.Journeys:
        """All journeys, each with its milestones."""
        return self._send("GET", "/v1/journeys", models.Journeys, query={"after": after, "limit": limit})

    def list_messages(self, conversation: UUID) -> dict[str, list[models.Message]]:
        """The latest messages, oldest first, at most 50."""
        return self._send("GET", f"/v1/conversations/{conversation}/messages", dict[str, list[models.Message]])

    def list_plugins(self) -> dict[str, list[models.PluginShape]]:
        """Every admitted plugin, its status for you and what it handled."""
        return self._send("GET", "/v1/plugins", dict[str, list[models.PluginShape]])

    def list_stops(
        self, *, released: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.StopPage:
        """Your stops that hold now; with `released`, all there ever were."""
        return self._send(
            "GET", "/v1/stops", models.StopPage, query={"released": released, "after": after, "limit": limit}
        )

    def list_twins(self) -> dict[str, list[models.Twin]]:
        """Your own twins, each with its newest version."""
        return self._send("GET", "/v1/twins", dict[str, list[models.Twin]])

    def locate_journey(self, contact: UUID) -> models.JourneyView:
        """Where the running workflow is and what it waits for."""
        return self._send("GET", f"/v1/journeys/{contact}/where", models.JourneyView)

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

    def my_tenant(self) -> models.Tenant:
        """The tenant this key belongs to."""
        return self._send("GET", "/v1/tenants/me", models.Tenant)

    def note_purchase(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """The contact bought elsewhere."""
        return self._send(
            "POST", f"/v1/journeys/{contact}/purchase", dict[str, bool], key=idempotency_key, repeatable=True
        )

    def open_conversation(
        self, body: models.ConversationCreate, *, idempotency_key: str | None = None
    ) -> models.ConversationShape:
        """Open a conversation of a contact with a binding's twin."""
        return self._send(
            "POST", "/v1/conversations", models.ConversationShape, body=body, key=idempotency_key, repeatable=True
        )

    def pending(self) -> dict[str, int]:
        """How many of your events some subscriber has not handled yet."""
        return self._send("GET", "/v1/pending", dict[str, int])

    def plugins_disable(self, plugin: str, *, idempotency_key: str | None = None) -> dict[str, str]:
        """Disable it; its data stays."""
        return self._send("POST", f"/v1/plugins/{plugin}/disable", dict[str, str], key=idempotency_key, repeatable=True)

    def plugins_enable(self, plugin: str, *, idempotency_key: str | None = None) -> dict[str, str]:
        """Enable a plugin for your tenant."""
        return self._send("POST", f"/v1/plugins/{plugin}/enable", dict[str, str], key=idempotency_key, repeatable=True)

    def receive_comment(
        self, body: models.InteractionBody, *, idempotency_key: str | None = None
    ) -> models.InteractionShape:
        """A comment; the twin's reply comes back."""
        return self._send(
            "POST", "/v1/interactions", models.InteractionShape, body=body, key=idempotency_key, repeatable=True
        )

    def receive_enquiry(self, body: models.InboundBody, *, idempotency_key: str | None = None) -> models.Accepted:
        """A contact's question to the support twin."""
        return self._send("POST", "/v1/enquiries", models.Accepted, body=body, key=idempotency_key, repeatable=True)

    def receive_reply(self, body: models.InboundBody, *, idempotency_key: str | None = None) -> models.Accepted:
        """What a contact answered to outreach."""
        return self._send("POST", "/v1/replies", models.Accepted, body=body, key=idempotency_key, repeatable=True)

    def reconcile_effect(self, effect: UUID, *, idempotency_key: str | None = None) -> models.EffectView:
        """Ask the target what became of it; settled if it can tell."""
        return self._send(
            "POST", f"/v1/effects/{effect}/reconcile", models.EffectView, key=idempotency_key, repeatable=True
        )

    def release_stop(self, stop: UUID, *, idempotency_key: str | None = None) -> models.Stop:
        """Release a stop: what it held goes on."""
        return self._send("DELETE", f"/v1/stops/{stop}", models.Stop, key=idempotency_key, repeatable=True)

    def replay_dead_letter(
        self, event: UUID, *, subscriber: str | None = None, idempotency_key: str | None = None
    ) -> models.Replayed:
        """Hand a dead letter to its subscriber again."""
        return self._send(
            "POST",
            f"/v1/events/dead/{event}/replay",
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

    def request_contact_export(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Make an archive of all that is held."""
        return self._send(
            "POST", f"/v1/contacts/{contact}/export", models.Requested, key=idempotency_key, repeatable=True
        )

    def revoke_grant(self, grant: UUID, *, idempotency_key: str | None = None) -> dict[str, str]:
        """End a grant; the next turn is refused."""
        return self._send("POST", f"/v1/grants/{grant}/revoke", dict[str, str], key=idempotency_key, repeatable=True)

    def sales_host_lead(self, contact: UUID) -> models.LeadView:
        """The lead of one contact."""
        return self._send("GET", f"/v1/x/sales-host/leads/{contact}", models.LeadView)

    def sales_host_leads(self, *, after: UUID | None = None, limit: int | None = None) -> models.LeadPage:
        """Leads of the tenant."""
        return self._send("GET", "/v1/x/sales-host/leads", models.LeadPage, query={"after": after, "limit": limit})

    def sales_host_outbox(self, *, after: UUID | None = None, limit: int | None = None) -> models.OutboxPage:
        """Messages sent."""
        return self._send("GET", "/v1/x/sales-host/outbox", models.OutboxPage, query={"after": after, "limit": limit})

    def send_message(
        self, conversation: UUID, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> models.ReplyShape:
        """Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream."""
        return self._send(
            "POST",
            f"/v1/conversations/{conversation}/messages",
            models.ReplyShape,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    def set_context(
        self, binding: UUID, body: models.ContextChange, *, idempotency_key: str | None = None
    ) -> models.BindingShape:
        """Replace a binding's module context."""
        return self._send(
            "PUT",
            f"/v1/bindings/{binding}/context",
            models.BindingShape,
            body=body,
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
            "POST", f"/v1/effects/{effect}/settle", models.EffectView, body=body, key=idempotency_key, repeatable=True
        )

    def stop_journey(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """Stop it: nothing more goes out."""
        return self._send("POST", f"/v1/journeys/{contact}/stop", dict[str, bool], key=idempotency_key, repeatable=True)

    def support_host_get_ticket(self, ticket: UUID) -> models.TicketView:
        """One ticket."""
        return self._send("GET", f"/v1/x/support-host/tickets/{ticket}", models.TicketView)

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

    def tell_event(self, body: models.OutsideBody, *, idempotency_key: str | None = None) -> models.Taken:
        """A fact from outside (CI, HR, tracker)."""
        return self._send("POST", "/v1/events", models.Taken, body=body, key=idempotency_key, repeatable=True)


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
        repeatable: bool = False,
    ) -> T:
        raise NotImplementedError

    async def add_version(
        self, twin: UUID, body: models.VersionCreate, *, idempotency_key: str | None = None
    ) -> dict[str, int]:
        """Add a draft version."""
        return await self._send(
            "POST", f"/v1/twins/{twin}/versions", dict[str, int], body=body, key=idempotency_key, repeatable=True
        )

    async def analytics_host_journey(self, contact: UUID) -> models.Journey:
        """One contact's steps in order."""
        return await self._send("GET", f"/v1/x/analytics-host/journeys/{contact}", models.Journey)

    async def analytics_host_summary(self) -> models.Summary:
        """Funnel, outcomes, revenue, cost and ROI."""
        return await self._send("GET", "/v1/x/analytics-host/summary", models.Summary)

    async def approve_version(self, twin: UUID, version: int, *, idempotency_key: str | None = None) -> dict[str, Any]:
        """Let it speak."""
        return await self._send(
            "POST", f"/v1/twins/{twin}/versions/{version}/approve", dict[str, Any], key=idempotency_key, repeatable=True
        )

    async def create_binding(
        self, body: models.BindingCreate, *, idempotency_key: str | None = None
    ) -> models.BindingShape:
        """Bind a twin to a module."""
        return await self._send(
            "POST", "/v1/bindings", models.BindingShape, body=body, key=idempotency_key, repeatable=True
        )

    async def create_grant(self, body: models.GrantCreate, *, idempotency_key: str | None = None) -> models.Grant:
        """Let another tenant use your twin."""
        return await self._send("POST", "/v1/grants", models.Grant, body=body, key=idempotency_key, repeatable=True)

    async def create_tenant(self, body: models.TenantCreate, *, idempotency_key: str | None = None) -> models.NewTenant:
        """Make a tenant; its first key is shown once."""
        return await self._send(
            "POST", "/v1/tenants", models.NewTenant, body=body, key=idempotency_key, repeatable=True
        )

    async def create_twin(self, body: models.TwinCreate, *, idempotency_key: str | None = None) -> models.Twin:
        """Make a twin; version 1 is a draft."""
        return await self._send("POST", "/v1/twins", models.Twin, body=body, key=idempotency_key, repeatable=True)

    async def decide_approval(
        self, approval: UUID, body: models.DecisionBody, *, idempotency_key: str | None = None
    ) -> models.ApprovalView:
        """Approve, edit and approve, or reject."""
        return await self._send(
            "POST",
            f"/v1/approvals/{approval}/decide",
            models.ApprovalView,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def erase_contact(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Erase a contact's personal data."""
        return await self._send(
            "DELETE", f"/v1/contacts/{contact}", models.Requested, key=idempotency_key, repeatable=True
        )

    async def get_approval(self, approval: UUID) -> models.ApprovalView:
        """One approval: what is proposed, and the schema of an edit."""
        return await self._send("GET", f"/v1/approvals/{approval}", models.ApprovalView)

    async def get_contact_archive(self, contact: UUID, request_id: UUID) -> dict[str, Any]:
        """The archive of an export."""
        return await self._send("GET", f"/v1/contacts/{contact}/requests/{request_id}/archive", dict[str, Any])

    async def get_contact_export(self, contact: UUID) -> dict[str, Any]:
        """All that is held about a contact, by plugin, as it is just now."""
        return await self._send("GET", f"/v1/contacts/{contact}/export", dict[str, Any])

    async def get_contact_request(self, contact: UUID, request_id: UUID) -> models.SubjectRequest:
        """How far a request is, and its receipt."""
        return await self._send("GET", f"/v1/contacts/{contact}/requests/{request_id}", models.SubjectRequest)

    async def get_effect(self, effect: UUID) -> models.EffectView:
        """One effect."""
        return await self._send("GET", f"/v1/effects/{effect}", models.EffectView)

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
        return await self._send("GET", f"/v1/journeys/{contact}", models.JourneyRow)

    async def health(self) -> dict[str, str]:
        """Is it up?."""
        return await self._send("GET", "/health", dict[str, str])

    async def ingest_knowledge(
        self, body: models.IngestBody, *, idempotency_key: str | None = None
    ) -> models.IngestReport:
        """Ingest documents into a corpus; with Accept: text/event-stream the progress is streamed."""
        return await self._send(
            "POST", "/v1/knowledge", models.IngestReport, body=body, key=idempotency_key, repeatable=True
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

    async def list_bindings(self) -> dict[str, list[models.BindingShape]]:
        """Bindings whose twin may be used now."""
        return await self._send("GET", "/v1/bindings", dict[str, list[models.BindingShape]])

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

    async def list_grants(self) -> dict[str, list[models.Grant]]:
        """Grants given and received."""
        return await self._send("GET", "/v1/grants", dict[str, list[models.Grant]])

    async def list_interactions(self, *, after: UUID | None = None, limit: int | None = None) -> models.Interactions:
        """Answered comments."""
        return await self._send("GET", "/v1/interactions", models.Interactions, query={"after": after, "limit": limit})

    async def list_journeys(self, *, after: UUID | None = None, limit: int | None = None) -> models.Journeys:
        """All journeys, each with its milestones."""
        return await self._send("GET", "/v1/journeys", models.Journeys, query={"after": after, "limit": limit})

    async def list_messages(self, conversation: UUID) -> dict[str, list[models.Message]]:
        """The latest messages, oldest first, at most 50."""
        return await self._send("GET", f"/v1/conversations/{conversation}/messages", dict[str, list[models.Message]])

    async def list_plugins(self) -> dict[str, list[models.PluginShape]]:
        """Every admitted plugin, its status for you and what it handled."""
        return await self._send("GET", "/v1/plugins", dict[str, list[models.PluginShape]])

    async def list_stops(
        self, *, released: bool | None = None, after: UUID | None = None, limit: int | None = None
    ) -> models.StopPage:
        """Your stops that hold now; with `released`, all there ever were."""
        return await self._send(
            "GET", "/v1/stops", models.StopPage, query={"released": released, "after": after, "limit": limit}
        )

    async def list_twins(self) -> dict[str, list[models.Twin]]:
        """Your own twins, each with its newest version."""
        return await self._send("GET", "/v1/twins", dict[str, list[models.Twin]])

    async def locate_journey(self, contact: UUID) -> models.JourneyView:
        """Where the running workflow is and what it waits for."""
        return await self._send("GET", f"/v1/journeys/{contact}/where", models.JourneyView)

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

    async def my_tenant(self) -> models.Tenant:
        """The tenant this key belongs to."""
        return await self._send("GET", "/v1/tenants/me", models.Tenant)

    async def note_purchase(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """The contact bought elsewhere."""
        return await self._send(
            "POST", f"/v1/journeys/{contact}/purchase", dict[str, bool], key=idempotency_key, repeatable=True
        )

    async def open_conversation(
        self, body: models.ConversationCreate, *, idempotency_key: str | None = None
    ) -> models.ConversationShape:
        """Open a conversation of a contact with a binding's twin."""
        return await self._send(
            "POST", "/v1/conversations", models.ConversationShape, body=body, key=idempotency_key, repeatable=True
        )

    async def pending(self) -> dict[str, int]:
        """How many of your events some subscriber has not handled yet."""
        return await self._send("GET", "/v1/pending", dict[str, int])

    async def plugins_disable(self, plugin: str, *, idempotency_key: str | None = None) -> dict[str, str]:
        """Disable it; its data stays."""
        return await self._send(
            "POST", f"/v1/plugins/{plugin}/disable", dict[str, str], key=idempotency_key, repeatable=True
        )

    async def plugins_enable(self, plugin: str, *, idempotency_key: str | None = None) -> dict[str, str]:
        """Enable a plugin for your tenant."""
        return await self._send(
            "POST", f"/v1/plugins/{plugin}/enable", dict[str, str], key=idempotency_key, repeatable=True
        )

    async def receive_comment(
        self, body: models.InteractionBody, *, idempotency_key: str | None = None
    ) -> models.InteractionShape:
        """A comment; the twin's reply comes back."""
        return await self._send(
            "POST", "/v1/interactions", models.InteractionShape, body=body, key=idempotency_key, repeatable=True
        )

    async def receive_enquiry(self, body: models.InboundBody, *, idempotency_key: str | None = None) -> models.Accepted:
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
            "POST", f"/v1/effects/{effect}/reconcile", models.EffectView, key=idempotency_key, repeatable=True
        )

    async def release_stop(self, stop: UUID, *, idempotency_key: str | None = None) -> models.Stop:
        """Release a stop: what it held goes on."""
        return await self._send("DELETE", f"/v1/stops/{stop}", models.Stop, key=idempotency_key, repeatable=True)

    async def replay_dead_letter(
        self, event: UUID, *, subscriber: str | None = None, idempotency_key: str | None = None
    ) -> models.Replayed:
        """Hand a dead letter to its subscriber again."""
        return await self._send(
            "POST",
            f"/v1/events/dead/{event}/replay",
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

    async def request_contact_export(self, contact: UUID, *, idempotency_key: str | None = None) -> models.Requested:
        """Make an archive of all that is held."""
        return await self._send(
            "POST", f"/v1/contacts/{contact}/export", models.Requested, key=idempotency_key, repeatable=True
        )

    async def revoke_grant(self, grant: UUID, *, idempotency_key: str | None = None) -> dict[str, str]:
        """End a grant; the next turn is refused."""
        return await self._send(
            "POST", f"/v1/grants/{grant}/revoke", dict[str, str], key=idempotency_key, repeatable=True
        )

    async def sales_host_lead(self, contact: UUID) -> models.LeadView:
        """The lead of one contact."""
        return await self._send("GET", f"/v1/x/sales-host/leads/{contact}", models.LeadView)

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

    async def send_message(
        self, conversation: UUID, body: models.MessageBody, *, idempotency_key: str | None = None
    ) -> models.ReplyShape:
        """Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream."""
        return await self._send(
            "POST",
            f"/v1/conversations/{conversation}/messages",
            models.ReplyShape,
            body=body,
            key=idempotency_key,
            repeatable=True,
        )

    async def set_context(
        self, binding: UUID, body: models.ContextChange, *, idempotency_key: str | None = None
    ) -> models.BindingShape:
        """Replace a binding's module context."""
        return await self._send(
            "PUT",
            f"/v1/bindings/{binding}/context",
            models.BindingShape,
            body=body,
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
            "POST", f"/v1/effects/{effect}/settle", models.EffectView, body=body, key=idempotency_key, repeatable=True
        )

    async def stop_journey(self, contact: UUID, *, idempotency_key: str | None = None) -> dict[str, bool]:
        """Stop it: nothing more goes out."""
        return await self._send(
            "POST", f"/v1/journeys/{contact}/stop", dict[str, bool], key=idempotency_key, repeatable=True
        )

    async def support_host_get_ticket(self, ticket: UUID) -> models.TicketView:
        """One ticket."""
        return await self._send("GET", f"/v1/x/support-host/tickets/{ticket}", models.TicketView)

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

    async def tell_event(self, body: models.OutsideBody, *, idempotency_key: str | None = None) -> models.Taken:
        """A fact from outside (CI, HR, tracker)."""
        return await self._send("POST", "/v1/events", models.Taken, body=body, key=idempotency_key, repeatable=True)

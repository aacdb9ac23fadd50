"""Everything of the core that the wall does not hold back, by name, each with its reason.

`vito db check` and the catalogue's tests fail on any other. Whoever needs a new entry says why it gives away nothing
of another tenant: a policy that shows more than the tenant's own rows, a function that runs with its owner's rights,
a table without `tenant_id`, a key or reference that leaves `tenant_id` out.
"""

from collections.abc import Mapping

import msgspec


class AllowList(msgspec.Struct, frozen=True, kw_only=True):
    """Name → reason. How each kind is named is shown by the core's own list below."""

    policies: Mapping[str, str] = {}
    definers: Mapping[str, str] = {}
    tables: Mapping[str, str] = {}
    keys: Mapping[str, str] = {}
    references: Mapping[str, str] = {}

    def __or__(self, other: "AllowList") -> "AllowList":
        return AllowList(
            policies={**self.policies, **other.policies},
            definers={**self.definers, **other.definers},
            tables={**self.tables, **other.tables},
            keys={**self.keys, **other.keys},
            references={**self.references, **other.references},
        )

    def names(self) -> set[str]:
        return {*self.policies, *self.definers, *self.tables, *self.keys, *self.references}


_LOOK_UP = "owner of the look-ups before or across a tenant, which give ids, roles and counts only"
_LOG = "the dispatcher tells every tenant's events to their subscribers"
_SEARCH = "owner of the search functions, which filter by tenant inside"
_SIZES = "ages and sizes for monitoring; of a document its functions give the number of bytes"
_TWO_PARTIES = "a fact of two parties; the row is the tenant's, the other party is named in it"

CORE_ALLOWS = AllowList(
    policies={
        "core.api_keys: resolver to vito_resolver": _LOOK_UP,
        "core.tenants: resolver to vito_resolver": _LOOK_UP,
        "core.grants: resolver to vito_resolver": _LOOK_UP,
        "core.users: resolver to vito_resolver": _LOOK_UP,
        "core.sessions: resolver to vito_resolver": _LOOK_UP,
        "core.events: resolver to vito_resolver": _LOOK_UP,
        "core.parked_events: resolver to vito_resolver": _LOOK_UP,
        "core.data_keys: resolver to vito_resolver": _LOOK_UP,
        "core.deliveries: resolver to vito_resolver": _LOOK_UP,
        "core.effects: resolver to vito_resolver": _LOOK_UP,
        "core.stops: resolver to vito_resolver": _LOOK_UP,
        "core.subject_requests: resolver to vito_resolver": _LOOK_UP,
        "core.tenant_plugins: resolver to vito_resolver": _LOOK_UP,
        "core.turns: resolver to vito_resolver": _LOOK_UP,
        "core.alerts: resolver to vito_resolver": _LOOK_UP,
        "core.archive_reports: resolver to vito_resolver": _LOOK_UP,
        "core.bindings: resolver to vito_resolver": _SIZES,
        "core.conversations: resolver to vito_resolver": _SIZES,
        "core.deployments: resolver to vito_resolver": "which are due, origins they allow, the size of their documents",
        "core.messages: resolver to vito_resolver": "which conversations near their limit: ids and ordinals only",
        "core.twin_versions: resolver to vito_resolver": _SIZES,
        "core.plugin_states: resolver to vito_resolver": _LOOK_UP,
        "core.plugin_failures: resolver to vito_resolver": _LOOK_UP,
        "core.plugin_erasures: resolver to vito_resolver": _LOOK_UP,
        "core.tenants: revision to vito_resolver": "a plugin quarantined for everybody raises every tenant's revision",
        "core.events: dispatcher to vito_dispatcher": _LOG,
        "core.deliveries: dispatcher to vito_dispatcher": _LOG,
        "core.parked_events: dispatcher to vito_dispatcher": _LOG,
        "core.grants: grantee to vito_walled": "whom a twin is granted to sees the grant",
        "core.twins: grantee to vito_app": "an active grant shows the twin's name",
        "core.twin_versions: grantee to vito_app": "an active grant shows the twin's approved versions",
        "core.brand_campaigns: brand to vito_walled": _TWO_PARTIES,
        "core.revenue_transactions: deployer to vito_walled": _TWO_PARTIES,
        "core.approvals: resolver to vito_resolver": "which tenants have an approval due: tenant, state and time only",
        "core.answered_requests: resolver to vito_resolver": "what is older than a day is deleted, whose ever it is",
        "core.webhooks: resolver to vito_resolver": "which endpoints are on: tenant, id, state and time only",
        "core.webhook_deliveries: resolver to vito_resolver": "which deliveries are due: tenant, state and times only",
        "core.usage: resolver to vito_resolver": "which usage was not told of yet: tenant, hour and numbers only",
        "core.deployments: searcher to vito_searcher": _SEARCH,
        "core.conversations: searcher to vito_searcher": _SEARCH,
        "core.twin_versions: searcher to vito_searcher": _SEARCH,
    },
    definers={
        "core.resolve_key(bytea)": "finds out which tenant a key belongs to, from the key's hash",
        "core.key_of(bytea)": "what a key may do, or why it is dead, from the key's hash",
        "core.resolve_session(bytea)": "finds out whose session a token is, from the token's hash",
        "core.resolve_invitation(bytea)": "finds out whom an invitation is for, from the invitation's hash",
        "core.tenant_of_slug(text)": "the id behind a tenant's short name, for who logs in",
        "core.active_tenants()": "ids of all tenants, for what runs for each of them",
        "core.grant_allows(uuid, uuid, text)": "whether the current tenant holds a grant: yes or no",
        "core.pending_events()": "a count of the current tenant's events",
        "core.has_pending_events()": "whether that count is above 0",
        "core.tenants_with_due_deployments()": "ids of tenants, for the keeper that runs for each of them",
        "core.tenant_records(uuid, uuid, integer)": "names and states of tenants, within the platform's own wall alone",
        "core.tenants_with_due_approvals()": "ids of tenants, for the expiry that runs for each of them",
        "core.revision()": "the newest migration of the core that was applied",
        "core.event_lag()": "numbers of each subscriber over all tenants: how far it is behind",
        "core.horizon_age()": "one number: the age of the oldest transaction the log waits for",
        "core.plugin_revisions(uuid[])": "tier and revision of tenants, numbers and codes, for many events at once",
        "core.plugin_choices(uuid[])": "which plugins tenants switched on or off, for many events at once",
        "core.plugin_standing(uuid[])": "which plugins tenants chose, or must do without for now",
        "core.tenants_with_plugin_work()": "ids of tenants whose plugins have to be told of a change",
        "core.hold_plugin(text, integer, interval)": "quarantines a plugin for everybody; it answers yes or no",
        "core.release_plugin(text)": "ends such a quarantine; it answers yes or no",
        "core.effects_by_state()": "how many effects are in each state, over all tenants",
        "core.effects_stopped(uuid, uuid, text)": "whether a stop of the current tenant, or of a twin's owner, holds",
        "core.turn_stopped(uuid, uuid)": "whether a stop of the current tenant, or of a twin's owner, holds",
        "core.tenants_with_open_turns(interval)": "ids of tenants whose turns a dead process may have left behind",
        "core.data_key_masters()": "how many data keys each master key wraps",
        "core.subject_requests_due()": "ids of requests that wait to be carried on",
        "core.crowded_conversations()": "ids of conversations near their limit, for the keeper of alerts",
        "core.large_documents(bigint, integer)": "ids of rows with large documents, and the number of bytes",
        "core.conversation_growth(integer)": "numbers of conversations by month, over all tenants",
        "core.tenants_to_archive(timestamp with time zone, uuid)": "ids of tenants and a count, for the archive job",
        "core.open_alerts()": "ids, kinds and numbers of open alerts, for the keeper and the platform",
        "core.platform()": "the id of the platform's own tenant, and since when there are tenants",
        "core.platform_counts()": "numbers over all tenants, and the revision of the schema",
        "core.forget_answers()": "a count: stored answers that were older than a day",
        "core.allowed_origins()": "origins and the ids of the deployments that name them, for answers to browsers",
        "core.tenants_with_due_webhooks()": "ids of tenants, for the sender that runs for each of them",
        "core.tenants_with_untold_usage(timestamp with time zone)": "ids of tenants, for what tells of usage",
        "core.find_deployments(jsonb, integer)": "ids of the current tenant's rows, found by an index",
        "core.find_twin_versions(jsonb, integer)": "ids of the current tenant's rows, found by an index",
        "core.find_conversations(jsonb, integer)": "ids of the current tenant's rows, found by an index",
    },
    tables={
        "core.cursors": "how far each subscriber has read; positions only",
        "core.dispatchers": "which dispatchers run, and whom they serve",
        "core.subscribers": "which types of events each subscriber takes",
        "core.plugin_installations": "version and quarantine of each plugin, the same for all tenants",
        "core.jsonb_schemas": "the schemas of configuration columns, the same for all tenants",
        "core.archive_runs": "when the archive job ran and how much it archived; numbers only",
        "core.restores": "when the database was restored, and from when; times only",
        "core.login_pauses": "keyed hashes of accounts and addresses that try to log in, and until when they wait",
        "core.installation": "which installation the database belongs to; one row",
    },
    keys={
        "core.tenants: tenants_slug_key": "a slug names one tenant in the whole installation; the platform gives it",
    },
    references={
        "core.grants: grants_grantee_fkey": _TWO_PARTIES,
        "core.brand_campaigns: brand_campaigns_brand": _TWO_PARTIES,
        "core.revenue_transactions: revenue_transactions_deployment": _TWO_PARTIES,
    },
)

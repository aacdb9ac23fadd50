"""The plugin's SQL. Each function runs in the transaction it is given."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.outputs import LeadAssessment, Reason
from vito_contracts.services import Transaction
from vito_plugin_lead_gen.tables import assessments, leads


class StoredAssessment(msgspec.Struct, frozen=True, kw_only=True):
    interaction: UUID
    contact: UUID
    is_lead: bool
    score: int
    reasons: tuple[Reason, ...]


async def add_assessment(tx: Transaction, interaction: UUID, contact: UUID, assessment: LeadAssessment) -> bool:
    """False: this interaction was assessed before."""
    statement: sa.Executable = (
        insert(assessments)
        .values(
            id=interaction,
            contact=contact,
            is_lead=assessment.is_lead,
            score=assessment.score,
            reasons=msgspec.to_builtins(assessment.reasons),
        )
        .on_conflict_do_nothing()
        .returning(assessments.c.id)
    )
    return bool(await tx.execute(statement))


async def add_lead(tx: Transaction, lead: UUID, contact: UUID, interaction: UUID, score: int) -> bool:
    """True: the contact is a lead for the first time. Otherwise only a higher score is kept."""
    new = insert(leads).values(id=lead, contact=contact, interaction=interaction, score=score)
    highest = sa.func.greatest(leads.c.score, new.excluded.score)
    # xmax is 0 only for a row that this statement inserted.
    statement: sa.Executable = new.on_conflict_do_update(
        index_elements=["tenant_id", "contact"], set_={"score": highest}
    ).returning(sa.literal_column("xmax = 0"))
    return bool((await tx.execute(statement))[0][0])


async def lead_of(tx: Transaction, contact: UUID) -> dict[str, Any] | None:
    """The contact's lead as plain data; None if it is none."""
    found = await tx.execute(sa.select(leads).where(leads.c.contact == contact))
    if not found:
        return None
    return {"lead": str(found[0].id), "interaction": str(found[0].interaction), "score": found[0].score}


async def page(
    tx: Transaction, *, interactions: Sequence[UUID], after: UUID | None, limit: int
) -> list[StoredAssessment]:
    query = sa.select(assessments).order_by(assessments.c.id).limit(limit)
    if interactions:
        query = query.where(assessments.c.id.in_(interactions))
    if after is not None:
        query = query.where(assessments.c.id > after)
    return [_stored(row) for row in await tx.execute(query)]


async def assessed(tx: Transaction, interactions: Sequence[UUID]) -> set[UUID]:
    """Those of the interactions that were assessed before."""
    rows = await tx.execute(sa.select(assessments.c.id).where(assessments.c.id.in_(interactions)))
    return {row.id for row in rows}


async def of_contact(tx: Transaction, contact: UUID) -> list[StoredAssessment]:
    query = sa.select(assessments).where(assessments.c.contact == contact).order_by(assessments.c.at)
    return [_stored(row) for row in await tx.execute(query)]


async def erase(tx: Transaction, contact: UUID) -> int:
    """The quoted words go, and so does the lead; what was decided stays as a number."""
    blanked = await tx.execute(
        assessments.update().where(assessments.c.contact == contact).values(reasons=[]).returning(assessments.c.id)
    )
    removed = await tx.execute(leads.delete().where(leads.c.contact == contact).returning(leads.c.id))
    return len(blanked) + len(removed)


def _stored(row: Any) -> StoredAssessment:
    return StoredAssessment(
        interaction=row.id,
        contact=row.contact,
        is_lead=row.is_lead,
        score=row.score,
        reasons=msgspec.convert(row.reasons, tuple[Reason, ...]),
    )

"""All stores of records, by name."""

from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.records.bindings import BindingRecords
from vito_core.records.brands import BrandRecords
from vito_core.records.contracts import ContractRecords
from vito_core.records.deployments import DeploymentRecords
from vito_core.records.grants import GrantRecords
from vito_core.records.talents import TalentRecords
from vito_core.records.tenants import TenantRecords
from vito_core.records.twins import TwinRecords


class Records:
    """One store for each kind of record."""

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self.tenants = TenantRecords(pools, types)
        self.talents = TalentRecords(pools, types)
        self.contracts = ContractRecords(pools, types)
        self.brands = BrandRecords(pools, types)
        self.twins = TwinRecords(pools, types)
        self.grants = GrantRecords(pools, types)
        self.bindings = BindingRecords(pools, types)
        self.deployments = DeploymentRecords(pools, types)

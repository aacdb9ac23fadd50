"""The capability: an interaction in, an assessment out."""

from vito_contracts.conversation import Interaction
from vito_contracts.outputs import LeadAssessment
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_plugin_lead_gen.rules.scorer import Scorer
from vito_plugin_lead_gen.settings import Settings


class RuleQualifier:
    """Implements `LeadQualifier` by readable rules; the tables are compiled on first use."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._scorer: Scorer | None = None

    async def assess(self, scope: BindingScope, interaction: Interaction) -> LeadAssessment:
        """Judges what the contact wrote, not what the twin replied."""
        settings = await self._services.settings.of(scope, Settings)
        if self._scorer is None:
            self._scorer = Scorer()
        return self._scorer.assess(interaction.text, settings.threshold)

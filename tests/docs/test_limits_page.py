"""docs/limits.md: its calls are made, its tables are those of the code."""

from pathlib import Path

import msgspec

from tests.docs.served import fits, printed, served, sessions
from vito_core.limits.limiter import LEASE_SECONDS
from vito_core.limits.quota import MOST_AT_ONCE
from vito_core.limits.telling import UNITS
from vito_core.settings import Settings
from vito_core.testing import EngineOf, new_tenant
from vito_core.web.limiting import QuotaExceeded, TooManyRequests

PAGE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(Settings)}


async def test_the_calls_print_what_the_page_says(engine_of: EngineOf):
    engine = await engine_of(rate_per_second=DEFAULTS["rate_per_second"], rate_burst=DEFAULTS["rate_burst"])
    _, key = await new_tenant(engine, "lumbra")
    async with served(engine) as url:
        for commands, said in sessions(PAGE):
            shown = await printed(commands, VITO_URL=url, VITO_KEY=key)
            assert fits(said, shown.replace("\r", "")), shown
    assert len(sessions(PAGE)) == 2


def test_problems_and_units_are_all_there():
    for problem in (TooManyRequests.problem, QuotaExceeded.problem, "unavailable"):
        assert f"`urn:vito:problem:{problem}`" in PAGE
    assert [unit for unit in UNITS if f"`{unit}`" not in PAGE] == []
    assert (LEASE_SECONDS, f"at most {MOST_AT_ONCE} at a time" in PAGE) == (1.0, True)

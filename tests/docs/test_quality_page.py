"""docs/quality.md says what the check does: every rule with its level and words, the levels, the answer's fields."""

import re
from pathlib import Path

from vito_core.partner.model import Failure, Report, Tier
from vito_core.partner.quality import Quality
from vito_core.partner.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "quality.md").read_text(encoding="utf-8")


def test_every_rule_stands_there_with_its_level_and_its_words():
    told = re.findall(r"^\| `([a-z-]+)` \| (bronze|silver|gold) \| (.*) \|$", PAGE, re.MULTILINE)
    assert told == [(rule.id, rule.tier.value, rule.says) for rule in RULES]


def test_the_levels_are_those_of_the_code():
    assert re.findall(r"^\| `(\w+)` \| [^|]*\|$", PAGE, re.MULTILINE) == [*(tier.value for tier in Tier), "none"]


def test_the_answers_fields_are_named():
    told = re.search(r"`\{(\"plugin\".*?)\}`", PAGE, re.DOTALL)
    assert told is not None
    assert set(re.findall(r'"(\w+)"', told[1])) == {*Report.__struct_fields__, *Failure.__struct_fields__}


def test_the_example_of_a_quality_file_can_be_read():
    import msgspec.yaml

    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(msgspec.yaml.decode(example, type=Quality).rules) == 3

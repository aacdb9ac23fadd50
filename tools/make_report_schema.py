"""Write docs/report.schema.json, the JSON Schema of `vito demo`'s report, from the structs; `--check` only compares."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from vito_core.demo.report import Report

TARGET = Path(__file__).resolve().parent.parent / "docs" / "report.schema.json"


def schema() -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ViTo demo report",
        **msgspec.json.schema(Report),
    }


def text() -> str:
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file is out of step")
    if parser.parse_args().check:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text():
            print("docs/report.schema.json is out of step: run python tools/make_report_schema.py")
            return 1
        return 0
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

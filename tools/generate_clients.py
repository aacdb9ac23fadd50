"""Write the generated parts of the API clients anew; with --check, say what is behind the API (exit code 1).

The clients know the core's routes and those of the plugins of the workspace's plugins.toml.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import client_python
import client_typescript

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / "clients" / "python" / "src" / "vito_client"
TYPESCRIPT = ROOT / "clients" / "typescript" / "vito-api.d.ts"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is not what it should be")
    check = parser.parse_args().check
    behind = [path for path, text in generated().items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in behind:
        print(f"{path.relative_to(ROOT)}: {'behind the API; run tools/generate_clients.py' if check else 'written'}")
    if not check:
        for path, text in generated().items():
            path.write_text(text, encoding="utf-8")
    return 1 if check and behind else 0


def generated() -> dict[Path, str]:
    from vito_core.web.describe import describe

    document = describe(ROOT / "plugins.toml")
    return {
        PYTHON / "models.py": formatted(client_python.models(document)),
        PYTHON / "operations.py": formatted(client_python.methods(document)),
        PYTHON / "problem_types.py": formatted(client_python.problem_types(document)),
        TYPESCRIPT: client_typescript.typescript(document),
    }


def formatted(source: str) -> str:
    """As ruff would: what is generated is read too."""
    for command in (["check", "--fix", "--quiet", "--select", "I,F401"], ["format", "--quiet"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(PYTHON / "generated.py"), "-"],
            input=source,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        source = done.stdout
    return source


if __name__ == "__main__":
    sys.exit(main())

"""TypeScript types of the API: one interface for each schema, one entry for each operation."""

import json
from typing import Any

from client_schema import Operation, Parameter, name_of, operations

HEAD = "// Types of the ViTo API. Made by tools/generate_clients.py from the OpenAPI document: change that, not this.\n"


def typescript(document: dict[str, Any]) -> str:
    schemas = sorted(document["components"]["schemas"].items())
    parts = [HEAD, *(_declared(name_of(name), schema) for name, schema in schemas)]
    kinds = [json.dumps(f"urn:vito:problem:{each['name']}") for each in document["x-problem-types"]]
    parts.append("export type ProblemType =\n  | " + "\n  | ".join(kinds) + ";\n")
    entries = "".join(_operation(each) for each in operations(document))
    parts.append(f"export interface Operations {{\n{entries}}}\n")
    return "\n".join(parts)


def _declared(name: str, schema: dict[str, Any]) -> str:
    about = _comment(schema.get("description"), "")
    if "properties" in schema:
        return f"{about}export interface {name} {_object(schema, '')}\n"
    return f"{about}export type {name} = {_type(schema, '')};\n"


def _operation(each: Operation) -> str:
    lines = [f"    method: {json.dumps(each.method)};", f"    path: {json.dumps(each.path)};"]
    given = [(place, each.those_in(place)) for place in ("path", "query", "header")]
    shown = [f"{place}: {_parameters(those)}" for place, those in given if those]
    if shown:
        lines.append(f"    parameters: {{ {'; '.join(shown)} }};")
    if each.body is not None:
        lines.append(f"    request: {_type(each.body, '    ')};")
    answer = _type(each.answer, "    ") if each.answer is not None else "string" if each.media else "void"
    lines.append(f"    response: {answer};")
    return _comment(each.summary, "  ") + f"  {each.id}: {{\n" + "\n".join(lines) + "\n  };\n"


def _parameters(parameters: list[Parameter]) -> str:
    inner = [f"{_key(each.name)}{'' if each.required else '?'}: {_type(each.schema, '')}" for each in parameters]
    return "{ " + "; ".join(inner) + " }"


def _type(schema: dict[str, Any], indent: str) -> str:
    if "$ref" in schema:
        return name_of(schema["$ref"])
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_type(each, indent) for each in schema[several]))
    if "enum" in schema:
        return " | ".join(json.dumps(each) for each in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(dict.fromkeys(_type({**schema, "type": each}, indent) for each in kind))
    if kind == "array":
        return f"Array<{_type(schema.get('items', {}), indent)}>"
    if kind == "object":
        if "properties" in schema:
            return _object(schema, indent)
        return f"Record<string, {_type(schema.get('additionalProperties') or {}, indent)}>"
    return {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}.get(
        str(kind), "unknown"
    )


def _object(schema: dict[str, Any], indent: str) -> str:
    required = schema.get("required", ())
    lines = []
    for name, each in schema["properties"].items():
        lines.append(f"{indent}  {_key(name)}{'' if name in required else '?'}: {_type(each, indent + '  ')};")
    return "{\n" + "\n".join(lines) + f"\n{indent}}}" if lines else "Record<string, never>"


def _key(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)


def _comment(text: str | None, indent: str) -> str:
    return f"{indent}/** {' '.join(text.split()).replace('*/', '* /')} */\n" if text else ""

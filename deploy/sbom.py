"""A CycloneDX 1.6 bill of materials of the environment that runs it, on stdout: every installed package with its
version, licence and what it needs. Only what is installed is read; two runs give the same bytes."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, distributions
from typing import Any

OWN = "eduplan"


def bill(installed: list[Distribution]) -> dict[str, Any]:
    """The document."""
    found = {normal(one.metadata["Name"]): one for one in installed if one.metadata["Name"]}
    own = found.pop(OWN, None)
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [component(found[name]) for name in sorted(found)],
        "dependencies": [
            {"ref": reference(one), "dependsOn": [reference(found[need]) for need in needs(one) if need in found]}
            for one in (*([own] if own else []), *(found[name] for name in sorted(found)))
        ],
    }
    if own:
        document["metadata"] = {"component": component(own) | {"type": "application"}}
    return document


def component(one: Distribution) -> dict[str, Any]:
    """One package."""
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": reference(one),
        "name": one.metadata["Name"],
        "version": one.version,
        "purl": reference(one),
    }
    if told := licence(one):
        made["licenses"] = [{"license": {"name": told}}]
    return made


def licence(one: Distribution) -> str:
    """What the package says of its licence: its expression, else its classifiers, else a short text."""
    expression = one.metadata.get("License-Expression", "")
    classes = [text.rpartition(" :: ")[2] for text in one.metadata.get_all("Classifier", []) if "License ::" in text]
    text = (one.metadata.get("License") or "").strip()
    return expression or " / ".join(classes) or (text if len(text) < 100 and "\n" not in text else "")


def needs(one: Distribution) -> list[str]:
    """Names of the packages that it requires, extras aside."""
    plain = (text for text in one.requires or () if "extra ==" not in text)
    return sorted({normal(found[0]) for text in plain if (found := re.match(r"[\w.-]+", text))})


def reference(one: Distribution) -> str:
    """The package's URL."""
    return f"pkg:pypi/{normal(one.metadata['Name'])}@{one.version}"


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    json.dump(bill(list(distributions())), sys.stdout, ensure_ascii=False, indent=1)

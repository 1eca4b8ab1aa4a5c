"""The files that put the page on a server say what the Makefile, the settings and the server say."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml

from assistant.settings import settings_table
from ui.door import allowed

ROOT = Path(__file__).parents[2]
FLAW = {"id": "CVE-1", "fix_versions": ["2"]}
VARIABLES = {name for name, _, _ in settings_table()}


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def instructions():
    """The Dockerfile's instructions, continued lines joined."""
    joined = re.sub(r"\\\n", " ", text("Dockerfile"))
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(None, 1)) for line in lines]


def targets():
    return set(re.findall(r"^([a-z][a-z-]*):", text("Makefile"), re.MULTILINE))


def test_the_image_is_built_by_the_makefile_and_runs_as_nobody():
    found = instructions()
    runs = [value for name, value in found if name == "RUN"]
    made = [value.split()[1] for value in runs if value.startswith("make ")]
    assert made == ["install"] and set(made) <= targets()
    assert not any("pip install" in value or "curl" in value for value in runs)
    order = [name for name, _ in found]
    (user,) = (value for name, value in found if name == "USER")
    assert user != "root" and order.index("USER") > max(at for at, name in enumerate(order) if name == "RUN")
    assert found[0][0] == "FROM" and ":" in found[0][1] and not found[0][1].endswith(":latest")
    assert not any(name == "ADD" for name in order)
    (health,) = (value for name, value in found if name == "HEALTHCHECK")
    assert allowed(re.search(r"7860(/\w+)", health)[1])


def test_what_is_copied_is_all_that_is_packaged_and_no_more():
    copied = {part for name, value in instructions() if name == "COPY" for part in value.split()[:-1]}
    packages = set(tomllib.loads(text("pyproject.toml"))["tool"]["hatch"]["build"]["packages"])
    assert packages <= copied and all((ROOT / one).exists() for one in copied)
    kept = {line[1:] for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert copied == kept and text(".dockerignore").startswith("*\n")


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", "deploy/eduplan.service", "docs/operations.md"])
def test_every_setting_that_is_named_is_one(name):
    named = set(re.findall(r"EDUPLAN_[A-Z_]+[A-Z]", text(name)))
    assert named <= VARIABLES and (named or name == "docs/operations.md")


def test_only_the_page_can_be_reached_and_only_from_this_machine():
    services = yaml.safe_load(text("compose.yaml"))["services"]
    assert set(services) == {"page", "chroma"} and "ports" not in services["chroma"]
    assert all(port.startswith("127.0.0.1:") for port in services["page"]["ports"])
    assert services["page"]["environment"]["EDUPLAN_STORE"] == "http://chroma:8000"
    for one in services.values():
        assert one["read_only"] and one["cap_drop"] == ["ALL"] and "no-new-privileges:true" in one["security_opt"]
        assert one["mem_limit"]
        for mount in one["volumes"]:
            assert mount.split(":")[0] in yaml.safe_load(text("compose.yaml"))["volumes"]


def test_no_secret_stands_in_a_file():
    for name in ("Dockerfile", "compose.yaml", "deploy/eduplan.service"):
        values = re.findall(r"(?i)(?:key|token|secret|password|EDUPLAN_STAFF)\w*[=:]\s*(\S+)", text(name))
        assert all(value.startswith("${") for value in values)


def test_the_unit_is_one_and_keeps_the_server_in():
    unit = text("deploy/eduplan.service")
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "DynamicUser=yes", "CapabilityBoundingSet=\n"):
        assert line in unit
    if shutil.which("systemd-analyze") is None:
        pytest.skip("NOT RUN: no systemd-analyze")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(ROOT / "deploy" / "eduplan.service")], capture_output=True, text=True
    )
    told = [line for line in done.stderr.splitlines() if "eduplan.service" in line and "is not executable" not in line]
    assert told == []


def test_every_make_target_of_the_papers_is_one():
    for name in ("docs/operations.md", "docs/threat-model.md", ".ci/run", "README.md", "Dockerfile"):
        called = re.findall(r"(?:^|`)make ([a-z][a-z-]*)", text(name), re.MULTILINE)
        assert set(called) <= targets(), name


def test_every_command_of_the_operations_page_is_one():
    from ui.cli import parser

    commands = next(action for action in parser()._actions if action.dest == "command").choices
    named = re.findall(r"\beduplan ([a-z]+)\b", text("docs/operations.md"))
    assert set(named) <= {*commands, "chat"} and {"store", "index", "staff"} <= set(named)


def test_every_metric_of_the_operations_page_is_measured():
    from ui.api.watch import Meter
    from ui.gate import Gate

    class Nothing:
        class library:
            plans = ()

    from prometheus_client import generate_latest

    figures = generate_latest(Meter(Nothing(), Gate()).registry).decode()
    named = set(re.findall(r"`(eduplan_[a-z_]+|process_[a-z_]+)", text("docs/operations.md")))
    assert named and [name for name in named if name not in figures] == []


def test_the_bill_of_materials_holds_every_installed_package():
    def bill():
        command = [sys.executable, str(ROOT / "deploy" / "sbom.py")]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    found = json.loads(bill())
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    names = {one["name"].lower() for one in found["components"]}
    installed = {one.metadata["Name"].lower() for one in distributions() if one.metadata["Name"]} - {"eduplan"}
    assert names == installed
    references = {one["bom-ref"] for one in found["components"]}
    assert len(references) == len(found["components"])
    own = next(one for one in found["dependencies"] if one["ref"].startswith("pkg:pypi/eduplan@"))
    assert set(own["dependsOn"]) <= references and any("/gradio@" in one for one in own["dependsOn"])
    assert sum("licenses" in one for one in found["components"]) > 0.8 * len(names)
    assert bill() == bill()


@pytest.mark.parametrize(
    ("report", "status", "says"),
    [
        ({"dependencies": [{"name": "a", "version": "1", "vulns": []}]}, 0, "1 of 1 packages audited, 0 known"),
        ({"dependencies": [{"name": "a", "skip_reason": "not found"}]}, 0, "NOT AUDITED"),
        (
            {"dependencies": [{"name": "a", "version": "1", "vulns": [FLAW]}]},
            1,
            "CVE-1",
        ),
        (None, 0, "NOT AUDITED"),
    ],
    ids=["clean", "nothing asked", "a flaw", "no report"],
)
def test_an_audit_is_red_for_a_flaw_alone(tmp_path, report, status, says):
    path = tmp_path / "audit.json"
    if report is not None:
        path.write_text(json.dumps(report), encoding="utf-8")
    command = [sys.executable, str(ROOT / "deploy" / "audited.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == status and says in done.stdout

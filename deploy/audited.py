"""What a report of pip-audit comes to: ``python deploy/audited.py build/audit.json``.

A package that the index does not know is passed over by pip-audit without an error, so that a report without findings
may be one of nothing. Exit 1 where a vulnerability is known; 0 where none is, or where nothing could be asked.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def audited(report: Path) -> tuple[int, str]:
    """Exit status, and the lines to print."""
    try:
        packages = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    except (OSError, ValueError, KeyError):
        return 0, "NOT AUDITED: the list of vulnerabilities could not be asked (build/audit.log)"
    asked = [one for one in packages if "skip_reason" not in one]
    if not asked:
        return 0, f"NOT AUDITED: the index knows none of the {len(packages)} packages (build/audit.json)"
    found = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one in asked
        for flaw in one["vulns"]
    ]
    head = f"{len(asked)} of {len(packages)} packages audited, {len(found)} known vulnerabilities (build/audit.json)"
    return int(bool(found)), "\n".join((head, *found))


if __name__ == "__main__":
    status, told = audited(Path(sys.argv[1]))
    sys.stdout.write(told + "\n")
    sys.exit(status)

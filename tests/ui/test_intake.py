"""The process that looks into files: what hangs is given up, and what comes out is JSON whatever came in."""

import io
import json

from ui.intake import Findings, Intake, findings, serve

from .staff_area import NEW


def test_a_file_that_hangs_is_given_up_and_the_next_is_read(tmp_path):
    plan = tmp_path / "new.txt"
    plan.write_text(NEW, encoding="utf-8")
    hasty = Intake(seconds=0.0)
    assert hasty.look(plan) == Findings("upload_too_hard")
    patient = Intake()
    found = patient.look(plan)
    patient._process.kill()
    assert found == findings(plan) == patient.look(plan) and found.clauses > 5
    hasty.close()
    patient.close()


def test_the_reading_process_answers_in_json_whatever_comes(tmp_path):
    out = io.StringIO()
    serve(io.StringIO(json.dumps(str(tmp_path / "none.txt")) + "\nnot json\n"), out)
    told = [json.loads(line)["refused"] for line in out.getvalue().splitlines()]
    assert told == ["upload_unreadable", "upload_unreadable"]

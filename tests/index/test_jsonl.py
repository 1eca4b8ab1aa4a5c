"""JSON lines as they come: blank ones, Windows ends, separators inside a record."""

import json

from index.jsonl import json_lines


def test_a_separator_within_a_record_ends_no_line():
    record = {"question": "近视率\u2028\u2029\x85是多少？"}
    text = f"\n{json.dumps(record, ensure_ascii=False)}\r\n  \n{{}}"
    assert [(number, json.loads(line)) for number, line in json_lines(text)] == [(2, record), (4, {})]

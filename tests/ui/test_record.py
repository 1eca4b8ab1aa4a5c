"""An exchange as JSON and back."""

import json
from dataclasses import replace

import pytest

from assistant.answer import Derivation, Operand
from ui.record import from_json, to_json
from ui.talk import Exchange


def test_nothing_that_is_shown_is_lost(answer):
    computed = Derivation("sum", (Operand("82.5", "%", 1), Operand("3", "%", 2)), "85.5")
    sentence = replace(answer.sentences[0], derived=(computed,), reasons=("number",))
    one = Exchange("问", ("a", "b"), replace(answer, sentences=(sentence,), ms={}), "done", "bad")
    assert from_json(to_json(one)) == one
    assert from_json(to_json(Exchange("问"))) == Exchange("问")


def test_how_long_it_took_is_not_kept(answer):
    assert from_json(to_json(Exchange("问", answer=replace(answer, ms={"find": 3.0})))).answer.ms == {}


def test_fields_of_another_version_are_left_out(answer):
    data = json.loads(to_json(Exchange("问", answer=answer)))
    data["new"] = data["answer"]["new"] = data["answer"]["citations"][0]["new"] = 1
    del data["verdict"], data["answer"]["notices"][0]["clause"]
    assert from_json(json.dumps(data)).answer.citations == answer.citations


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"question": "问", "plans": [], "answer": {}}'])
def test_what_is_no_exchange_is_refused(text):
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(text)

"""Questions put in other words by a chat model, through the real client, and what of it is let through."""

import pytest

from assistant.chain import Assistant
from assistant.history import Turn
from assistant.models import load_chat_model
from assistant.reword import Rewording, holds

EARLIER = [Turn("user", "青禾区班主任津贴是多少？"), Turn("assistant", "青禾区：每月800元。")]


def asking(store, **rewording):
    return Assistant(store, load_chat_model("openai:scripted", timeout=1), rewording=Rewording(**rewording))


def test_a_follow_up_in_the_models_words(small_store, server):
    server.whole = ["青禾区班主任津贴由谁负责？"]
    assert asking(small_store).ask("那由谁负责", EARLIER).standalone == "青禾区班主任津贴由谁负责？"


@pytest.mark.parametrize(
    "told",
    [
        "云岭区班主任津贴由谁负责？",
        "青禾区2035年班主任津贴由谁负责？",
        "青禾区3000元班主任津贴由谁负责？",
        "青禾区班主任津贴是多少？",
        "Who is responsible for the allowance?",
        "好的。\n青禾区班主任津贴由谁负责？",
        "",
    ],
    ids=["a new district", "a new year", "a new number", "another question", "another language", "chatter", "nothing"],
)
def test_what_brings_in_something_gives_way_to_the_rules(told, small_store, server):
    server.whole = [told]
    by_rule = Assistant(small_store).ask("那由谁负责", EARLIER).standalone
    assert asking(small_store).ask("那由谁负责", EARLIER).standalone == by_rule


def test_a_silent_model_leaves_the_rules(small_store, server):
    server.fault = "silent"
    assert "班主任津贴" in asking(small_store).ask("那由谁负责", EARLIER).standalone


def test_an_independent_question_is_not_shown_to_the_model(small_store, server):
    server.reply = "青禾区班主任津贴提高到每月800元[1]。"
    answer = asking(small_store).ask("青禾区普惠性幼儿园覆盖率到2030年要达到多少？", EARLIER)
    assert answer.standalone == "青禾区普惠性幼儿园覆盖率到2030年要达到多少？"
    assert all(request.get("stream") for request in server.asked)


def test_follow_ups_can_be_left_to_the_rules(small_store, server):
    asking(small_store, follow_ups=False).ask("那由谁负责", EARLIER)
    assert all(request.get("stream") for request in server.asked)


def test_other_wordings_add_hits_and_take_none_away(small_store, server):
    own = {hit.clause.id for hit in Assistant(small_store).search("青禾区带班的老师多给钱不")}
    server.whole = ["1. 班主任津贴\n2. 云岭区班主任津贴\n3. 班主任津贴每月5000元"]
    found = asking(small_store, wordings=3).search("青禾区带班的老师多给钱不")
    assert own <= {hit.clause.id for hit in found} or len(own) == len(found)
    assert any("as “班主任津贴”" in hit.why for hit in found)
    assert not any("云岭区" in hit.why or "5000" in hit.why for hit in found)


def test_nothing_is_reworded_unasked(small_store, server):
    asking(small_store).search("青禾区带班的老师多给钱不")
    assert not server.asked


def test_numbers_of_the_conversation_may_be_used(small_store):
    library = small_store.library
    assert holds("青禾区每月800元的班主任津贴由谁负责？", "这个由谁负责？", EARLIER, library)
    assert not holds("青禾区每月900元的班主任津贴由谁负责？", "这个由谁负责？", EARLIER, library)

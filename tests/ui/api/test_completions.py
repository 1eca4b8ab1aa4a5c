"""Chat programs: the form of OpenAI's API, tried with its own SDK against a server in its own process."""

import httpx
import openai
import pytest

from assistant.history import Turn
from ui.api.chatted import Message
from ui.api.completions import common, completed, content, spoken, url_citations
from ui.api.errors import Refused

ASK = [{"role": "user", "content": "云溪区和松岭区的学前教育普惠率目标是多少？"}]


@pytest.fixture(scope="module")
def sdk(page_url):
    with openai.OpenAI(base_url=f"{page_url}/v1", api_key="none", max_retries=0) as client:
        yield client


def test_the_sdk_finds_the_model(sdk):
    assert [model.id for model in sdk.models.list()] == ["eduplan"]


def test_an_answer_has_its_citations_as_annotations(sdk, page_url, answer):
    told = sdk.chat.completions.create(model="eduplan", messages=ASK)
    message = told.choices[0].message
    assert told.choices[0].finish_reason == "stop" and message.role == "assistant" and message.refusal is None
    assert message.content == content(answer)
    cited = [one.url_citation for one in message.annotations]
    assert [message.content[one.start_index : one.end_index] for one in cited] == ["[1]", "[2]", "[1]", "[2]"]
    assert cited[0].title == "云溪区“十四五”教育发展规划（虚构示例） 二、(一)1."
    assert all(one.url.startswith(f"{page_url}/clause/") for one in cited)
    opened = httpx.get(cited[0].url)
    assert opened.status_code == 200 and "<mark>" in opened.text


def test_a_stream_adds_up_to_the_same_answer(sdk):
    whole = sdk.chat.completions.create(model="eduplan", messages=ASK).choices[0].message
    chunks = list(
        sdk.chat.completions.create(model="eduplan", messages=ASK, stream=True, stream_options={"include_usage": True})
    )
    assert chunks[-1].usage.total_tokens == 0 and not chunks[-1].choices
    choices = [chunk.choices[0] for chunk in chunks[:-1]]
    assert "".join(one.delta.content or "" for one in choices) == whole.content
    assert [one.finish_reason for one in choices if one.finish_reason] == ["stop"]
    assert len([one for one in choices if one.delta.content]) > 1, "it came in pieces"
    [found] = [one.delta.annotations for one in choices if getattr(one.delta, "annotations", None)]
    assert found == [one.model_dump() for one in whole.annotations]


def test_the_conversation_may_have_what_chat_programs_send(sdk):
    told = sdk.chat.completions.create(
        model="eduplan",
        messages=[
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": "你好"},
            {"role": "assistant", "content": None, "tool_calls": []},
            {"role": "user", "content": [{"type": "text", "text": "那松岭区呢？"}]},
        ],
        temperature=0.7,
        top_p=1,
        max_tokens=100,
        user="someone",
    )
    assert told.choices[0].message.content and told.eduplan["status"] == "answered"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"model": "gpt-4o"}, openai.NotFoundError),
        ({"messages": []}, openai.UnprocessableEntityError),
        ({"messages": [{"role": "system", "content": "x"}]}, openai.UnprocessableEntityError),
        ({"messages": [{"role": "user", "content": " "}]}, openai.UnprocessableEntityError),
        ({"n": 2}, openai.UnprocessableEntityError),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "http://x"}}]}]},
            openai.UnprocessableEntityError,
        ),
    ],
)
def test_what_cannot_be_done_is_an_error_that_the_sdk_knows(sdk, change, error):
    with pytest.raises(error) as told:
        sdk.chat.completions.create(**{"model": "eduplan", "messages": ASK} | change)
    assert told.value.body["message"] and told.value.type


def test_a_fault_in_a_stream_is_an_error_that_the_sdk_knows(sdk):
    with pytest.raises(openai.APIError, match="could not be finished"):
        list(sdk.chat.completions.create(model="eduplan", messages=[{"role": "user", "content": "崩溃"}], stream=True))


def test_the_last_message_of_the_user_is_the_question():
    said = [("system", "s"), ("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d")]
    question, turns = spoken([Message(role=role, content=text) for role, text in said])
    assert question == "c" and turns == [Turn("user", "a"), Turn("assistant", "b")]
    with pytest.raises(Refused):
        spoken([Message(role="assistant", content="x")])


def test_only_markers_that_stand_for_a_citation_are_annotated(answer):
    text = r"\[1] 甲[1]乙[9][2]"
    cited = [one["url_citation"] for one in url_citations(answer, text, "http://x")]
    assert [text[one["start_index"] : one["end_index"]] for one in cited] == ["[1]", "[2]"]
    assert [one["url_citation"]["start_index"] for one in url_citations(answer, text, "", 10)] == [13]


def test_what_was_sent_is_never_taken_back():
    assert common("abc[1]", "abc。def[1]") == "abc"
    assert common("ab", "abc") == "ab" and common("", "x") == ""
    assert completed("ab", "abc") == ("abc", "c")
    whole, rest = completed("model's", "offline")
    assert whole == "model's" + rest and rest.endswith("\n\noffline")


def test_real_answers_stream_to_the_same_text(doors, real):
    import json

    program = doors(real)
    for question in (
        "班主任津贴是多少？",
        "有哪些重点任务？",
        "What is the allowance for class teachers?",
        "天气如何？",
    ):
        body = {"model": "eduplan", "messages": [{"role": "user", "content": question}]}
        whole = program.post("/v1/chat/completions", json=body).json()["choices"][0]["message"]
        lines = program.post("/v1/chat/completions", json=body | {"stream": True}).text.strip().split("\n\n")
        assert lines[-1] == "data: [DONE]"
        deltas = [json.loads(line[6:])["choices"][0]["delta"] for line in lines[:-1]]
        assert "".join(one.get("content", "") for one in deltas) == whole["content"]
        assert [one["annotations"] for one in deltas if "annotations" in one] == [whole["annotations"]]

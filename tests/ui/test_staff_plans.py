"""What staff do with plans, over a real store: put in, ask about, read again, remove; and what is not taken."""

import io
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.loop import finish

from .staff_area import NEW, finished, upload


def put_in(browser, name, text):
    told = upload(browser, name, text.encode(), browser.csrf)
    browser.post("/staff/index", data={"csrf": browser.csrf})
    return told, finished(browser)


def test_a_plan_is_put_in_and_asked_about(area, browser):
    served = area.shelf.assistant
    question = "柳溪县到2029年田径场达标率要达到多少？"
    before = served.ask(question)
    assert before.status == "declined" or "97" not in before.text
    told = upload(browser, quote("柳溪 体育.txt"), NEW.encode(), browser.csrf)
    assert (
        told.status_code == 200 and "柳溪县学校体育提升计划" in told.text and "2026" in told.text and "条" in told.text
    )
    waiting = browser.get("/staff/waiting").text
    assert "柳溪 体育&#46;txt" in waiting and "柳溪县学校体育提升计划" in waiting
    assert served.ask(question).text == before.text, "nothing changes before it is indexed"
    assert browser.post("/staff/index", data={"csrf": browser.csrf}).headers["location"] == "/staff"
    page = finished(browser)
    assert "新增" in page and browser.get("/staff/waiting").text == ""
    answer = served.ask(question)
    assert answer.status == "answered" and "97" in answer.text and answer.citations[0].source == "柳溪 体育.txt"
    assert len(served.library.plans) == 2, "what was there stays"


def test_a_plan_is_removed_with_its_file(area, browser):
    put_in(browser, "new.txt", NEW)
    (plan,) = (plan for plan in area.shelf.held() if "柳溪" in plan)
    assert "确认移除" in browser.get("/staff").text
    browser.post("/staff/remove", data={"csrf": browser.csrf, "plan": plan})
    page = finished(browser)
    assert "移除" in page and plan not in area.shelf.assistant.library.plans and plan not in area.shelf.held()
    assert [path for path in area.shelf.uploads.folder.rglob("*") if path.is_file()] == []


def test_removing_what_is_not_there_says_so(area, browser):
    browser.post("/staff/remove", data={"csrf": browser.csrf, "plan": "../../etc"})
    assert "no plan" in finished(browser) and len(area.shelf.assistant.library.plans) == 1


def test_a_file_that_changed_is_read_again(area, browser):
    put_in(browser, "new.txt", NEW)
    (path,) = (path for path in area.shelf.used() if path.endswith("new.txt"))
    Path(path).write_text(NEW.replace("97%", "98%"), encoding="utf-8")
    browser.post("/staff/renew", data={"csrf": browser.csrf})
    page = finished(browser)
    assert "更新" in page
    assert "98%" in area.shelf.assistant.ask("柳溪县到2029年田径场达标率要达到多少？").text


def test_all_is_read_again_when_asked(area, browser):
    generation = area.shelf.assistant.store.generation
    browser.post("/staff/renew", data={"csrf": browser.csrf})
    assert "没有变化" in finished(browser) and area.shelf.assistant.store.generation == generation
    browser.post("/staff/renew", data={"csrf": browser.csrf, "all": "1"})
    assert "未变" in finished(browser) and area.shelf.assistant.store.generation != generation


def test_a_newer_file_takes_the_place_of_the_plan(area, browser):
    put_in(browser, "new.txt", NEW)
    told, page = put_in(browser, "newer.txt", NEW.replace("97%", "98%"))
    assert "以新文件为准" in told.text and "更新" in page
    assert len(area.shelf.assistant.library.plans) == 2
    kept = [path.name for path in area.shelf.uploads.folder.rglob("*") if path.is_file()]
    assert kept == ["newer.txt"], "the file it replaced is not left waiting"


def test_the_same_file_twice_is_said(area, browser):
    assert upload(browser, "a.txt", NEW.encode(), browser.csrf).status_code == 200
    assert upload(browser, "b.txt", NEW.encode(), browser.csrf).status_code == 200, "it was not indexed yet"
    assert [one.name for one in area.shelf.waiting()] == ["b.txt"]
    browser.post("/staff/index", data={"csrf": browser.csrf})
    finished(browser)
    told = upload(browser, "c.txt", NEW.encode(), browser.csrf)
    assert told.status_code == 422 and "上传过" in told.text and "b&#46;txt" in told.text


def test_a_file_that_was_indexed_from_elsewhere_is_said(area, browser):
    (origin,) = area.shelf.used()
    told = upload(browser, "copy.txt", Path(origin).read_bytes(), browser.csrf)
    assert told.status_code == 422 and "青禾区义务教育提质行动计划" in told.text and area.shelf.waiting() == ()


def bomb(size):
    """A docx whose text unpacks to ``size`` bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(size // 2**20):
            part.write(b"<" * 2**20)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        (
            "recipe.txt",
            "一、用料\n面粉500克。\n二、做法\n1.和面。\n2.醒面30分钟。\n三、提示\n趁热吃。".encode(),
            "看不出是教育规划",
        ),
        ("letter.txt", "各学校：请教师、学生于周五到幼儿园教育展参观。".encode(), "看不出是教育规划"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "这是图片"),
        ("plan.docx", b"MZ" + bytes(500), "与文件名后缀不符"),
        ("sheet.docx", b"PK\x03\x04" + bytes(80), "已损坏"),
        ("bomb.docx", bomb(130 * 2**20), "压缩炸弹"),
        ("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "已损坏"),
        ("empty.txt", b"", "空的"),
        ("evil.txt", b"<script>alert(1)</script>" * 9, "看不出是教育规划"),
    ],
    ids=["recipe", "letter", "picture", "program", "archive", "bomb", "noise", "empty", "script"],
)
def test_what_is_no_plan_is_refused_with_a_line(area, browser, name, data, says):
    told = upload(browser, name, data, browser.csrf)
    assert told.status_code == 422 and says in told.text and "未收下" in told.text and "<script" not in told.text
    assert area.shelf.waiting() == () and not any(path.is_file() for path in area.shelf.uploads.folder.rglob("*"))


def test_a_large_file_is_refused_before_it_is_read(area, browser):
    """300 MB are announced; nothing of them is asked for."""
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar)
    headers = {
        "cookie": cookies, "x-csrf": browser.csrf, "x-name": "huge.pdf", "content-length": str(300 * 2**20),
        "content-type": "application/octet-stream", "host": "school.test",
    }  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "path": "/staff/upload", "raw_path": b"/staff/upload", "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()], "http_version": "1.1",
        "scheme": "http", "server": ("school.test", 80), "client": ("10.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    asked, said = [], []

    async def receive():
        asked.append(1)
        return {"type": "http.request", "body": bytes(2**16), "more_body": True}

    async def send(message):
        said.append(message)

    finish(browser.app(scope, receive, send))
    assert said[0]["status"] == 413 and asked == [] and "文件太大".encode() in said[1]["body"]


def test_a_large_file_that_announces_nothing_is_cut_off(area, browser):
    told = upload(browser, "huge.txt", (b"x" * 2**16 for _ in range(100)), browser.csrf)
    assert told.status_code == 413 and not any(path.is_file() for path in area.shelf.uploads.folder.rglob("*"))


def test_more_files_than_may_wait_are_refused(area, browser):
    for number in range(area.shelf.uploads.most):
        text = NEW.replace("柳溪", f"柳溪{'甲乙丙丁戊己'[number]}")
        assert upload(browser, f"{number}.txt", text.encode(), browser.csrf).status_code == 200
    told = upload(browser, "more.txt", NEW.encode(), browser.csrf)
    assert told.status_code == 422 and "最多" in told.text
    browser.post("/staff/discard", data={"csrf": browser.csrf})
    assert area.shelf.waiting() == () and upload(browser, "more.txt", NEW.encode(), browser.csrf).status_code == 200


def test_path_parts_in_a_name_stay_in_the_folder(area, browser):
    told = upload(browser, quote("../../../../tmp/外面.txt", safe=""), NEW.encode(), browser.csrf)
    assert told.status_code == 200
    (one,) = area.shelf.waiting()
    assert one.name == "外面.txt" and one.path.resolve().is_relative_to(area.shelf.uploads.folder.resolve())


def test_what_waits_after_a_restart_is_looked_into_before_it_is_indexed(area, browser):
    upload(browser, "new.txt", NEW.encode(), browser.csrf)
    bad = area.shelf.uploads.folder / ("0" * 32) / "recipe.txt"
    bad.parent.mkdir()
    bad.write_text("一、用料\n二、做法\n三、提示", encoding="utf-8")
    area.shelf.seen.clear()
    browser.post("/staff/index", data={"csrf": browser.csrf})
    page = finished(browser)
    assert "新增" in page and "recipe&#46;txt" in page and len(area.shelf.assistant.library.plans) == 2


def test_another_writer_is_waited_for_and_nothing_is_lost(area, browser):
    from index.place import place_of

    upload(browser, "new.txt", NEW.encode(), browser.csrf)
    with place_of(area.shelf.where).writer():
        browser.post("/staff/index", data={"csrf": browser.csrf})
        page = finished(browser)
    assert "没有完成" in page and "another process is indexing" in page and "new&#46;txt" in page
    browser.post("/staff/index", data={"csrf": browser.csrf})
    assert "新增" in finished(browser)


def test_two_at_once_is_said(area, browser, monkeypatch):
    monkeypatch.setattr(type(area.job), "start", lambda self, work: False)
    assert browser.post("/staff/index", data={"csrf": browser.csrf}).headers["location"] == "/staff?busy=1"


def test_what_goes_wrong_is_logged_and_not_shown(area, browser, caplog):
    def broken(progress):
        raise RuntimeError("secret detail")

    area.job.start(broken)
    page = finished(browser)
    assert "意外错误" in page and "secret detail" not in page and "secret detail" in caplog.text


def test_plans_put_in_before_are_served_also_where_the_chat_was_limited(area, browser, tmp_path, small_store):
    from index.store import open_store

    put_in(browser, "new.txt", NEW)
    first = next(plan for plan in area.shelf.held() if "柳溪" not in plan)
    limited = open_store(area.shelf.where, small_store.embedder, [first])
    area.shelf.assistant.turn_to(limited)
    assert list(area.shelf.assistant.library.plans) == [first]
    area.shelf.rejoin()
    assert len(area.shelf.assistant.library.plans) == 2
    _, page = put_in(browser, "more.txt", NEW.replace("柳溪", "松江"))
    assert "新增" in page and len(area.shelf.assistant.library.plans) == 3

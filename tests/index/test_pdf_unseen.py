"""What a page of a PDF shows of the letters that it holds, and a scan, whose letters nobody sees but in its picture."""

import pytest

from index.formats.extract import UnreadableError
from index.formats.read_pdf import read_pdf

from .pdf_file import HEIGHT, LEFT, TOP, WIDTH, PdfPages

AT = f"{LEFT - 5} {TOP - 50} 200 30"
"""A rectangle around the words in question."""
STATES = "/ExtGState << /None << /ca 0 /CA 0 >> /Half << /ca 0.5 >> /Marker << /BM /Multiply >> /Full << /ca 1 >> >>"
WORDS = f"BT /F1 12 Tf {LEFT} {TOP - 40} Td <{'暗语'.encode('utf-16-be').hex()}> Tj ET"


def form(content: str, box: str = f"0 0 {WIDTH} {HEIGHT}", more: str = "") -> str:
    """A drawing of its own, which a page draws by ``/X7 Do``."""
    head = f"<< /Type /XObject /Subtype /Form /BBox [{box}] {more} /Resources << /Font << /F1 3 0 R >> >>"
    return f"{head} /Length {len(content)} >>\nstream\n{content}\nendstream"


def read(drawn: str, *forms: str, entries: str = ""):
    made = PdfPages(entries=entries, resources=STATES, more=list(forms))
    made.text(LEFT, TOP, "正文在此，内容如下。")
    made.pages[-1].append(drawn)
    return read_pdf(made.bytes())


@pytest.mark.parametrize(
    "drawn",
    [
        f"3 Tr {WORDS}",
        f"7 Tr {WORDS}",
        f"1 Tr 1 G {WORDS}",
        f"0.98 g {WORDS}",
        f"/None gs {WORDS}",
        f"q 0 0 0 0 re W n {WORDS} Q",
        f"q 0 0 30 30 re W* n {WORDS} Q",
        f"{WORDS} 1 g {AT} re f",
        f"{WORDS} 0 0 1 rg {AT} re f",
        f"{WORDS} q 200 0 0 30 {LEFT - 5} {TOP - 50} cm /Im1 Do Q",
        f"q 0 0 1 rg {AT} re f Q q 3 Tr {WORDS} Q",
    ],
    ids=[
        "mode 3", "mode 7", "outline in white", "nearly white", "transparent", "clipped to nothing", "clipped away",
        "under a white box", "under a blue box", "under a picture", "not painted on blue",
    ],
)  # fmt: skip
def test_letters_that_the_page_does_not_show_are_left_out(drawn):
    found = read(drawn)
    assert found.text == "正文在此，内容如下。\n"
    assert found.warnings == ("2 characters of hidden text left out",)


@pytest.mark.parametrize(
    "drawn",
    [
        f"3 Tr 0 Tr {WORDS}",
        f"q 3 Tr Q {WORDS}",
        f"1 g 1 Tr 0 G {WORDS}",
        f"2 Tr 1 g 0 G {WORDS}",
        f"/Half gs {WORDS}",
        f"q /None gs Q {WORDS}",
        f"/None gs /Full gs {WORDS}",
        f"q 0 0 30 30 re W n Q {WORDS}",
        f"q {AT} re W n {WORDS} Q",
        f"0.9 g {AT} re f 0 g {WORDS}",
        f"{WORDS} q 1 1 0 rg /Marker gs {AT} re f Q",
        f"{WORDS} q 1 1 0 rg /Half gs {AT} re f Q",
        f"{WORDS} q 0 0 10 10 re W n 1 g {AT} re f Q",
        f"{WORDS} {LEFT} {TOP - 42} 24 1 re f",
        f"{WORDS} {AT} re S",
        f"q {AT} re W n /Sh sh Q 1 g {WORDS}",
    ],
    ids=[
        "mode 0 again", "mode 3 before", "white with an outline", "filled white with an outline", "half transparent",
        "transparent before", "no longer transparent", "clipped before", "clipped around", "on grey", "marked",
        "under glass", "beside a clipped box", "under a rule", "framed", "white on a gradient",
    ],
)  # fmt: skip
def test_letters_that_it_shows_are_read(drawn):
    found = read(drawn)
    assert "暗语" in found.text and found.warnings == ()


@pytest.mark.parametrize(
    ("drawn", "drawing", "seen"),
    [
        ("/X7 Do", form(WORDS), True),
        ("q 3 Tr /X7 Do Q", form(WORDS), False),
        ("q 1 g /X7 Do Q", form(WORDS), False),
        ("q /None gs /X7 Do Q", form(WORDS), False),
        ("/X7 Do", form(WORDS, "0 0 30 30"), False),
        ("/X7 Do", form(WORDS, "0 0 30 30", "/Matrix [30 0 0 30 0 0]"), False),
        ("/X7 Do", form(WORDS, f"-10 -10 {WIDTH} {HEIGHT}"), True),
        (f"/X7 Do {WORDS}", form("0 0 1 1 re W n 3 Tr 1 g"), True),
        (f"{WORDS} /X7 Do", form(f"1 g {AT} re f"), False),
    ],
    ids=[
        "plain", "mode of the page", "colour of the page", "transparency of the page", "beside its box",
        "moved off the page", "box about the page", "what a form sets ends with it", "covered by a form",
    ],
)  # fmt: skip
def test_a_form_is_painted_as_where_it_is_drawn(drawn, drawing, seen):
    assert ("暗语" in read(drawn, drawing).text) is seen


@pytest.mark.parametrize(
    ("entries", "seen"),
    [
        (f"/CropBox [0 {TOP - 20} {WIDTH} {HEIGHT}]", False),
        (f"/CropBox [0 {TOP - 60} {WIDTH} {HEIGHT}]", True),
        (f"/Rotate 180 /CropBox [0 {TOP - 60} {WIDTH} {HEIGHT}]", True),
        ("/CropBox [0 0 0 0]", True),
        (f"/CropBox [-90 -90 {WIDTH * 2} {HEIGHT * 2}]", True),
    ],
    ids=["cut off", "within", "turned", "no box at all", "larger than the page"],
)
def test_letters_beside_the_crop_box_are_left_out(entries, seen):
    read_ = read(WORDS, entries=entries)
    assert read_.warnings == (() if seen else ("2 characters of hidden text left out",))


LAYER_7 = "<< /Type /OCG /Name (a layer) >>"


@pytest.mark.parametrize(
    ("drawn", "shown", "seen"),
    [
        (f"/OC /Off BDC {WORDS} EMC", "/OFF [7 0 R]", False),
        (f"/OC /Off BDC {WORDS} EMC", "/ON [7 0 R]", True),
        (f"/OC /Off BDC {WORDS} EMC", "/BaseState /OFF", False),
        (f"/OC /Off BDC {WORDS} EMC", "/BaseState /OFF /ON [7 0 R]", True),
        (f"/OC /Off BDC EMC {WORDS}", "/OFF [7 0 R]", True),
        (f"/OC /Off BDC /Span BMC EMC q Q {WORDS} EMC", "/OFF [7 0 R]", False),
        (f"q /OC /Off BDC Q EMC {WORDS}", "/OFF [7 0 R]", True),
        (f"/Span << /MCID 0 >> BDC {WORDS} EMC", "/OFF [7 0 R]", True),
        ("/X8 Do", "/OFF [7 0 R]", False),
        (f"/X8 Do {WORDS}", "/OFF [7 0 R]", True),
        (f"{WORDS} /OC /Off BDC 1 g {AT} re f EMC", "/OFF [7 0 R]", True),
    ],
    ids=[
        "off", "on", "all off", "all off but this", "ended before", "marks within", "crossing", "no layer", "a form",
        "behind a form", "covered by a layer that is off",
    ],
)  # fmt: skip
def test_layers_that_are_switched_off_are_not_read(drawn, shown, seen):
    made = PdfPages(
        resources="/Properties << /Off 7 0 R >>",
        catalog=f"/OCProperties << /OCGs [7 0 R] /D << {shown} >> >>",
        more=[LAYER_7, form(WORDS, more="/OC 7 0 R")],
    )
    made.text(LEFT, TOP, "正文在此，内容如下。")
    made.pages[-1].append(drawn)
    assert ("暗语" in read_pdf(made.bytes()).text) is seen


PAGE = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q"
LAYER = "3 Tr " + " ".join(
    f"BT /F1 12 Tf {LEFT} {TOP - 20 * at} Td <{'扫描件的文字层'.encode('utf-16-be').hex()}> Tj ET" for at in range(5)
)


def alone(*drawn: str):
    made = PdfPages()
    made.pages[-1].extend(drawn)
    return read_pdf(made.bytes())


@pytest.mark.parametrize(
    "drawn",
    [
        (PAGE, LAYER),
        (LAYER, PAGE),
        (LAYER.replace("3 Tr", "0 Tr"), PAGE),
        (*(f"q {WIDTH} 0 0 {HEIGHT / 4} 0 {HEIGHT / 4 * at} cm /Im1 Do Q" for at in range(4)), LAYER),
        (PAGE, LAYER, "0 Tr BT /F1 9 Tf 280 40 Td <002d0031002d> Tj ET"),
    ],
    ids=["over the picture", "under it, not painted", "under it, painted", "picture in strips", "page number painted"],
)
def test_the_words_of_a_scan_are_read(drawn):
    found = alone(*drawn)
    assert found.text.count("扫描件的文字层") == 5 and found.warnings == ()


def test_words_laid_over_a_picture_among_painted_text_are_none_of_a_scan():
    """A page set in letters, on a coloured ground: whoever adds unpainted words slips them in."""
    text = " ".join(
        f"BT /F1 12 Tf {LEFT} {500 - 20 * at} Td <{'印在底图上的正文'.encode('utf-16-be').hex()}> Tj ET"
        for at in range(9)
    )
    found = alone(PAGE, text, LAYER)
    assert "正文" in found.text and "扫描件" not in found.text
    assert found.warnings == ("35 characters of hidden text left out",)


def test_hidden_words_do_not_make_a_scanned_page_pass_for_read(monkeypatch):
    """Beside the page stand enough letters for a text; what the reader sees is a picture, and that is told."""
    monkeypatch.setattr("index.formats.read_pdf.load_ocr", lambda: None)
    with pytest.raises(UnreadableError, match=r"eduplan\[ocr\]"):
        alone(PAGE, LAYER.replace(f"Tf {LEFT} ", "Tf -900 "))

"""A page of a PDF with how each thing on it is painted: in which colours, within which part of the page, before what.

pdfplumber reads a page's letters whether the page shows them or not. Here its interpreter also follows what decides
that (PDF 32000-1, 8.4, 8.5.4, 8.11 and 9.3.6): the mode of text, transparency, clipping, the crop box, layers that are
switched off, and that a form takes its state over from the place where it is drawn. This module imports pdfplumber:
import it where a PDF is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from pdfminer.layout import LTChar, LTImage, LTItem, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, Rect, apply_matrix_pt, apply_matrix_rect, mult_matrix
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

_FILLS, _STROKES = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})
"""Modes of text (the operator Tr) that paint the inside of letters, and their outline; 3 and 7 paint nothing."""
_NOWHERE: Rect = (1.0, 1.0, 0.0, 0.0)
_FAINT = 0.03
"""Opacity below which nothing can be made out."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How a thing is painted: its number in the order of painting, the part of its ``box`` that the page shows (in
    points from the bottom left; turned inside out where nothing is shown), the colours, and whether it hides what is
    under it."""

    order: int
    box: Rect
    inks: tuple[Any, ...]
    opaque: bool


@dataclass(frozen=True, slots=True)
class _State:
    """What pdfminer does not keep of the graphics state: the clipping box, opacities, whether colours just cover; and
    whether it is drawn in a layer that is switched off."""

    clip: Rect
    fill: float = 1.0
    stroke: float = 1.0
    covers: bool = True
    off: bool = False


class PaintedPage(Page):
    """A page of pdfplumber whose things carry their ``Paint`` as ``thing["paint"]``. ``shaded``, known with the
    ``objects``, are the boxes of the colour gradients that are drawn on it."""

    shaded: tuple[Rect, ...] = ()

    @classmethod
    def of(cls, page: Page) -> PaintedPage:
        return cls(page.pdf, page.page_obj, page.page_number, page.initial_doctop)

    @property
    def layout(self) -> LTPage:
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            device.off = _switched_off(self.pdf.doc.catalog)
            try:
                _Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            except Exception as error:
                raise PdfminerException(error) from error
            self._layout, self.shaded = device.get_result(), tuple(device.shaded)
        return self._layout

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        return {**super().process_object(obj), "paint": getattr(obj, "paint", None)}


class _Device(PDFPageAggregatorWithMarkedContent):
    """Notes with each thing that is drawn how the interpreter's state has it painted."""

    state: _State
    mode = 0
    off: frozenset[int] = frozenset()
    """The layers that are switched off, by the numbers of their objects."""

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        whole, crop = apply_matrix_rect(ctm, page.mediabox), apply_matrix_rect(ctm, page.cropbox)
        shown = _common(whole, crop)
        self.state = _State(shown if shown[0] < shown[2] and shown[1] < shown[3] else whole)
        self.around: list[_State] = []
        self.painted = count()
        self.shaded: list[Rect] = []

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        super().begin_figure(name, bbox, matrix)
        box = apply_matrix_rect(mult_matrix(matrix, self.ctm), bbox)
        self.around.append(self.state)
        self.state = replace(self.state, clip=_common(self.state.clip, box))

    def end_figure(self, _: str) -> None:
        super().end_figure(_)
        self.state = self.around.pop()

    def render_char(self, *args: Any, **named: Any) -> float:
        with self._noting():
            return super().render_char(*args, **named)

    def render_image(self, *args: Any, **named: Any) -> None:
        with self._noting():
            super().render_image(*args, **named)

    def paint_path(self, *args: Any, **named: Any) -> None:
        state, _, fill = args[:3]
        with self._noting((state.ncolor,) if fill else ()):
            super().paint_path(*args, **named)

    @contextmanager
    def _noting(self, inks: tuple[Any, ...] = ()) -> Iterator[None]:
        things: list[Any] = self.cur_item._objs
        before = len(things)
        yield
        for thing in things[before:]:
            thing.paint = self._paint(thing, inks)

    def _paint(self, thing: Any, inks: tuple[Any, ...]) -> Paint:
        state = self.state
        solid = state.covers and state.fill >= 1
        if state.off:
            return Paint(next(self.painted), _NOWHERE, (), False)
        if isinstance(thing, LTChar):
            colors, solid = thing.graphicstate, False
            filled = (colors.ncolor,) if self.mode in _FILLS and state.fill > _FAINT else ()
            inks = (*filled, *((colors.scolor,) if self.mode in _STROKES and state.stroke > _FAINT else ()))
        elif isinstance(thing, LTImage):
            given = thing.stream.attrs
            solid = solid and not any(resolve1(given.get(key)) for key in ("SMask", "Mask", "ImageMask", "IM"))
        else:
            solid = solid and bool(inks) and _is_flat(inks[0])
        return Paint(next(self.painted), _common(state.clip, thing.bbox), inks, solid)


class _Interpreter(PDFPageInterpreter):
    """Follows what pdfminer's passes over: clipping, transparency, the state that a form begins with."""

    device: _Device
    above: _Interpreter | None = None

    def subinterp(self) -> PDFPageInterpreter:
        below = super().subinterp()
        assert isinstance(below, _Interpreter)
        below.above = self
        return below

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.saved: list[_State] = []
        self.marked: list[bool] = []
        if self.above is not None:
            self.textstate = self.above.textstate.copy()
            self.graphicstate = self.above.graphicstate.copy()

    def do_q(self) -> None:
        super().do_q()
        self.saved.append(self.device.state)

    def do_Q(self) -> None:
        super().do_Q()
        if self.saved:
            self.device.state = replace(self.saved.pop(), off=self.device.state.off)  # q and Q do not end a layer

    def do_Do(self, xobjid_arg: Any) -> None:
        before = self.device.state
        form = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        layer = form.get("OC") if hasattr(form, "get") else None
        self.device.state = replace(before, off=before.off or _number(layer) in self.device.off)
        super().do_Do(xobjid_arg)
        self.device.state = before

    def do_BMC(self, tag: Any) -> None:
        super().do_BMC(tag)
        self.marked.append(self.device.state.off)

    def do_BDC(self, tag: Any, props: Any) -> None:
        super().do_BDC(tag, props)
        off = self.device.state.off
        self.marked.append(off)
        if literal_name(tag) == "OC":
            layers = dict_value(dict_value(self.resources).get("Properties"))
            hidden = _number(layers.get(literal_name(props))) in self.device.off
            self.device.state = replace(self.device.state, off=off or hidden)

    def do_EMC(self) -> None:
        super().do_EMC()
        if self.marked:
            self.device.state = replace(self.device.state, off=self.marked.pop())

    def do_W(self) -> None:
        """The box around the path is taken for the path: of a letter beside it, that is enough to tell."""
        points = [at for _, *places in self.curpath for at in zip(places[::2], places[1::2], strict=False)]
        if points:
            placed = [apply_matrix_pt(self.ctm, at) for at in points]
            xs, ys = zip(*placed, strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
            self.device.state = replace(self.device.state, clip=_common(self.device.state.clip, box))

    do_W_a = do_W

    def do_gs(self, name: Any) -> None:
        super().do_gs(name)
        kinds = dict_value(dict_value(self.resources).get("ExtGState"))
        given = {key: resolve1(value) for key, value in dict_value(kinds.get(literal_name(name))).items()}
        state = self.device.state
        fill, stroke = given.get("ca"), given.get("CA")
        covers = state.covers
        if "BM" in given or "SMask" in given:
            plain = {"Normal", "Compatible", "None"}
            covers = all(literal_name(given[key]) in plain for key in ("BM", "SMask") if key in given)
        self.device.state = replace(
            state,
            fill=float(fill) if isinstance(fill, (int, float)) else state.fill,
            stroke=float(stroke) if isinstance(stroke, (int, float)) else state.stroke,
            covers=covers,
        )

    def do_sh(self, name: Any) -> None:
        super().do_sh(name)
        self.device.shaded.append(self.device.state.clip)

    def do_TJ(self, seq: Any) -> None:
        self.device.mode = self.textstate.render
        super().do_TJ(seq)


def _switched_off(catalog: dict[str, Any]) -> frozenset[int]:
    """The layers that the file says are not shown when it is opened."""
    layers = dict_value(catalog.get("OCProperties"))
    shown = dict_value(layers.get("D"))
    every = _numbers(layers.get("OCGs")) if literal_name(shown.get("BaseState")) == "OFF" else frozenset()
    return (every - _numbers(shown.get("ON"))) | _numbers(shown.get("OFF"))


def _numbers(refs: Any) -> frozenset[int]:
    return frozenset(number for one in resolve1(refs) or () if (number := _number(one)))


def _number(ref: Any) -> int:
    """The number of the object that is referred to, 0 for what is no reference."""
    return ref.objid if isinstance(ref, PDFObjRef) else 0


def _is_flat(ink: Any) -> bool:
    """Whether a colour is one: a pattern may leave gaps."""
    return all(isinstance(part, (int, float)) for part in (ink if isinstance(ink, (tuple, list)) else (ink,)))


def _common(one: Rect, other: Rect) -> Rect:
    """The part that two boxes share, turned inside out where there is none."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])

"""Writes small PDFs for tests: Chinese text in a predefined CID font (no font file), ruled tables, page furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 85, 510, 760, 90
SIZE, LEADING = 12, 20
PER_LINE = int((RIGHT - LEFT) / SIZE)


def advance(text: str) -> float:
    """Width of ``text`` in ems: ASCII is half as wide as a Chinese character."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


@dataclass
class PdfPages:
    """Pages of text and rules; ``bytes()`` is the file. Coordinates in points from the bottom left corner.

    ``entries``, ``resources`` and ``catalog`` are more of each page, of its resources and of the whole file; ``more``
    are objects, numbered from 7."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    entries: str = ""
    resources: str = ""
    catalog: str = ""
    more: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self.pages[-1].append(f"BT /F1 {size} Tf {x:.1f} {y:.1f} Td <{text.encode('utf-16-be').hex()}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(f"{x0:.1f} {y0:.1f} m {x1:.1f} {y1:.1f} l S")

    def image(self) -> None:
        """A grey picture over the whole page, as a scanner leaves it."""
        self.pages[-1].append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q")

    def new_page(self) -> None:
        self.pages.append([])

    def bytes(self) -> bytes:
        image = b"\x80" * 64
        objects: list[bytes] = [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % self.catalog.encode("ascii"),
            b"",  # the page tree, known only below
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            b" /DescendantFonts [4 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
            b" /FontDescriptor 5 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
            b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
            b" /Length 64 >>\nstream\n" + image + b"\nendstream",
            *(body.encode("ascii") for body in self.more),
        ]
        kids = []
        for content in self.pages:
            body = "\n".join(content).encode("ascii")
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
            forms = b"".join(b" /X%d %d 0 R" % (number, number) for number in range(7, 7 + len(self.more)))
            resources = b"<< /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R%s >> %s >>"
            resources %= (forms, self.resources.encode("ascii"))
            box = b"[0 0 %d %d]" % (WIDTH, HEIGHT)
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents %d 0 R %s >>"
                % (box, resources, len(objects), self.entries.encode("ascii"))
            )
            kids.append(b"%d 0 R" % len(objects))
        objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
        out, places = b"%PDF-1.5\n", []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
        return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def wrap(text: str, indent: int = 2, width: int = PER_LINE) -> list[str]:
    """``text`` set in lines of ``width`` ems, the first indented; closing marks never begin a line."""
    lines, room = [""], float(width - indent)
    for char in text:
        size = advance(char)
        keeps = char in "，。、；：）》”％%" or (char.isascii() and lines[-1][-1:].isascii() and lines[-1] != "")
        if size > room and not keeps:
            lines.append("")
            room = float(width)
        lines[-1] += char
        room -= size
    return lines


def pdf_file(text: str, head: str = "内部资料 注意保存") -> bytes:
    """``text`` set as a document: paragraphs indented and wrapped, lines ``a | b`` as ruled tables, a running head and
    a page number on every page."""
    pdf = PdfPages()
    y = float(TOP)

    def furniture() -> None:
        pdf.text(LEFT, HEIGHT - 50, head, 9)
        pdf.text(WIDTH / 2 - 15, 45, f"— {len(pdf.pages)} —", 10)

    def room(needed: float) -> None:
        nonlocal y
        if y - needed < BOTTOM:
            pdf.new_page()
            furniture()
            y = TOP

    furniture()
    for is_row, group in groupby(text.splitlines(), key=lambda line: " | " in line):
        if not is_row:
            for line in group:
                for at, part in enumerate(wrap(line)):
                    room(LEADING)
                    pdf.text(LEFT + (0 if at else 2 * SIZE), y, part)
                    y -= LEADING
            continue
        rows = [row.split(" | ") for row in group]
        widest = [max(advance(row[column]) for row in rows) for column in range(len(rows[0]))]
        widths = [(RIGHT - LEFT) * max(wide, 4) / sum(max(w, 4) for w in widest) for wide in widest]
        y += LEADING - 6
        for row in rows:
            cells = [wrap(cell, 0, max(int((width - 6) / 10), 1)) for cell, width in zip(row, widths, strict=True)]
            height = 14 * max(map(len, cells)) + 6
            room(height)
            x = float(LEFT)
            for lines, width in zip(cells, widths, strict=True):
                for at, part in enumerate(lines):
                    pdf.text(x + 3, y - 14 * (at + 1) + 1, part, 10)
                for edge in ((x, y, x + width, y), (x, y - height, x + width, y - height)):
                    pdf.line(*edge)
                pdf.line(x, y, x, y - height)
                pdf.line(x + width, y, x + width, y - height)
                x += width
            y -= height
        y -= LEADING
    return pdf.bytes()

"""How a slide is drawn: sizes are chosen by measure, and what has no room on one slide goes on the next."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches, Pt

from ..spreadsheets import legal, number_code
from .charts import GREY, INK, KINDS, dress
from .fit import LEADING, POINTS, fitting, height, shortened
from .numbers import Numbers, high_enough, parts_of, reach_of
from .parts import (
    BODY,
    BODY_SIZES,
    EDGE,
    GAP,
    HIGH,
    MARGIN,
    ROOM,
    WIDE,
    Rows,
    columns_fit,
    paragraphs_of,
    row_height,
    table_parts,
    words_parts,
    words_size,
)
from .pictures import APART, in_columns, over_slides

TITLE = (0.62, 1.28)  # top and height of a title
SECOND = 0.56  # height of the sentence below it
FOOT = 7.02
NEAR = 0.12  # inches between what belongs together
LOGO = (1.7, 0.55)  # the room of a logo, width and height
SIZES, SECOND_SIZES = (28, 24, 20, 18, 16, 14), (16, 14, 12)
TITLE_ONLY = 5  # the place of this layout among python-pptx's own
LANGUAGES = {"en": MSO_LANGUAGE_ID.ENGLISH_UK, "es": MSO_LANGUAGE_ID.SPANISH_MODERN_SORT,
             "ca": MSO_LANGUAGE_ID.CATALAN, "ro": MSO_LANGUAGE_ID.ROMANIAN}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Slide:
    """What one slide tells; of chart, picture, table, number and words it has one.

    Attributes
    ----------
    title, kicker, second : str
        The message; where it belongs; one more sentence.
    notes : sequence of str
        What the speaker reads.
    chart : mapping or None
        As `cxlib.figures.charts` has it.
    picture, alt : bytes, str
        A PNG, and what a chart or picture shows.
    heads : float
        Inches from the top of a picture to be told on each slide, where it needs several.
    table : list of list of str
        Rows, the heads first.
    number : tuple of str
        A value in large, and what stands below it.
    words : sequence of (str, sequence of str)
        Heads, each with its paragraphs.
    """

    title: str
    kicker: str = ""
    second: str = ""
    notes: Sequence[str] = ()
    chart: Mapping[str, Any] | None = None
    picture: bytes = b""
    alt: str = ""
    heads: float = 0.0
    table: Rows = field(default_factory=list)
    number: tuple[str, str] | tuple[()] = ()
    words: Sequence[tuple[str, Sequence[str]]] = ()


class Deck:
    """Slides in the client's look.

    Parameters
    ----------
    colour : str
        Of the client, "#0b4f8a".
    ink : str
        Of words on it.
    logo : bytes
        A PNG or JPEG; empty for none.
    foot : str
        What stands at the foot of each slide.
    language : str
        In which the words are, for programs that check their spelling.
    """

    def __init__(self, *, colour: str, ink: str, logo: bytes, foot: str, language: str) -> None:
        self.file, self.ink, self.logo, self.foot, self.language = Presentation(), ink, logo, foot, language
        self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        self.layout = self.file.slide_layouts[TITLE_ONLY]
        for other in [one for one in self.file.slide_layouts if one is not self.layout]:
            self.file.slide_layouts.remove(other)
        theme = self.file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        own = rb"(<a:accent1><a:srgbClr val=\")[0-9A-Fa-f]{6}"  # so that a client's other charts match, too
        theme._blob = re.sub(own, rb"\g<1>" + colour.lstrip("#").upper().encode(), theme.blob)
        self.colour = RGBColor.from_string(colour.lstrip("#").upper())
        for shape in (*self.file.slide_master.placeholders, *self.layout.placeholders):
            self._place_of_layout(shape)

    @staticmethod
    def _place_of_layout(shape: Any) -> None:
        """The layout that a client's new slides take, as wide as these."""
        titled = shape.placeholder_format.type is not None and "TITLE" in str(shape.placeholder_format.type)
        top, high = TITLE if titled else BODY if shape.height > Inches(2) else (FOOT, 0.3)
        shape.left, shape.top, shape.width, shape.height = Inches(EDGE), Inches(top), Inches(ROOM), Inches(high)

    def add(self, told: Slide) -> None:
        """Draw a slide, or as many as it needs."""
        room = self._body(told)[1]
        pieces: list[Slide] = [told]
        if told.chart:
            pieces = [replace(told, chart=part) for part in parts_of(told.chart, (ROOM, room))]
        elif told.picture:
            pieces = [replace(told, picture=part) for part in over_slides(told.picture, (ROOM, room), heads=told.heads)]
        elif told.table:
            pieces = [replace(told, table=part) for part in table_parts(told.table, room)]
        elif told.words and not told.number:
            pieces = [replace(told, words=part) for part in words_parts(told.words, room)]
        for number, piece in enumerate(pieces, start=1):
            of = f" ({number}/{len(pieces)})" if len(pieces) > 1 else ""
            self._draw(replace(piece, kicker=piece.kicker + of))

    def save(self, title: str, started: Any) -> bytes:
        """The file; of its properties none names a person or a machine."""
        properties = self.file.core_properties
        properties.title, properties.author, properties.last_modified_by = legal(title)[:255], "", ""
        properties.created = properties.modified = started
        properties.revision, properties.keywords, properties.subject, properties.comments = 1, "", "", ""
        content = io.BytesIO()
        self.file.save(content)
        return content.getvalue()

    def _draw(self, told: Slide) -> None:
        slide = self.file.slides.add_slide(self.layout)
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(WIDE), Inches(0.14))
        bar.fill.solid()
        bar.fill.fore_color.rgb = self.colour
        bar.line.fill.background()
        described(bar, "")
        self._title(slide, told)
        if self.logo:
            self._logo(slide)
        self._line(slide, told.kicker, (EDGE, 0.3, self.beside, 0.3), 12, colour=GREY)
        if told.second:
            size = fitting([told.second], SECOND_SIZES, (ROOM, SECOND)) or SECOND_SIZES[-1]
            top = TITLE[0] + self._titled(told)[1] + NEAR
            self._line(
                slide, shortened(told.second, size, (ROOM, SECOND)), (EDGE, top, ROOM, SECOND), size, colour=GREY
            )
        drawn: dict[str, Callable[[Any, Slide], None]] = {
            "chart": self._chart, "picture": self._picture, "table": self._table, "number": self._number,
            "words": self._words,
        }  # fmt: skip
        for name, draw in drawn.items():
            if getattr(told, name):
                draw(slide, told)
                break
        place = len(self.file.slides)
        self._line(slide, self.foot, (EDGE, FOOT, ROOM - 1, 0.3), 10, colour=GREY)
        self._line(slide, str(place), (EDGE + ROOM - 1, FOOT, 1, 0.3), 10, colour=GREY, align=PP_ALIGN.RIGHT)
        slide.notes_slide.notes_text_frame.text = legal("\n".join(filter(None, told.notes)))

    @property
    def beside(self) -> float:
        """The width beside the logo."""
        return ROOM - (LOGO[0] + 0.3 if self.logo else 0.0)

    def _titled(self, told: Slide) -> tuple[float, float]:
        """The size of a title and its height."""
        size = fitting([told.title], SIZES, (self.beside, TITLE[1]), bold=True) or SIZES[-1]
        return size, min(height([told.title], size, self.beside, bold=True), TITLE[1])

    def _body(self, told: Slide) -> tuple[float, float]:
        """Top and height of what is shown below the title and its second sentence."""
        top = TITLE[0] + self._titled(told)[1] + 2 * NEAR
        if told.second:
            size = fitting([told.second], SECOND_SIZES, (ROOM, SECOND)) or SECOND_SIZES[-1]
            top += min(height([told.second], size, ROOM), SECOND) + NEAR
        return top, FOOT - NEAR - top

    def _title(self, slide: Any, told: Slide) -> None:
        shape, (size, high) = slide.shapes.title, self._titled(told)
        shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (EDGE, TITLE[0], self.beside, high))
        self._write(
            shape.text_frame, [shortened(told.title, size, (self.beside, TITLE[1]), bold=True)], size, bold=True
        )

    def _logo(self, slide: Any) -> None:
        with Image.open(io.BytesIO(self.logo)) as picture:
            wide, high = picture.size
        scale = min(LOGO[0] / wide, LOGO[1] / high)
        left = EDGE + ROOM - wide * scale
        shape = slide.shapes.add_picture(
            io.BytesIO(self.logo), Inches(left), Inches(0.32), Inches(wide * scale), Inches(high * scale)
        )
        described(shape, self.foot.partition(" · ")[0])

    def _line(
        self, slide: Any, text: str, place: tuple[float, float, float, float], size: float, *,
        colour: str = INK, align: Any = None, bold: bool = False,
    ) -> None:  # fmt: skip
        box = slide.shapes.add_textbox(*(Inches(one) for one in place))
        if size <= 12 and place[3] <= 0.31:  # one line
            text = shortened(text, size, (place[2], size * LEADING / POINTS + 0.01))
        self._write(box.text_frame, [text], size, colour=colour, align=align, bold=bold)

    def _write(
        self, frame: Any, texts: Sequence[str], size: float, *, bold: bool = False, colour: str = INK,
        align: Any = None, gap: float = 0.0,
    ) -> None:  # fmt: skip
        """Paragraphs in a frame that neither grows nor shrinks, with no margin: it was measured."""
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = align or PP_ALIGN.LEFT
            paragraph.space_before = Pt(gap * size if number else 0)
            run = paragraph.add_run()
            run.text = legal(text) or "\N{NO-BREAK SPACE}"  # an empty cell is drawn as high as large letters
            self._font(run.font, size, bold=bold, colour=colour)

    def _font(self, font: Any, size: float, *, bold: bool = False, colour: str = INK) -> None:
        font.size, font.bold, font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
        font.language_id = LANGUAGES[self.language]

    def _chart(self, slide: Any, told: Slide) -> None:
        chart, (top, high) = cast(dict[str, Any], told.chart), self._body(told)
        size = (ROOM, min(high, high_enough(chart)))
        largest = max(map(abs, chart.get("reach") or reach_of(chart)))
        kind, digits = chart["form"]
        data = Numbers(chart, number_code(kind, digits, self.language, largest=largest))
        frame = slide.shapes.add_chart(KINDS[chart["kind"]], *(Inches(one) for one in (EDGE, top, *size)), data)
        dress(frame.chart, chart, self.language, size)
        described(frame, told.alt)

    def _picture(self, slide: Any, told: Slide) -> None:
        top, high = self._body(told)
        with Image.open(io.BytesIO(told.picture)) as picture:
            parts, scale = in_columns(picture, (ROOM, high))
            left = EDGE + (ROOM - len(parts) * (picture.width * scale + APART) + APART) / 2
            for number, part in enumerate(parts):
                content = io.BytesIO(told.picture) if len(parts) == 1 else io.BytesIO()
                if len(parts) > 1:
                    part.save(content, "PNG")
                size = (part.width * scale, part.height * scale)
                place = (Inches(one) for one in (left + number * (size[0] + APART), top, *size))
                described(slide.shapes.add_picture(content, *place), "" if number else told.alt)

    def _table(self, slide: Any, told: Slide) -> None:
        size, widths = columns_fit(told.table, self._body(told)[1])
        place = (Inches(one) for one in (EDGE, self._body(told)[0], sum(widths), 1.0))
        shape = slide.shapes.add_table(len(told.table), len(widths), *place)
        described(shape, told.title)
        for column, wide in zip(shape.table.columns, widths, strict=True):
            column.width = Inches(wide)
        numeric = [all(_numeric(row[place]) for row in told.table[1:]) for place in range(len(widths))]
        for number, row in enumerate(told.table):
            shape.table.rows[number].height = Inches(row_height(row, size, widths, bold=number == 0))
            for cell, text, right in zip(shape.table.rows[number].cells, row, numeric, strict=True):
                align = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
                head: dict[str, Any] = {"bold": True, "colour": self.ink} if number == 0 else {}
                self._write(cell.text_frame, [text], size, align=align, **head)
                cell.margin_left = cell.margin_right = Inches(MARGIN)
                cell.margin_top = cell.margin_bottom = Inches(MARGIN / 2)

    def _number(self, slide: Any, told: Slide) -> None:
        (value, below), (top, high) = cast(tuple[str, str], told.number), self._body(told)
        size = fitting([value], (60, 48, 36, 28), (ROOM, 1.0), bold=True) or 20
        self._line(slide, value, (EDGE, top + 0.3, ROOM, 1.0), size, bold=True)
        texts, room = [below, *(text for _, more in told.words for text in more)], (ROOM, high - 1.5)
        small = fitting(texts, BODY_SIZES, room, gap=GAP)
        texts, small = (texts, small) if small else ([shortened(below, BODY_SIZES[-1], room)], BODY_SIZES[-1])
        frame = slide.shapes.add_textbox(*(Inches(one) for one in (EDGE, top + 1.4, *room))).text_frame
        self._write(frame, texts, small, colour=GREY, gap=GAP)

    def _words(self, slide: Any, told: Slide) -> None:
        top, high = self._body(told)
        size = words_size(told.words, high) or BODY_SIZES[-1]
        frame = slide.shapes.add_textbox(*(Inches(one) for one in (EDGE, top, ROOM, high))).text_frame
        self._write(frame, [text for _, text in paragraphs_of(told.words)], size, gap=GAP)
        for paragraph, (bold, _) in zip(frame.paragraphs, paragraphs_of(told.words), strict=True):
            paragraph.runs[0].font.bold = bold


def described(shape: Any, text: str) -> None:
    """Give a shape its words for those who do not see it; without any it is decoration."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", legal(text))


def _numeric(text: str) -> bool:
    return not re.search(r"[^\W\d_]{3,}|[^\W\d_]\d", text)  # T01 is a name

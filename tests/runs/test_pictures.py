"""A high picture on a slide: cut between its rows where that makes its letters larger, and never through anything."""

import io

import numpy as np
from PIL import Image

from cxlib.figures.style import DPI
from cxlib.runs.slides.pictures import SMALL, in_columns, over_slides

ROOM = (12.0, 4.3)


def rows(number: int, *, each: int = 40, spine: bool = True) -> Image.Image:
    """A figure of bars: a row with a bar and a number beside it, each 40 pixels high, and the line where bars begin."""
    grey = np.full((number * each, 715), 255, dtype=np.uint8)
    for row in range(number):
        top = row * each + 10
        grey[top : top + 20, 200 : 200 + 10 * (row + 3)] = 90
        grey[top + 4 : top + 14 : 2, 20:150:3] = 0  # letters
    if spine:
        grey[:, 200] = 0
    return Image.fromarray(grey)


def test_a_high_picture_stands_in_columns_and_nothing_of_it_is_lost():
    picture = rows(24)
    parts, scale = in_columns(picture, ROOM)
    assert len(parts) in (2, 3)
    assert np.array_equal(np.vstack([np.asarray(part) for part in parts]), np.asarray(picture))
    assert scale > 1.25 * ROOM[1] / picture.height
    assert all(part.height * scale <= ROOM[1] + 1e-9 for part in parts)
    for part in parts[1:]:
        assert part.height % 40 < 8 or part.height % 40 > 32  # between two rows
        assert np.asarray(part)[0, 201:].min() == 255


def test_a_picture_that_can_be_read_stays_whole():
    picture = rows(10)
    parts, scale = in_columns(picture, ROOM)
    assert parts == [picture] and scale * DPI >= SMALL


def test_a_picture_without_gaps_stays_whole():
    noise = np.random.default_rng(0).integers(0, 255, (1100, 715)).astype(np.uint8)
    picture = Image.fromarray(noise)
    parts, _ = in_columns(picture, ROOM)
    assert parts == [picture]


def as_png(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def test_a_picture_that_columns_cannot_save_goes_on_on_the_next_slide():
    wide = np.hstack([np.asarray(rows(22, spine=False))] * 2)  # too wide for two columns, too high for one slide
    wide[:90] = 200
    wide[80:90] = 255
    parts = [Image.open(io.BytesIO(one)) for one in over_slides(as_png(Image.fromarray(wide)), ROOM, heads=90 / DPI)]
    assert len(parts) > 1
    told = [np.asarray(part.convert("L")) for part in parts]
    assert all(np.array_equal(one[:90], wide[:90]) for one in told)  # the heads stand on each
    assert np.array_equal(np.vstack([one[90:] for one in told]), wide[90:])  # and nothing is lost or told twice
    assert all(in_columns(part, ROOM)[1] * DPI >= SMALL for part in parts)
    for one in told[:-1]:
        assert one[-1].min() == 255  # between two rows


def test_a_picture_that_can_be_read_or_cut_into_columns_takes_one_slide():
    for picture in (rows(10), rows(24)):
        assert over_slides(as_png(picture), ROOM) == [as_png(picture)]


def test_a_cut_falls_between_two_panels_before_the_head_of_the_next():
    panel = np.asarray(rows(12))
    head = np.full((20, 715), 255, dtype=np.uint8)
    head[4:16:2, 20:80:3] = 0  # letters close above its panel
    head[-2:, :] = 255
    above = np.full((30, 715), 255, dtype=np.uint8)
    picture = Image.fromarray(np.vstack([panel, above, head, panel[:-80]]))
    parts, _ = in_columns(picture, ROOM)
    assert len(parts) == 2
    assert panel.shape[0] <= parts[0].height <= panel.shape[0] + 34  # not after the head, nor after its first row

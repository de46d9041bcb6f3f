"""The chart of a release: the same bytes each time, in black and white, told in words, drawn from what is shown."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from PIL import Image

from bot.directory.fields import CATEGORY_IDS
from bot.tally.chart import _figure, pictures
from bot.tally.files import Count
from bot.tally.release import Release, release
from bot.tally.weeks import weeks_from

WEEKS = weeks_from("2026-W44", "2026-W48")
SVG = "{http://www.w3.org/2000/svg}"
COUNTS = [Count(week, category, 20 + at) for week in WEEKS for at, category in enumerate(CATEGORY_IDS)]


def released(*counts: Count, weeks: list[str] = WEEKS) -> Release:
    found = release(counts, weeks, 10)
    assert found is not None
    return found


def test_the_svg_is_a_picture_with_a_title_and_a_description() -> None:
    of = released(*COUNTS)
    root = ET.fromstring(pictures(of)[".svg"])  # noqa: S314 - our own
    assert root.get("role") == "img"
    said = {child.tag.removeprefix(SVG): child for child in root}
    assert said["title"].text == "Disputes counted, week 2026-W44 to 2026-W48"
    assert said["desc"].text == of.alternative_text
    assert (said["title"].get("id"), said["desc"].get("id")) == (
        root.get("aria-labelledby"),
        root.get("aria-describedby"),
    )


def test_the_png_has_the_alternative_text() -> None:
    of = released(*COUNTS)
    with Image.open(BytesIO(pictures(of)[".png"])) as image:
        assert image.info["Description"] == of.alternative_text
        assert {name for name, value in image.info.items() if isinstance(value, str)} == {"Title", "Description"}


def test_both_are_black_and_white() -> None:
    drawn = pictures(released(*COUNTS))
    with Image.open(BytesIO(drawn[".png"])) as image:
        palette = image.convert("RGB").resize((200, 180)).getcolors(40_000)
    assert palette is not None
    assert all(max(colour) - min(colour) <= 12 for _, colour in palette if isinstance(colour, tuple))
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn[".svg"].decode())) <= {"#ffffff", "#000000"}


def test_the_same_release_is_the_same_picture_and_tells_no_time_nor_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    of = released(*COUNTS)
    first = pictures(of)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert pictures(of) == first
    assert b"<metadata" not in first[".svg"]
    assert b"Matplotlib" not in first[".svg"] + first[".png"]


def test_a_hidden_number_has_a_mark_and_no_bar() -> None:
    of = released(*(count for count in COUNTS if count.week not in {"2026-W45", "2026-W47"}))
    hidden = [place for place, week in enumerate(WEEKS) if of.totals.weeks[week] is None]
    assert {1, 3} <= set(hidden) < set(range(len(WEEKS)))
    categories, weeks = _figure(of).axes
    assert [bar.get_height() > 0 for bar in bars(weeks)] == [n is not None for n in of.totals.weeks.values()]
    assert [np.asarray(line.get_xdata()).tolist() for line in weeks.lines] == [hidden]
    labels = [text.get_text() for text in categories.texts]
    assert labels == ["×" if n is None else str(n) for n in of.totals.categories.values()]


def bars(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


@pytest.mark.parametrize(("first", "last"), [("2026-W48", "2026-W48"), ("2023-W40", "2026-W53")])
def test_one_week_and_many_can_be_drawn(first: str, last: str) -> None:
    weeks = weeks_from(first, last)
    drawn = pictures(released(*(Count(weeks[-1], category, 30) for category in CATEGORY_IDS), weeks=weeks))
    assert sorted(drawn) == [".png", ".svg"]
    assert all(drawn.values())

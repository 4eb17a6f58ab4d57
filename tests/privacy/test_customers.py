"""A reader who has the pages of many runs subtracts customers' scores from one another, and learns of no few.

The first two tests are attacks that gave 4 and 3 customers exactly, while parts and the whole were checked apart.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from privacy.shoppers import Pages, shoppers, write_shoppers

import cxlib as cx


@pytest.fixture
def pages(tmp_path):
    return Pages(write_shoppers(tmp_path / "study", shoppers()))


def test_the_segments_of_the_whole_less_those_of_the_regions(pages):
    pages.run(by="segment")
    pages.each("region", by="segment")
    assert len(pages.groups) > 12 and pages.smallest >= 10


def test_region_pages_less_team_pages(pages):
    pages.each("region")
    pages.each("team")
    assert len(pages.groups) > 12 and pages.smallest >= 10


def test_region_pages_less_the_teams_on_the_page_of_the_whole(pages):
    pages.run(by="team")
    pages.each("region", by="channel")
    assert len(pages.groups) > 12 and pages.smallest >= 10


def test_segment_pages_less_region_pages_by_team(pages):
    pages.run(by="team")
    pages.each("segment", by="team")
    pages.each("region", by="team")
    assert len(pages.groups) > 20 and pages.smallest >= 10


def test_team_pages_by_segment_less_region_pages_by_segment(pages):
    pages.each("team", by="segment")
    pages.each("region", by="segment")
    pages.run(by="segment")
    assert len(pages.groups) > 20 and pages.smallest >= 10

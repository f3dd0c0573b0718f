from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.view.style.plain_text import breakable, tool_tip

ZERO_WIDTH_SPACE = "\u200b"


@given(st.text())
def test_breaking_adds_nothing_visible(text):
    assert breakable(text).replace(ZERO_WIDTH_SPACE, "") == text.replace(ZERO_WIDTH_SPACE, "")


@given(st.text(alphabet="ab ", max_size=200))
def test_no_piece_is_longer_than_a_line(text):
    pieces = breakable(text).replace(ZERO_WIDTH_SPACE, " ").split()
    assert all(len(piece) <= 24 for piece in pieces)


def test_markup_in_a_tool_tip_is_shown_as_it_is():
    assert "&lt;b&gt;x&lt;/b&gt;" in tool_tip("<b>x</b>")


def test_lines_of_a_tool_tip_stay_lines():
    assert tool_tip("one\ntwo") == "<qt>one<br>two</qt>"


def test_an_empty_tool_tip_stays_empty():
    assert tool_tip("") == ""

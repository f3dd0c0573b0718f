"""Tables in every way of writing them."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gmm_explorer.files import DataFileError, read_dataset
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.text import chunks
from gmm_explorer.files.text.tableparser import parse_table

FINITE = st.floats(allow_nan=False, allow_infinity=False, width=64)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[FINITE] * width), min_size=2, max_size=12)
)


def refusal(text, **arguments):
    with pytest.raises(BadContentError) as caught:
        parse_table(text, **arguments)
    return caught.value


def same(values, rows):
    """Equal numbers and equal signs of zero."""
    expected = np.array(rows)
    return np.array_equal(values, expected) and np.array_equal(
        np.signbit(values), np.signbit(expected)
    )


@given(
    rows=TABLES,
    delimiter=st.sampled_from([",", ";", "\t", "|", " "]),
    decimal=st.sampled_from([".", ","]),
    header=st.booleans(),
    quote=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    comment=st.booleans(),
)
def test_a_table_comes_back_however_it_was_written(
    tmp_path_factory, rows, delimiter, decimal, header, quote, line_end, encoding, comment
):
    assume(not (decimal == "," and delimiter == ","))
    assume(not (quote and delimiter == " "))
    # One column of decimal commas without a header reads as two columns of whole numbers.
    assume(header or decimal == "." or len(rows[0]) > 1)
    cells = [[f"{value:.17e}".replace(".", decimal) for value in row] for row in rows]
    if header:
        cells.insert(0, [f"größe{column}" for column in range(len(rows[0]))])
    if quote:
        cells = [[f'"{cell}"' for cell in row] for row in cells]
    lines = [delimiter.join(row) for row in cells]
    if comment:
        lines = ["# a comment, with 1, 2, 3", "", *lines, "", "# the end"]
    path = tmp_path_factory.mktemp("tables") / "table.csv"
    path.write_bytes((line_end.join(lines) + line_end).encode(encoding))
    dataset = read_dataset(path)
    assert same(dataset.X, rows)
    if header:
        assert dataset.names == tuple(f"größe{column}" for column in range(len(rows[0])))


@given(rows=TABLES, size=st.integers(1, 60))
def test_pieces_of_any_size_make_the_same_table(rows, size):
    lines = ["a,b,c,d"[: 2 * len(rows[0]) - 1], *(",".join(map(repr, row)) for row in rows)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_CHUNK", size)
        assert same(parse_table("\n".join(lines)).table.values, rows)


def test_a_quoted_cell_over_several_lines_is_not_cut(monkeypatch):
    monkeypatch.setattr(chunks, "_CHUNK", 3)
    text = 'x,note\n1,"a\nb\nc"\n2,"d"\n3,"e\n\n"\nfour,"f"\n'
    assert refusal(text, columns=["x"]).place == "line 9, column 1 (x)"
    parsed = parse_table(text.replace("four", "4"))
    assert parsed.table.values.tolist() == [[1.0], [2.0], [3.0], [4.0]]
    assert parsed.notices == ("Column 2 (note) holds text and was left out.",)


def test_the_number_of_the_line_survives_comments_blanks_and_pieces(monkeypatch):
    monkeypatch.setattr(chunks, "_CHUNK", 7)
    text = "# preamble\n\nx,y\n1,2\n\n# 3,4\n5,6\n7;8\n"
    assert refusal(text).place == "line 8"


def test_white_space_separates_however_much_there_is():
    text = "  1.5   2\n\t3  \t 4.25\n 5 6  \n"
    assert parse_table(text).table.values.tolist() == [[1.5, 2.0], [3.0, 4.25], [5.0, 6.0]]


def test_a_row_of_empty_cells_is_a_blank_line():
    assert parse_table("x;y\n1;2\n;\n3;4\n;\n").table.values.tolist() == [[1, 2], [3, 4]]


def test_text_columns_are_left_out_and_named():
    parsed = parse_table("id,x,kind,y\nA,1,red,2\nB,3,blue,4\nC,5,NA,6\n")
    assert parsed.table.names == ("x", "y")
    assert parsed.notices == ("Columns 1 (id), 3 (kind) hold text and were left out.",)


def test_a_column_that_is_half_text_is_not_left_out():
    assert refusal("x,y\n1,a\n2,b\n3,7\n").place == "line 2, column 2 (y)"


def test_a_column_of_percentages_is_not_taken_for_text():
    assert "'10%' is not a number" in refusal("x,y\n10%,1\n20%,2\n").reason


@pytest.mark.parametrize(
    ("columns", "names", "values"),
    [
        (["y"], ("y",), [[2.0], [4.0]]),
        (["y", "x"], ("y", "x"), [[2.0, 1.0], [4.0, 3.0]]),
        ([1, 0], ("y", "x"), [[2.0, 1.0], [4.0, 3.0]]),
        (["2", "1"], ("y", "x"), [[2.0, 1.0], [4.0, 3.0]]),
    ],
)
def test_columns_by_name_or_number(columns, names, values):
    # The third column would be refused, but nobody asked for it.
    table = parse_table("x,y,z\n1,2,nan\n3,4,5\n", columns).table
    assert table.names == names
    assert table.values.tolist() == values


def test_a_name_wins_over_a_number():
    assert parse_table("x,1\n5,6\n7,8\n".replace("x,1", "a,'1"), ["'1"]).table.names == ("'1",)


@pytest.mark.parametrize("wanted", ["z", "3", "0", 2, -1])
def test_an_unknown_column_lists_the_known_ones(wanted):
    problem = refusal("x,y\n1,2\n3,4\n", columns=[wanted])
    assert problem.place == f"column '{wanted}'"
    assert problem.remedy == "choose from x, y"


def test_the_same_column_twice_is_refused():
    assert "twice" in refusal("x,y\n1,2\n3,4\n", columns=["x", "x"]).reason


def test_names_are_made_different_and_kept_on_one_line():
    assert parse_table('x,x,,"a\nb",x\n1,2,3,4,5\n').table.names == (
        "x",
        "x.2",
        "column 3",
        "a b",
        "x.3",
    )


def test_a_single_column_of_decimal_commas():
    assert parse_table("x\n3,5\n4,25\n").table.values.tolist() == [[3.5], [4.25]]


def test_commas_between_columns_are_no_decimal_marks():
    assert parse_table("3,5\n4,25\n").table.values.tolist() == [[3.0, 5.0], [4.0, 25.0]]


def test_thousands_marks_count_only_where_they_are_well_formed():
    assert parse_table("x;y\n1.234.567,5;2\n2,5;3\n").table.values.tolist() == [
        [1234567.5, 2.0],
        [2.5, 3.0],
    ]
    assert refusal("x;y\n1.23.567,5;2\n2,5;3\n").place == "line 2, column 1 (x)"


def test_ragged_rows_with_text_columns_are_refused():
    assert refusal("id,x\nA,1\nB,2,3\n").place == "line 3"


def test_a_quotation_mark_inside_a_cell_is_text():
    assert parse_table('size,x\n5" pipe,1\n6" pipe,2\n').table.names == ("x",)


def test_a_quotation_never_closed_names_its_line():
    text = "x,y\n" + "1,2\n" * 3000 + '"3,4\n' + "5,6\n" * 50_000
    problem = refusal(text)
    assert problem.place == "line 3002"
    assert "quotation" in problem.reason
    assert refusal('x,y\n"1,2\n3,4\n').place.startswith("line 2")


def test_a_line_without_end_is_refused():
    assert "longer than" in refusal("1," * (chunks.MAX_LINE // 2 + 10)).reason
    text = "x,y\n" + "1,2\n" * 20 + "1," * (chunks.MAX_LINE + 10)
    assert refusal(text).place == "line 22"


def test_a_second_line_without_end_is_refused_before_its_cells_are_told_apart():
    assert refusal("x,y\n" + "1,2," * 400_000).place == "line 2"
    assert refusal("x,y\n1,2\n" + "1,2," * 400_000 + "\n1,2\n").place == "line 3"


def test_a_long_preamble_does_not_hide_the_table():
    text = "# comment\n" * 20_000 + "x,y\n1,2\n3,4\nfive,6\n"
    assert refusal(text).place == "line 20004, column 1 (x)"


def test_progress_goes_to_the_end_and_can_stop_it(monkeypatch):
    monkeypatch.setattr(chunks, "_CHUNK", 8)
    text = "x,y\n" + "1,2\n" * 10
    seen = []
    parse_table(text, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) > 3

    class StopError(Exception):
        pass

    def stop(fraction):
        raise StopError

    with pytest.raises(StopError):
        parse_table(text, progress=stop)


def test_the_dataset_says_where_it_came_from(tmp_path):
    path = tmp_path / "my data.csv"
    path.write_text("x,y\n1,2\n3,4\n")
    dataset = read_dataset(path)
    assert dataset.provenance == "my data.csv"
    assert dataset.columns == (0, 1)
    assert math.isclose(dataset.X.sum(), 10.0)
    assert read_dataset(str(path)).names == ("x", "y")


def test_npy_by_another_name_is_refused_in_one_clear_sentence(tmp_path):
    path = tmp_path / "data.csv"
    with path.open("wb") as stream:
        np.save(stream, np.ones((3, 2)))
    with pytest.raises(DataFileError, match=r"NumPy array.*let its name end in \.npy\.$"):
        read_dataset(path)


@pytest.mark.parametrize("cell", ['"1"2', '1"2"', '1"2', '"1" 2', '"1""2"'])
def test_no_quotation_makes_another_number(cell):
    assert refusal("x,y\n1,2\n" + f"3,{cell}\n").place.startswith("line 3")
    assert refusal("x,y\n1,2\n" + f'"3",{cell}\n1,2\n').place.startswith("line 3")


def test_a_quotation_that_is_not_closed_in_the_last_line_of_many(monkeypatch):
    monkeypatch.setattr(chunks, "_CHUNK", 1 << 10)
    body = "1.5,2.5\n" * 2000
    assert refusal("x,y\n" + body + '1.5,"2.5\n').place == "line 2002"
    assert refusal("x,y\n" + body + "1.5\n").place == "line 2002"
    assert refusal("x,y\n" + body + "1.5,oops\n").place == "line 2002, column 2 (y)"
    assert refusal("x,y\n" + body + "1.5,1e400\n").place == "line 2002, column 2 (y)"


@pytest.mark.parametrize("cell", ["oops", "1e400", "-1E+309", "1e1000", '"2', "3,4", ""])
def test_what_is_wrong_late_is_refused_before_the_rest_is_read(monkeypatch, cell):
    monkeypatch.setattr(chunks, "_CHUNK", 1 << 10)
    lines = ["x,y", *["1.5,2.5e-300"] * 2000, f"1,{cell}", *["1.5,2.5e+10"] * 20]
    with pytest.raises(BadContentError):
        parse_table("\n".join(lines), progress=lambda _: pytest.fail("good rows were read first"))


@pytest.mark.parametrize("place", [0, 777, 1999])
def test_one_odd_cell_is_read_alone(monkeypatch, place):
    monkeypatch.setattr(chunks, "_PIECE", 1 << 8)
    rows = [f"{i}.5,{i}" for i in range(2000)]
    rows[place] = '"1,234.5",7'
    values = parse_table("x,y\n" + "\n".join(rows)).table.values
    expected = [[i + 0.5, i] for i in range(2000)]
    expected[place] = [1234.5, 7]
    assert values.tolist() == expected
    rows[place] = "7,oops"
    assert refusal("x,y\n" + "\n".join(rows)).place == f"line {place + 2}, column 2 (y)"


def test_pieces_stay_in_their_order(monkeypatch):
    monkeypatch.setattr(chunks, "_CHUNK", 64)
    numbers = [[float(row), row / 7] for row in range(500)]
    lines = [f"{x!r},{y!r}" for x, y in numbers]
    lines[250:250] = ["", "  "]
    lines[400] = lines[400] + ","
    done = []
    table = parse_table("x,y\n" + "\n".join(lines), progress=done.append).table
    assert table.values.tolist() == numbers
    assert done == sorted(done)
    assert done[-1] == 1.0

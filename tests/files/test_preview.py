"""What is shown of a table before it is read, and what a person may say about it."""

import numpy as np
import pytest

from gmm_explorer.files import (
    DataFileError,
    ImportOptions,
    dataset_of_bytes,
    dataset_of_text,
    incomplete_lines,
    preview_bytes,
    preview_table,
    preview_text,
    read_dataset,
    scale_warning,
)
from tests.files.books import write_xlsx

EUROPEAN = "größe;gewicht;art\n1.234,5;70,25;a\n2,5;n/a;b\n3,5;abc;a\n4,5;73,0;b\n5,5;74,5;a\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_was_found_out_about_a_european_table(encoding):
    preview = preview_bytes(EUROPEAN.encode(encoding), "table.csv")
    found = preview.found
    assert found.encoding == encoding
    assert (found.delimiter, found.decimal, found.thousands) == (";", ",", ".")
    assert found.has_header
    assert found.comment == ""
    assert [column.name for column in preview.columns] == ["größe", "gewicht", "art"]
    assert [column.kind for column in preview.columns] == ["numbers", "numbers", "text"]
    assert preview.columns[0].range == (2.5, 1234.5)
    assert preview.columns[1].n_missing == 1
    assert preview.columns[1].values.tolist() == [70.25, 73.0, 74.5]
    assert preview.columns[2].range is None
    assert preview.lines == (2, 3, 4, 5, 6)
    assert preview.rows[1] == ("2,5", "n/a", "b")
    assert [(fault.line, fault.column) for fault in preview.faults] == [(3, 1), (4, 1)]
    assert "'abc' is not a number" in preview.faults[1].reason
    again = preview_bytes(EUROPEAN.encode(encoding), "table.csv", found)
    assert again.rows == preview.rows
    assert again.found == found


def test_rows_are_left_out_with_consent_only(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(EUROPEAN + "6,5\n")
    with pytest.raises(DataFileError, match="line 3, column 2"):
        read_dataset(path)
    assert incomplete_lines(path) == (3, 4, 7)
    assert incomplete_lines(path, ["größe"]) == (7,)
    dataset = read_dataset(path, options=ImportOptions(drop_incomplete=True, labels="art"))
    assert dataset.X.tolist() == [[1234.5, 70.25], [4.5, 73.0], [5.5, 74.5]]
    assert dataset.labels.tolist() == [0, 1, 0]
    assert dataset.notices[-1] == (
        "3 rows with missing or non-numeric cells were left out: lines 3, 4, 7."
    )
    path.write_text("x,y\n1,\n2,n/a\n")
    with pytest.raises(DataFileError, match="no row of it is complete"):
        read_dataset(path, options=ImportOptions(drop_incomplete=True))
    path.write_text("x,y\n1,2\n1,2,3\n")
    with pytest.raises(DataFileError, match="line 3: the number of values is 3"):
        read_dataset(path, options=ImportOptions(drop_incomplete=True))


def test_many_rows_left_out_are_not_all_named():
    text = "x,y\n" + "1,2\n" * 100 + "1,\n" * 30
    dataset = dataset_of_text(text, options=ImportOptions(drop_incomplete=True))
    assert dataset.notices == (
        "30 rows with missing or non-numeric cells were left out: "
        "lines 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, ….",
    )


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("1,2\n3,4\n", ImportOptions(delimiter=";", decimal=","), [[1.2], [3.4]]),
        ("1.234;5\n2.345;6\n", ImportOptions(decimal=","), [[1234.0, 5.0], [2345.0, 6.0]]),
        ("1 234;5\n12 345 678;6\n", ImportOptions(thousands=" "), [[1234, 5], [12345678, 6]]),
        ("x;y\n1'234.5;5\n1;2\n", ImportOptions(thousands="'"), [[1234.5, 5.0], [1.0, 2.0]]),
        ("2001,2002\n1,2\n3,4\n", ImportOptions(has_header=True), [[1.0, 2.0], [3.0, 4.0]]),
        ("1,2\n3,4\n", ImportOptions(has_header=False), [[1.0, 2.0], [3.0, 4.0]]),
        ("! no\nx,y\n1,2\n!\n3,4\n", ImportOptions(comment="!"), [[1.0, 2.0], [3.0, 4.0]]),
        ("x#1\ty\n1\t2\n", ImportOptions(comment=""), [[1.0, 2.0]]),
    ],
)
def test_what_is_found_out_can_be_said(text, options, expected):
    assert np.array_equal(dataset_of_text(text, options=options).X, expected)
    preview = preview_text(text, options)
    assert len(preview.rows) == len(expected)
    assert preview.faults == ()


def test_an_encoding_can_be_said():
    content = "größe\n1\n2\n".encode("utf-16-le")
    told = ImportOptions(encoding="utf-16-le")
    assert dataset_of_bytes(content, "a.csv", options=told).names == ("größe",)
    assert preview_bytes(content, "a.csv", told).columns[0].name == "größe"
    with pytest.raises(DataFileError, match="there is no encoding 'klingon'"):
        preview_bytes(content, "a.csv", ImportOptions(encoding="klingon"))
    with pytest.raises(DataFileError, match="it is not utf-8"):
        preview_bytes(b"\xff1\n", "a.csv", ImportOptions(encoding="utf-8"))


@pytest.mark.parametrize(
    ("labels", "expected"), [("kind", [1, 0, 1]), ("3", [1, 0, 2]), (1, [0, 1, 2])]
)
def test_a_column_of_labels_is_no_column_of_data(labels, expected):
    text = "kind,x,code\nb,1.5,2\na,2.5,1\nb,3.5,10\n"
    dataset = dataset_of_text(text, options=ImportOptions(labels=labels))
    assert dataset.labels.tolist() == expected
    assert len(dataset.names) == (2 if labels == "kind" else 1)
    with pytest.raises(DataFileError, match="column 'none': there is no such column"):
        dataset_of_text(text, options=ImportOptions(labels="none"))


@pytest.mark.parametrize(
    "text",
    [
        "x\ty\n1.5\t2\n3.5\t4\n",
        "x,y\r\n1.5,2\r\n3.5,4\r\n",
        "x y\n1.5  2\n3.5  4",
        "x | y\n1.5 | 2\n3.5 | 4\n",
        "  x;y\n1,5;2\n3,5;4\n",
        "x\ty\n1.5\t2\n3.5\t4\n\n\n",
    ],
)
def test_a_paste_from_a_spreadsheet_or_the_web(text):
    dataset = dataset_of_text(text)
    assert dataset.X.tolist() == [[1.5, 2.0], [3.5, 4.0]]
    assert dataset.names == ("x", "y")
    assert dataset.provenance == "the pasted text"
    with pytest.raises(DataFileError, match=r"^the pasted text: it is empty"):
        dataset_of_text("")


def test_no_more_than_the_first_rows_are_shown(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("# mine\nx,y\n" + "1,2\n" * 10_000 + "oops,1\n")
    preview = preview_table(path)
    assert len(preview.rows) == 200
    assert preview.lines[:2] == (3, 4)
    assert preview.found.comment == "#"
    assert preview.faults == ()
    assert preview.is_text


def test_what_is_no_table_has_no_preview(tmp_path):
    for text in ("", "only,words\n", "a,b\nc,d\ne,f\n"):
        with pytest.raises(DataFileError, match="the pasted text"):
            preview_text(text)


def test_a_preview_of_arrays(tmp_path):
    path = tmp_path / "table.npy"
    values = np.arange(1000.0).reshape(500, 2)
    values[[4, 300], 0] = np.nan
    values[5, 1] = np.inf
    np.save(path, values)
    preview = preview_table(path)
    assert len(preview.rows) == 200
    assert preview.rows[1] == ("2", "3")
    assert preview.columns[1].range == (1.0, 399.0)
    assert preview.rows[4:6] == (("", "9"), ("10", "inf"))
    assert [(fault.line, fault.column) for fault in preview.faults] == [(5, 0), (6, 1)]
    assert preview.faults[1].reason == "the value is infinite"
    assert preview.columns[0].n_missing == 1
    assert incomplete_lines(path) == (5, 6, 301)
    assert not preview.is_text


def test_a_preview_of_a_spreadsheet(tmp_path):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    write_xlsx(path, {"first": [["x"], [1.5], [None], ["b"]], "second": [["y"], [2.0]]})
    preview = preview_table(path)
    assert preview.sheets == ("first", "second")
    assert preview.found.sheet == "first"
    assert preview.found.has_header
    assert preview.rows == (("1.5",), ("b",))
    assert [fault.line for fault in preview.faults] == [4]
    assert preview_table(path, ImportOptions(sheet="second")).rows == (("2",),)


def test_a_warning_where_scales_differ():
    narrow, wide = np.array([0.0, 1.0, 2.0]), np.array([0.0, 100.0, 200.0])
    warning = scale_warning([narrow, wide], ["a", "b"])
    assert warning.startswith("Column b is 100 times as wide as a: standardise")
    assert not scale_warning([narrow, 9.9 * narrow], ["a", "b"])
    assert scale_warning([narrow, 10.01 * narrow], ["a", "b"])
    assert not scale_warning([narrow], ["a"])
    assert not scale_warning([narrow, np.ones(3)], ["a", "b"])
    assert not scale_warning([narrow, np.array([-1e308, 1e308])], ["a", "b"])
    assert not scale_warning([narrow, np.array([])], ["a", "b"])

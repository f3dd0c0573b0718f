"""Tables that are no text: arrays of NumPy, spreadsheets, Parquet."""

import io
import pickle
import struct
import sys
import warnings
import zipfile
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmm_explorer.data import memory
from gmm_explorer.files import DataFileError, ImportOptions, dataset_of_bytes, read_dataset, size
from gmm_explorer.files.tables import sheet_size
from tests.files.books import write_ods, write_xlsx

X = np.array([[1.0, -2.5], [1 / 3, 4e-300], [7.0, 1e12]])


def refusal(path, **arguments):
    with pytest.raises(DataFileError) as caught:
        read_dataset(path, **arguments)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def saved(tmp_path, array):
    path = tmp_path / "data.npy"
    np.save(path, array)
    return path


@pytest.mark.parametrize(
    "array",
    [
        X,
        np.asfortranarray(X),
        X[::-1, ::-1],
        X.astype(">f8"),
        X.astype(np.float32),
        np.arange(6, dtype=np.float16).reshape(3, 2),
        np.arange(6, dtype=np.int8).reshape(3, 2),
        np.arange(6, dtype=np.uint64).reshape(3, 2),
        np.arange(6, dtype=np.longdouble).reshape(3, 2),
    ],
    ids=lambda array: f"{array.dtype.str}-{array.flags.f_contiguous}",
)
def test_arrays_of_any_real_type(tmp_path, array):
    dataset = read_dataset(saved(tmp_path, array))
    assert np.array_equal(dataset.X, array.astype(float))
    assert dataset.names == ("x", "y")
    assert dataset.notices == ()


def test_one_dimension_is_one_column(tmp_path):
    assert read_dataset(saved(tmp_path, X[:, 0])).X.shape == (3, 1)


def test_fields_are_columns(tmp_path):
    kind = [("a", "f4"), ("name", "U3"), ("b", ">i8"), ("pair", "f8", (2,))]
    array = np.array([(1.5, "x", 2, (0, 0)), (2.5, "y", 3, (0, 0))], dtype=kind)
    dataset = read_dataset(saved(tmp_path, array))
    assert dataset.names == ("a", "b")
    assert dataset.X.tolist() == [[1.5, 2.0], [2.5, 3.0]]
    assert dataset.notices == (
        "Its fields were read as columns: a, b.",
        "Fields without numbers were left out: name, pair.",
    )
    assert read_dataset(saved(tmp_path, array), ["b"]).names == ("b",)


@pytest.mark.parametrize(
    ("array", "reason"),
    [
        (np.array(1.0), "0 dimensions"),
        (np.ones((2, 2, 2)), "3 dimensions"),
        (np.ones((2, 2), dtype=complex), "complex numbers"),
        (np.ones((2, 2), dtype=bool), "truth values"),
        (np.array([["a", "b"]]), "text"),
        (np.array(["2024-01-01"], dtype="M8[D]"), "dates"),
        (np.ones((0, 2)), "empty"),
        (np.ones((2, 0)), "empty"),
        (np.ones((2, 1001)), "1001 columns"),
        (np.array([("x",)], dtype=[("a", "U1")]), "none of its fields"),
        (np.array([[1.0, np.nan]]), "row 1, column 2 (y): the value is missing"),
        (np.array([[1.0, 2.0], [np.inf, 1.0]]), "row 2, column 1 (x): the value is infinite"),
    ],
)
def test_arrays_that_are_no_table(tmp_path, array, reason):
    assert reason in refusal(saved(tmp_path, array))


def test_a_column_of_an_array_can_hold_the_labels(tmp_path):
    path = saved(tmp_path, np.array([[1.5, 10], [2.5, 9], [np.nan, 7], [3.5, 10]]))
    options = ImportOptions(drop_incomplete=True, labels="2")
    dataset = read_dataset(path, options=options)
    assert dataset.X.tolist() == [[1.5], [2.5], [3.5]]
    assert dataset.labels.tolist() == [1, 0, 1]


def test_large_integers_are_told(tmp_path):
    dataset = read_dataset(saved(tmp_path, np.array([[2**60 + 1], [1]])))
    assert dataset.notices == ("Numbers beyond 2^53 were rounded to double precision.",)


class Harm:
    """What unpickling would be noticed by."""

    def __reduce__(self):
        return (pytest.fail, ("a pickle was opened",))


def test_no_pickle_is_ever_opened(tmp_path):
    objects = np.array([Harm()], dtype=object)
    path = tmp_path / "data.npy"
    with path.open("wb") as stream:
        np.lib.format.write_array(stream, objects, allow_pickle=True)
    assert "Python objects, which are never opened" in refusal(path)
    path.write_bytes(pickle.dumps(Harm()))
    assert "not that of a NumPy array" in refusal(path)
    archive = tmp_path / "data.npz"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.savez(archive, X=objects)
    assert "array X: it holds Python objects" in refusal(archive)


def header(text, version=1):
    size = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes([version, 0]) + size + text.encode("latin-1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "header"),
        (b"x,y\n1,2\n", "header"),
        (b"\x93NUMPY\x09\x00rest", "header"),
        (header("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }"), "cut off"),
        (header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }"), "header"),
        (header("{'descr': '<f8', 'fortran_order': False, 'shape': (10**9,), }"), "header"),
        (header("{'descr': 'nonsense', 'fortran_order': False, 'shape': (1,), }"), "header"),
        (header("{'descr': '<f8', 'shape': (1,), }"), "header"),
        (header("__import__('os')"), "header"),
        (header("(" * 5000), "header"),
        (header("{" + " " * 70_000, version=2), "header"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}", "header"),
        (header("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }"), "cut off"),
    ],
)
def test_damaged_arrays(tmp_path, content, reason):
    path = tmp_path / "data.npy"
    path.write_bytes(content)
    assert reason in refusal(path)


@given(st.binary(max_size=80), st.integers(0, 200))
def test_any_damage_is_refused_or_read(tmp_path_factory, noise, place):
    path = tmp_path_factory.mktemp("npy") / "data.npy"
    content = io.BytesIO()
    np.save(content, X)
    damaged = bytearray(content.getvalue())
    damaged[place : place + len(noise)] = noise
    path.write_bytes(bytes(damaged))
    with suppress(DataFileError):
        assert np.isfinite(read_dataset(path).X).all()


def test_an_archive_of_one_array_or_one_called_x(tmp_path):
    path = tmp_path / "data.npz"
    np.savez(path, whatever=X)
    assert np.array_equal(read_dataset(path).X, X)
    np.savez_compressed(path, y=np.arange(3), X=X, z=np.ones(5))
    dataset = read_dataset(path)
    assert np.array_equal(dataset.X, X)
    assert dataset.notices == ("Arrays y, z were left out.",)


def test_an_archive_of_columns(tmp_path):
    path = tmp_path / "data.npz"
    np.savez(path, height=X[:, 0], weight=X[:, 1])
    dataset = read_dataset(path)
    assert dataset.names == ("height", "weight")
    assert np.array_equal(dataset.X, X)


def test_archives_that_are_no_table(tmp_path):
    path = tmp_path / "data.npz"
    np.savez(path, a=X, b=X)
    assert "several arrays ('a', 'b') and none is called X" in refusal(path)
    np.savez(path)
    assert "no array in it" in refusal(path)
    path.write_bytes(b"PK\x03\x04 no archive")
    assert "not a whole zip archive" in refusal(path)
    np.savez_compressed(path, X=np.random.default_rng(0).normal(size=(1000, 2)))
    content = bytearray(path.read_bytes())
    content[500:520] = bytes(20)
    path.write_bytes(content)
    assert "array X: it cannot be unpacked" in refusal(path)


def bomb(path, n_bytes, claimed):
    """Write an archive whose one array unpacks to many zeros, whatever it claims to hold."""
    text = f"{{'descr': '<f8', 'fortran_order': False, 'shape': ({claimed},), }}"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("X.npy", "w", force_zip64=True) as member,
    ):
        member.write(header(text))
        for _ in range(n_bytes >> 20):
            member.write(bytes(1 << 20))


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    path = tmp_path / "bomb.npz"
    bomb(path, 1 << 26, (1 << 26) // 8)
    monkeypatch.setattr(size, "available_memory", lambda: 10**8)
    assert "reading it needs about 0.1 GB of memory" in refusal(path)
    bomb(path, 1 << 20, 10**12)
    assert "cut off" in refusal(path)


def test_missing_values_are_left_out_with_consent_only(tmp_path):
    path = saved(tmp_path, np.array([[1.0, 2.0], [np.nan, 3.0], [4.0, 5.0]]))
    dataset = read_dataset(path, options=ImportOptions(drop_incomplete=True))
    assert dataset.X.tolist() == [[1.0, 2.0], [4.0, 5.0]]
    assert dataset.notices == ("1 row with a missing or non-numeric cell was left out: row 2.",)
    path = saved(tmp_path, np.full((2, 2), np.nan))
    assert "no row of it is complete" in refusal(path, options=ImportOptions(drop_incomplete=True))


TABLE = [["height", "name", "weight"], [1.5, "a", 70], [0.1, "b", -3.25], [1e-300, "c", 2**60]]
BOOKS = [("book.xlsx", write_xlsx), ("book.ods", write_ods)]


@pytest.mark.parametrize(("name", "write"), BOOKS)
def test_a_spreadsheet(tmp_path, name, write):
    pytest.importorskip("python_calamine")
    path = tmp_path / name
    write(path, {"data": [[None], *TABLE], "other": [["x"], [1.0], [2.0]]})
    dataset = read_dataset(path)
    assert dataset.names == ("height", "weight")
    assert dataset.X.tolist() == [[1.5, 70.0], [0.1, -3.25], [1e-300, float(2**60)]]
    assert any("Column 2 (name) holds text" in notice for notice in dataset.notices)
    other = read_dataset(path, options=ImportOptions(sheet="other"))
    assert other.X.tolist() == [[1.0], [2.0]]
    labelled = read_dataset(path, options=ImportOptions(labels="name"))
    assert labelled.labels.tolist() == [0, 1, 2]
    assert "'none': there is no such sheet; choose from data, other" in refusal(
        path, options=ImportOptions(sheet="none")
    )


@pytest.mark.parametrize(("name", "write"), BOOKS)
def test_a_cell_of_a_spreadsheet_is_named(tmp_path, name, write):
    pytest.importorskip("python_calamine")
    path = tmp_path / name
    write(path, {"data": [["x", "y"], [1.0, 2.0], [3.0, "oops"], [None, 5.0]]})
    assert "line 3, column 2 (y): 'oops' is not a number" in refusal(path)
    dataset = read_dataset(path, options=ImportOptions(drop_incomplete=True))
    assert dataset.X.tolist() == [[1.0, 2.0]]
    assert "lines 3, 4." in dataset.notices[0]
    write(path, {"data": []})
    assert "empty" in refusal(path)
    path.write_bytes(b"PK\x03\x04 no archive")
    assert "not a whole spreadsheet" in refusal(path)


def test_truth_values_of_a_spreadsheet_are_refused(tmp_path):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    write_xlsx(path, {"data": [["x"], [True], [False]]})
    assert "truth value" in refusal(path)


def test_a_spreadsheet_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    write_xlsx(path, {"data": [["x"], *[[1.0]] * 1000]})
    monkeypatch.setattr(sheet_size, "available_memory", lambda: 10_000)
    assert "unpacks to" in refusal(path)


def far_out(path, cell):
    """Put a cell at the last place that a sheet has."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            row = b'<row r="1048576">' + cell + b"</row></sheetData>"
            archive.writestr(name, part.replace(b"</sheetData>", row))


def test_a_cell_far_out_does_not_fill_the_memory(tmp_path):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    write_xlsx(path, {"data": [["x"], [1.0], [2.0]]})
    far_out(path, b'<c s="1" r="XFD1048576"/>')
    assert read_dataset(path).X.tolist() == [[1.0], [2.0]]
    far_out(path, b'<c t="n" r="XFD1048576"><v>1</v></c>')
    assert "a sheet of 1,048,576 rows and 16,384 columns needs about 824.6 GB" in refusal(path)
    write_xlsx(path, {"data": [["x"], [1.0], [2.0]]})
    far_out(path, b"<c\n r = 'xfd1048576' t='n'><v>1</v></c>")
    assert "16,384 columns" in refusal(path)


def test_a_sheet_that_repeats_its_rows_is_refused_by_its_size(tmp_path, monkeypatch):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.ods"
    write_ods(path, {"data": [["x"], *[[1.0]] * 1000]})
    monkeypatch.setattr(sheet_size, "available_memory", lambda: 40_000)
    monkeypatch.setattr(sheet_size, "_MEMORY_PER_BYTE", 0)
    assert "a sheet of 1,001 rows and 1 columns" in refusal(path)


def test_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "data.parquet"
    columns = {"a": [1.5, 2.5, 3.5], "name": ["x", "y", "z"], "b": [1, 2, 3]}
    parquet.write_table(pyarrow.table(columns), path)
    dataset = read_dataset(path)
    assert dataset.names == ("a", "b")
    assert dataset.X.tolist() == [[1.5, 1.0], [2.5, 2.0], [3.5, 3.0]]
    assert dataset.notices == ("Column 2 (name) holds text and was left out.",)
    assert read_dataset(path, ["b", "a"]).X[0].tolist() == [1.0, 1.5]
    parquet.write_table(pyarrow.table({"a": [1, None, 3]}), path)
    assert "row 2, column 1 (a): the value is missing" in refusal(path)
    parquet.write_table(pyarrow.table({"a": ["x"]}), path)
    assert "none of its columns holds numbers" in refusal(path)
    path.write_bytes(path.read_bytes()[:-3])
    assert "not a whole Parquet table" in refusal(path)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("book.xlsx", "python_calamine", "spreadsheets"),
        ("data.parquet", "pyarrow", "parquet"),
    ],
)
def test_what_is_not_installed_is_said(tmp_path, monkeypatch, name, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04")
    message = refusal(path)
    assert f"pip install 'gmm-explorer[{extra}]', or save the table as CSV." in message


def test_there_is_memory_for_what_is_read(tmp_path, monkeypatch):
    content = saved(tmp_path, np.ones((100_000, 2))).read_bytes()
    assert memory.available_memory() > 10**7
    monkeypatch.setattr(size, "available_memory", lambda: 10**6)
    with pytest.raises(DataFileError, match=r"reading it needs about 3\.2 MB"):
        dataset_of_bytes(content, "data.npy")

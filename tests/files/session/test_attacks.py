"""Sessions that somebody has tampered with: each is refused in one sentence, and does nothing."""

import contextlib
import io
import json
import os
import pickle
import stat
import struct
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmm_explorer.files import SessionFileError, read_session, write_session
from gmm_explorer.files.session import migrations
from tests.files.session.lives import assert_same, lived

MIMETYPE = b"application/x-gmm-explorer"


@pytest.fixture(scope="module")
def entries(tmp_path_factory):
    """Return the entries of a session in which much has happened, by their names."""
    path = tmp_path_factory.mktemp("whole") / "whole.gmmx"
    write_session(path, lived(3, 80))
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def content(entries):
    """Return the bytes of that session's file."""
    return packed(entries)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hostile.gmmx"


def packed(entries, method=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, held in entries.items():
            archive.writestr(name, held)
    return stream.getvalue()


def array(values):
    stream = io.BytesIO()
    np.save(stream, np.asarray(values), allow_pickle=True)
    return stream.getvalue()


def changed(entries, name, change):
    """Return the entries with an array made another."""
    values = np.load(io.BytesIO(entries[name]))
    return {**entries, name: array(change(values.copy()))}


def edited(entries, *keys, value):
    """Return the entries with another value somewhere in the document."""
    document = json.loads(entries["session.json"])
    place = document
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    return {**entries, "session.json": json.dumps(document).encode()}


def refused(path, content, *words):
    """Check that a file is refused in one sentence that holds some words."""
    path.write_bytes(content if isinstance(content, bytes) else packed(content))
    before = sorted(path.parent.iterdir())
    with pytest.raises(SessionFileError) as caught:
        read_session(path)
    message = str(caught.value)
    assert message.startswith("hostile.gmmx")
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 400
    for word in words:
        assert word in message
    assert sorted(path.parent.iterdir()) == before
    return message


def test_what_is_only_packed_anew_is_read(path, entries):
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        path.write_bytes(packed(entries, method))
        assert_same(lived(3, 80), read_session(path))


@pytest.mark.parametrize(
    ("nonsense", "word"),
    [
        (b"", "empty"),
        (b"x,y\n1,2\n", "no whole session"),
        (b"PK\x03\x04", "no whole session"),
        (b"PK\x05\x06" + bytes(18), "no mimetype"),
        (pickle.dumps([1, 2]), "no whole session"),
        (packed({"a.csv": "x"}), "no mimetype"),
        (packed({"mimetype": "application/epub+zip"}), "mimetype"),
        (packed({"mimetype": b"X" * len(MIMETYPE)}), "its mimetype is not"),
        (packed({"mimetype": MIMETYPE}), "holds no session.json"),
    ],
)
def test_what_is_no_session_is_refused(path, nonsense, word):
    refused(path, nonsense, word)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_refused(path, content, share):
    refused(path, content[: int(share * len(content))], "no whole session")


def test_every_entry_is_needed(path, entries):
    for name in entries:
        refused(path, {other: held for other, held in entries.items() if other != name})


@settings(max_examples=150)
@given(data=st.data())
def test_a_damaged_byte_is_refused_or_means_nothing(tmp_path_factory, content, data):
    at = data.draw(st.integers(0, len(content) - 1))
    damaged = bytearray(content)
    damaged[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("damaged") / "damaged.gmmx"
    path.write_bytes(damaged)
    try:
        session = read_session(path)
    except SessionFileError:
        return
    assert_same(lived(3, 80), session)


@pytest.mark.parametrize(
    "name", ["../outside", "/tmp/outside", "a/b.npy", "C:\\x", "..", "a\\..\\b", "‮.npy"]
)
def test_an_entry_that_leads_elsewhere_is_refused(path, entries, name):
    refused(path, {**entries, name: b"x"}, "leads elsewhere")


def test_links_are_refused(path, entries):
    stream = io.BytesIO(packed(entries))
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("link.npy")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    refused(path, stream.getvalue(), "link.npy", "it is a link")


def test_entries_of_one_name_are_refused(path, entries):
    stream = io.BytesIO(packed(entries))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("session.json", "{}")
    refused(path, stream.getvalue(), "session.json", "twice")


def test_encrypted_entries_are_refused(path, content):
    damaged = bytearray(content)
    at = content.rindex(b"PK\x01\x02")
    damaged[at + 8] |= 1
    refused(path, bytes(damaged), "encrypted")


def test_a_bomb_is_not_unpacked(path, entries):
    bomb = array(np.zeros(20_000_000))
    refused(path, packed({**entries, "table_0.npy": bomb}, zipfile.ZIP_DEFLATED), "times as large")


def test_a_header_that_promises_too_much_is_refused(path, entries):
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 2), }\n"
    lying = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header
    refused(path, {**entries, "table_0.npy": lying}, "table_0.npy", "cut off")
    long = b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**31) + b" " * 100_000
    refused(path, {**entries, "table_0.npy": long}, "table_0.npy")
    deep = b"{'descr': " + b"(" * 30_000 + b"}\n"
    deep = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(deep)) + deep
    refused(path, {**entries, "table_0.npy": deep}, "table_0.npy", "header")


class Harmful:
    """A pickle that writes a file when it is opened."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def test_pickles_are_not_opened(path, entries, tmp_path):
    harmful = array(np.array([Harmful(tmp_path / "harm")], dtype=object))
    refused(path, {**entries, "weights.npy": harmful}, "weights.npy", "Python objects")
    refused(path, {**entries, "session.json": pickle.dumps(Harmful(tmp_path / "harm"))})
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("table_0.npy", lambda a: a * np.nan),
        ("table_0.npy", lambda a: a / 0.0),
        ("table_0.npy", lambda a: a * 1e300),
        ("table_0.npy", lambda a: a[:, :2]),
        ("table_0.npy", lambda a: a[:-1]),
        ("table_0.npy", lambda a: a[:0]),
        ("table_0.npy", lambda a: a.ravel()),
        ("table_0.npy", lambda a: a.astype(np.float32)),
        ("table_0.npy", lambda a: a.astype(">f8")),
        ("table_0.npy", lambda a: a.astype(str)),
        ("labels_0.npy", lambda a: a.astype(float)),
        ("weights.npy", lambda a: -a),
        ("weights.npy", lambda a: a * 2),
        ("weights.npy", lambda a: a * np.inf),
        ("weights.npy", lambda a: a[:-1]),
        ("weights.npy", lambda a: np.append(a, 1.0)),
        ("weights.npy", lambda a: a[:, None]),
        ("means.npy", lambda a: a * np.nan),
        ("covariances.npy", lambda a: -a - 1),
        ("covariances.npy", lambda a: a + np.arange(a.size)),
        ("covariances.npy", lambda a: a / 0.0),
        ("log_likelihood.npy", lambda a: a[1:]),
        ("log_prior.npy", lambda a: a * np.nan),
        ("n_iter.npy", lambda a: -a),
        ("n_iter.npy", lambda a: a * 0),
        ("parts.npy", lambda a: a + 7),
        ("parts.npy", lambda a: a - 9),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_numbers_that_no_session_has_are_refused(path, entries, name, change):
    refused(path, changed(entries, name, change))


DEEP = b"[" * 5_000_000


@pytest.mark.parametrize(
    ("document", "word"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"null", "format"),
        (b"[]", "format"),
        (b'{"format": "gmm-explorer/session"}', "version"),
        (b'{"format": "gmm-explorer/parameters", "version": 1}', "format"),
        (b'{"format": "gmm-explorer/session", "version": true}', "version"),
        (b'{"format": "gmm-explorer/session", "version": 0}', "version"),
        (b'{"format": "gmm-explorer/session", "version": 1}', "missing"),
        (b'{"format": "gmm-explorer/session", "version": 2}', "newer GMM Explorer"),
        (b'{"format": "gmm-explorer/session", "version": 2, "x": [{}]}', "update GMM Explorer"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1e400}', "too large"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": ' + b"9" * 5000 + b"}", "digits"),
        (b"\xff\xfe{}", "UTF-8"),
        (DEEP, "nested"),
        (b'{"a":' * 100_000, "nested"),
    ],
)
def test_a_document_that_is_none_is_refused(path, entries, document, word):
    refused(path, {**entries, "session.json": document}, "session.json", word)


WRONG = (None, True, -1, 0.5, 10**30, "x", [], {}, [[]], "\ud800", 2**40)


def test_a_value_of_another_kind_is_refused_or_means_something(path):
    """Put everything in the place of everything; only what is legal is read."""
    write_session(path, lived(4, 12))
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for keys in places(json.loads(entries["session.json"]), most=2):
        for value in WRONG:
            path.write_bytes(packed(edited(entries, *keys, value=value)))
            with contextlib.suppress(SessionFileError):
                read_session(path)


def places(value, most, keys=()):
    """Yield the ways to everything in a document, of lists the first and the last few."""
    if keys:
        yield keys
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
        inner = inner[:most] + inner[most:][-most:]
    else:
        return
    for key, item in inner:
        yield from places(item, most, (*keys, key))


@pytest.mark.parametrize(
    ("keys", "value", "word"),
    [
        (("blocks", 1, "parent"), [1, 0], "from 0 to 0"),
        (("blocks", 1, "parent"), [2, 0], "from 0 to 0"),
        (("blocks", 1, "parent"), [10**9, 0], "from 0 to 0"),
        (("blocks", 1, "parent"), None, "first block alone"),
        (("blocks", 0, "parent"), [0, 0], "nothing that it could stand for"),
        (("blocks", 1, "parent"), [0, 7], "parent"),
        (("blocks", 0, "turns"), [0], "no path turns there"),
        (("blocks", 0, "turns"), [1, 1], "no path turns there"),
        (("blocks", 1, "visited"), 3, "visited"),
        (("blocks", 1, "entry", "cause"), "magic", "'magic' is none of"),
        (("blocks", 1, "entry", "snapshot"), -1, "snapshot"),
        (("blocks",), [], "yielded_by"),
        (("position",), [0, 1], "position"),
        (("datasets", 0, "columns"), [0, 0], "chosen twice"),
        (("datasets", 0, "columns"), [9], "no column"),
        (("datasets", 0, "names"), ["a", "a", "a"], "same name"),
        (("datasets", 0, "scale"), [0.0, 1.0], "standardised"),
        (("settings", 0, "covariance_type"), "round", "'round' is none of"),
        (("settings", 0, "tol"), -1.0, "tol"),
        (("snapshots", 1, "mixture"), 10**6, "mixture"),
        (("mixtures", 0), {"yielded_by": [0, 0]}, "no run"),
        (("mixtures", 0), {"shape": [2**40, 2**40]}, "too few numbers"),
        (("view", "selection"), [3, 2, 1], "selection"),
        (("view", "standing"), {"kind": "magic"}, "'magic' is none of"),
        (("view", "colour_mode"), "gold", "'gold' is none of"),
        (("view", "start"), {"method": "magic"}, "no start"),
        (("view", "playback"), {"speed": -1}, "speed"),
        (("view", "brush"), {"size": 10**9}, "pixels wide"),
        (("view", "unheard"), 1, "'unheard'"),
        (("unheard",), 1, "'unheard'"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place(path, entries, keys, value, word):
    refused(path, edited(entries, *keys, value=value), word, "session.json")


def test_a_missing_file_and_what_is_none_are_refused(tmp_path):
    for path in (tmp_path / "missing.gmmx", tmp_path, tmp_path / ("x" * 300)):
        with pytest.raises(SessionFileError):
            read_session(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.gmmx")
    with pytest.raises(SessionFileError, match="this is a pipe"):
        read_session(tmp_path / "pipe.gmmx")


def test_older_documents_are_brought_forward_one_version_at_a_time():
    steps = {1: lambda old: {**old, "b": old["a"]}, 2: lambda old: {**old, "c": old["b"]}}
    document = {"format": migrations.FORMAT, "version": 1, "a": 5}
    found = migrations.up_to_date(document, steps, 3)
    assert found == {**document, "version": 3, "b": 5, "c": 5}


def test_every_older_version_has_its_migration():
    assert set(migrations.MIGRATIONS) == set(range(1, migrations.VERSION))

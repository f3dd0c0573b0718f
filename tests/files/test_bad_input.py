"""Files as they are met: each is read with the stated values or refused with the stated words.

``manifest.json`` in the archive says for each file what must come of it. Where its policy leaves a
choice, ``CHOSEN`` says which was made.
"""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from gmm_explorer.cli import main
from gmm_explorer.files import DataFileError, preview_table, read_dataset

ARCHIVE = Path(__file__).parents[1] / "reference" / "badinput.zip"
CHOSEN = {
    "ok_numeric_header.csv": "accept_notice",
    "ok_ctrl_z_end.csv": "accept_notice",
    "ok_17_digits.csv": "accept_notice",
    "ok_one_row.csv": "accept_notice",
    "bad_fullwidth_digits.csv": "refuse",
    "bad_unicode_minus.csv": "accept_notice",
    "bad_thousands_ambiguous.csv": "accept_notice",
    "bad_many_columns.csv": "refuse",
    "bad_dates.csv": "accept_notice",
    "bad_npy_named.csv": "refuse",
    "bad_structured.npy": "accept_notice",
}


def _manifest():
    with zipfile.ZipFile(ARCHIVE) as archive:
        return json.loads(archive.read("manifest.json"))["files"]


@pytest.fixture(params=_manifest(), ids=lambda entry: entry["id"].encode("ascii", "replace"))
def entry(request):
    return request.param


@pytest.fixture
def path(entry, tmp_path):
    with zipfile.ZipFile(ARCHIVE) as archive:
        written = tmp_path / entry["id"]
        written.write_bytes(archive.read(entry["file"]))
    return written


@pytest.fixture
def outcome(entry):
    chosen = CHOSEN.get(entry["id"], entry["outcome"])
    assert chosen == entry["outcome"] or entry["outcome"] == "accept_notice_or_refuse"
    return chosen


def test_every_file_is_read_or_refused_as_it_should_be(entry, path, outcome):
    if outcome == "refuse":
        assert_refused(entry, path)
    else:
        assert_read(entry, path, is_silent=outcome == "accept")
    assert not Path(entry.get("must_not_exist", path / "none")).exists()


def test_the_command_line_says_the_same(entry, path, outcome, capsys):
    code = main(["fit", str(path), "-k", "1", "--reg-covar", "1e-6", "--max-iter", "1"])
    shown = capsys.readouterr()
    if outcome == "refuse":
        assert code == 3
        assert shown.out == ""
        assert shown.err.count("\n") == 1
        assert_says(entry, shown.err.rstrip("\n"))
    elif code != 0:  # what was read cannot be fitted, and that is said in one sentence
        assert shown.out == ""
        assert entry["id"].split(".")[0] in shown.err
    else:
        assert shown.out.startswith(path.name)
        assert outcome == "accept_notice" or shown.err == ""


def test_a_preview_shows_it_or_refuses_it(entry, path, outcome):
    try:
        preview = preview_table(path)
    except DataFileError:
        assert outcome == "refuse"
        return
    n_rows = len(preview.rows)
    assert n_rows == len(preview.lines) > 0
    if outcome != "refuse":
        assert preview.faults == ()
        assert n_rows == min(200, entry["expect"]["shape"][0])


def assert_refused(entry, path):
    with pytest.raises(DataFileError) as caught:
        read_dataset(path)
    assert_says(entry, str(caught.value))


def assert_says(entry, message):
    assert "\n" not in message
    assert message.endswith(".")
    for wanted in entry["message_all"]:
        assert wanted in message
    for group in entry["message_any"]:
        assert any(wanted in message for wanted in group), (message, group)


def assert_read(entry, path, *, is_silent):
    dataset = read_dataset(path)
    assert list(dataset.X.shape) == entry["expect"]["shape"]
    digest = hashlib.sha256(dataset.X.astype("<f8").tobytes()).hexdigest()
    assert digest == entry["expect"]["sha256_f64le"]
    if entry["columns"] is not None:
        assert list(dataset.names) == entry["columns"]
    assert (dataset.notices == ()) == is_silent
    told = " ".join(dataset.notices)
    for group in entry.get("notice_any", []):
        assert any(wanted in told for wanted in group), (told, group)

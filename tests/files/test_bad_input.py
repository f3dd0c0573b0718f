"""Files as they are met: each is read with the stated values or refused with the stated words.

``manifest.json`` in the archive says for each file what must come of it. Where its policy leaves a
choice, ``CHOSEN`` says which was made.
"""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from gmm_explorer.files import DataFileError, read_dataset

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


def test_every_file_is_read_or_refused_as_it_should_be(entry, path):
    outcome = CHOSEN.get(entry["id"], entry["outcome"])
    assert outcome == entry["outcome"] or entry["outcome"] == "accept_notice_or_refuse"
    if outcome == "refuse":
        assert_refused(entry, path)
    else:
        assert_read(entry, path, is_silent=outcome == "accept")


def assert_refused(entry, path):
    with pytest.raises(DataFileError) as caught:
        read_dataset(path)
    message = str(caught.value)
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

"""What the desktop is told fits the app: its type of file, its options, its names."""

import configparser
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest

from gmm_explorer.cli.arguments import fit_parser, predict_parser
from gmm_explorer.window_arguments import window_parser
from shipping.deb import METAINFO, PARTS
from shipping.manual import manual

TYPE = "application/x-gmm-explorer"
MIME = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}


def desktop_entry():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(PARTS / "gmm-explorer.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_desktop_opens_sessions_and_tables_with_the_app():
    entry = desktop_entry()

    assert {TYPE, "text/csv"} <= set(entry["MimeType"].split(";"))
    assert entry["Exec"] == "gmm-explorer %F"
    assert entry["Icon"] == "gmm-explorer"


def test_a_session_is_known_by_name_and_by_its_first_bytes(tmp_path):
    kind = ET.parse(PARTS / "gmm-explorer.xml").getroot().find("m:mime-type", MIME)
    assert kind.get("type") == TYPE
    assert kind.find("m:glob", MIME).get("pattern") == "*.gmmx"
    session = tmp_path / "session"
    with zipfile.ZipFile(session, "w") as archive:
        archive.writestr("mimetype", TYPE, compress_type=zipfile.ZIP_STORED)
        archive.writestr("session.json", "{}")
    start = session.read_bytes()

    for match in kind.iterfind(".//m:match", MIME):
        value = match.get("value").encode().decode("unicode_escape").encode("latin-1")
        assert start[int(match.get("offset")) :].startswith(value)


def test_the_catalogue_entry_names_the_desktop_entry():
    root = ET.parse(PARTS / METAINFO).getroot()

    assert f"{root.findtext('id')}.metainfo.xml" == METAINFO
    assert root.findtext("launchable") == "gmm-explorer.desktop"
    assert root.findtext("provides/mediatype") == TYPE


@pytest.mark.parametrize("parser", [window_parser(), fit_parser(), predict_parser()])
def test_the_manual_knows_every_option(parser):
    page = manual("1.2.3", "2026-01-02").replace("\\-", "-")
    options = [word for action in parser._actions for word in action.option_strings]

    assert page.startswith('.TH GMM-EXPLORER 1 "2026-01-02" "GMM Explorer 1.2.3"')
    assert [word for word in options if not re.search(rf"(?<!\S){word}(?!\w)", page)] == []
    assert "%(" not in page

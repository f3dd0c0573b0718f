"""The plot as a file: read by others than the one that wrote it."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QSpinBox

from gmm_explorer.files import ExportError
from gmm_explorer.model import ColourMode
from gmm_explorer.view.exchange.figure import save_figure
from gmm_explorer.view.exchange.figure_dialog import FigureDialog
from tests.view.windows import place, settle, trigger

TWO = (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5])))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def canvas(plane_window):
    place(plane_window, *TWO)
    plane_window.controller.stepping.step()
    settle(plane_window)
    return plane_window.plot_area.canvas


def choose(dialog, suffix):
    field = dialog.findChild(QComboBox, "figure_format")
    field.setFocus()
    while field.currentText().lower() != suffix:
        QTest.keyClick(field, Qt.Key.Key_Down)


def test_the_resolution_is_chosen_and_the_size_told(plane_window, canvas, tmp_path):
    trigger(plane_window, "file_export_figure")
    dialog = plane_window.findChild(FigureDialog)
    dpi = dialog.findChild(QSpinBox, "figure_dpi")
    assert dpi.value() == 192
    dpi.setFocus()
    for _ in range(4):
        QTest.keyClick(dpi, Qt.Key.Key_PageUp)
    told = dialog.findChild(QLabel, "figure_size").text()
    QTest.mouseClick(
        dialog.findChild(QPushButton, "figure_dialog_save_as…"), Qt.MouseButton.LeftButton
    )
    files = plane_window.findChild(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "figure.png"))
    files.close()
    picture = QImage(str(tmp_path / "figure.png"))
    assert told == f"{picture.width():,} × {picture.height():,} pixels"
    assert picture.width() == pytest.approx(canvas.width() * 232 / 96, abs=1)
    assert picture.dotsPerMeterX() == round(232 / 0.0254)
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(99, 900, 7)}
    assert len(colours) > 20


def test_outlines_have_no_resolution(plane_window, canvas):
    trigger(plane_window, "file_export_figure")
    dialog = plane_window.findChild(FigureDialog)
    choose(dialog, "svg")
    assert not dialog.findChild(QSpinBox, "figure_dpi").isEnabled()
    assert "outlines" in dialog.findChild(QLabel, "figure_size").text()
    dialog.close()


@pytest.mark.parametrize("mode", [ColourMode.MIXED, ColourMode.PIES])
def test_an_svg_holds_outlines_clipped_to_the_plot(plane_window, canvas, tmp_path, mode):
    plane_window.controller.presenting.colour_by(mode)
    canvas.box.scaleBy((0.5, 0.5))
    settle(plane_window)
    save_figure(canvas, tmp_path / "f.svg", 96)
    root = ET.parse(tmp_path / "f.svg").getroot()
    assert not list(root.iter(f"{SVG}image"))
    box = canvas.box.sceneBoundingRect()
    clips = {path.get("d") for path in root.iter(f"{SVG}clipPath") for path in path}
    edges = [tuple(map(float, re.findall(r"[\d.]+", clip)[:2])) for clip in clips if clip]
    assert any(np.allclose(edge, (box.left(), box.top()), atol=1.0) for edge in edges)
    texts = {"".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")}
    assert {"x", "y", "1", "2"} <= texts
    families = {text.get("font-family") for text in root.iter(f"{SVG}text")}
    assert all(family.endswith(", sans-serif") for family in families)


def test_a_pdf_holds_outlines_and_its_fonts(canvas, tmp_path):
    save_figure(canvas, tmp_path / "f.pdf", 96)
    content = (tmp_path / "f.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Subtype /Image" not in content
    assert b"/FontFile" in content
    (left, bottom, right, top) = map(
        float, re.search(rb"/MediaBox \[([\d. ]+)\]", content)[1].split()
    )
    assert (right - left) / (top - bottom) == pytest.approx(
        canvas.width() / canvas.height(), rel=0.01
    )


def test_what_is_kept_for_the_screen_is_kept_again(canvas, tmp_path):
    modes = [item.cacheMode() for item in canvas.scene().items()]
    save_figure(canvas, tmp_path / "f.svg", 96)
    assert [item.cacheMode() for item in canvas.scene().items()] == modes


def test_what_is_no_picture_is_refused(canvas, tmp_path):
    with pytest.raises(ExportError, match=r"use \.png, \.svg, \.pdf"):
        save_figure(canvas, tmp_path / "figure.doc", 96)


def test_a_line_is_drawn_too(line_window, tmp_path):
    place(line_window, ([0.0], np.eye(1)))
    for suffix in ("png", "svg", "pdf"):
        save_figure(line_window.plot_area.canvas, tmp_path / f"f.{suffix}", 96)
        assert (tmp_path / f"f.{suffix}").stat().st_size > 1000

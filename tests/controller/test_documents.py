"""Files and examples: what cannot be read leaves the session as it was."""

import json

import numpy as np
import pytest

from gmm_explorer.data import Dataset, room
from gmm_explorer.em import EMSettings, Outcome
from gmm_explorer.files import read_parameters
from gmm_explorer.model import Start
from gmm_explorer.scenes import scene, scenes


@pytest.fixture
def free(monkeypatch):
    """Set how many bytes of memory are free."""
    return lambda n_bytes: monkeypatch.setattr(room, "available_memory", lambda: n_bytes)


def test_data_that_need_more_than_is_free_are_refused_with_the_sizes(
    controller, session, heard, free
):
    before = session.snapshot
    free(100_000)
    dataset = Dataset.from_array(np.random.default_rng(0).normal(size=(2_000, 2)))
    assert controller.documents.take_data(dataset, "Open") is False
    assert session.snapshot is before
    assert "2,000 points with 3 components need about 0.4 MB" in heard.refused[-1].text
    assert "0.1 MB are free; open a sample of them." in heard.refused[-1].text
    free(1_000_000)
    assert controller.documents.take_data(dataset, "Open") is True


def test_a_file_and_an_example_without_room_are_refused_too(
    controller, session, heard, free, tmp_path
):
    before = session.snapshot
    path = tmp_path / "short.csv"
    path.write_text("1\n" * 1_000)
    free(150_000)
    controller.documents.open(path)
    assert "short.csv: 1,000 points with 3 components need" in heard.refused[-1].text
    free(10_000)
    controller.documents.open_scene(scene("tutorial_2d"))
    assert "of memory and 0.0 MB are free" in heard.refused[-1].text
    assert session.snapshot is before


def test_a_start_of_more_components_than_there_is_room_for_is_not_made(
    controller, session, heard, free
):
    controller.documents.take_data(Dataset.from_array(np.arange(1_000.0)[:, None]), "Open")
    before = session.snapshot
    controller.presenting.prepare_start(Start(n_components=50))
    free(500_000)
    controller.stepping.initialize()
    assert session.snapshot is before
    assert "50 components need about 1.3 MB" in heard.told[-1].text


def test_of_more_than_two_columns_the_first_two_are_taken_and_the_rest_offered(
    controller, heard, tmp_path
):
    path = tmp_path / "three.csv"
    path.write_text("a,b,c\n1,2,3\n4,5,7\n")
    controller.documents.open(path)
    snapshot = controller.documents._session.snapshot
    assert snapshot.dataset.names == ("a", "b")
    assert "3 numeric columns" in heard.told[-1].text
    controller.documents.choose_columns([2])
    dataset = controller.documents._session.snapshot.dataset
    np.testing.assert_array_equal(dataset.X, [[3.0], [7.0]])


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("binary.csv", b"\x00\x01\xff" * 99), ("words.csv", b"w\nalpha\nbeta\n")],
)
def test_a_bad_file_is_refused_by_name_and_the_session_stays(
    controller, session, heard, tmp_path, name, content
):
    before = session.snapshot
    (tmp_path / name).write_bytes(content)
    controller.documents.open(tmp_path / name)
    assert session.snapshot is before
    assert name in heard.refused[-1].text


def test_a_missing_file_is_refused(controller, heard, tmp_path):
    controller.documents.open(tmp_path / "nowhere.csv")
    assert "nowhere.csv" in heard.refused[-1].text


def test_parameters_there_and_back(qtbot, controller, session, tmp_path):
    with qtbot.waitSignal(controller.running.toggled, check_params_cb=lambda on: not on):
        controller.running.start()
    mixture = session.snapshot.mixture
    path = tmp_path / "out.json"
    controller.exporting.export_parameters(path)
    written = json.loads(path.read_text())
    assert written["outcome"] == Outcome.CONVERGED.value
    assert written["log_likelihood"] == session.derived.log_likelihood
    assert written["feature_names"] == ["x", "y"]
    assert written["n_iter"] == session.snapshot.n_iter
    assert isinstance(written["bic"], float)
    np.testing.assert_array_equal(read_parameters(path).covariances, mixture.covariances)
    controller.documents.open(path)
    np.testing.assert_array_equal(session.snapshot.mixture.means, mixture.means)
    assert session.snapshot.n_iter == 0
    assert session.snapshot.assigned_by is None


def test_parameters_of_standardised_data_are_in_the_units_of_the_table(
    controller, session, tmp_path
):
    path = tmp_path / "out.json"
    standardised = session.snapshot.dataset.standardised(True)
    controller.documents.take_data(standardised, "Standardise")
    controller.stepping.initialize()
    fitted = session.snapshot.mixture
    controller.exporting.export_parameters(path)
    written = read_parameters(path)
    np.testing.assert_array_equal(written.means, standardised.to_original(fitted).means)
    assert not np.array_equal(written.means, fitted.means)
    controller.documents.open(path)
    np.testing.assert_allclose(session.snapshot.mixture.means, fitted.means, atol=1e-12)


def test_parameters_outside_the_family_are_projected_aloud(controller, session, heard, tmp_path):
    controller.editing.set_correlation(0, 0.5)
    controller.exporting.export_parameters(tmp_path / "start.json")
    controller.stepping.change_settings(EMSettings("diag"))
    controller.documents.open_parameters(tmp_path / "start.json")
    assert session.snapshot.mixture.covariances[0, 0, 1] == 0.0
    assert "family of diag" in heard.told[-1].headline


def test_parameters_of_another_dimension_are_refused(controller, session, heard, tmp_path):
    path = tmp_path / "line.json"
    path.write_text('{"weights": [1.0], "means": [[0.0]], "covariances": [[[1.0]]]}')
    before = session.snapshot
    controller.documents.open(path)
    assert session.snapshot is before
    assert "1-dimensional" in heard.refused[-1].text


def test_a_folder_that_is_not_there_is_refused(controller, session, heard, tmp_path):
    controller.exporting.export_parameters(tmp_path / "nowhere" / "out.json")
    assert heard.refused[-1].headline == "The file was not written."


@pytest.mark.parametrize("name", [one.name for one in scenes()])
def test_every_example_opens_and_steps(controller, heard, name):
    one = scene(name)
    controller.documents.open_scene(one)
    session = controller.documents._session
    assert heard.told[-1].text.startswith(one.what_to_look_for)
    assert heard.told[-1].text.endswith(one.slip)
    if session.snapshot.mixture is None:
        assert session.presentation.start.n_components == one.n_components
        controller.stepping.initialize()
    controller.stepping.step()
    assert session.snapshot.n_iter == 1
    assert session.snapshot.n_components == one.n_components


@pytest.mark.parametrize("unit", ["e-200", "e-323"])
def test_data_that_em_cannot_fit_are_refused_at_once(controller, session, heard, tmp_path, unit):
    before = session.snapshot
    (tmp_path / "tiny.csv").write_text(f"x,y\n1{unit},1\n2{unit},2\n5{unit},4\n")
    controller.documents.open(tmp_path / "tiny.csv")
    assert session.snapshot is before
    assert "tiny.csv: column 1" in heard.refused[-1].text


def test_a_refusal_says_what_the_reader_noticed_too(controller, session, heard, tmp_path):
    (tmp_path / "huge.csv").write_text("x\n1\n1.7e308\n")
    controller.documents.open(tmp_path / "huge.csv")
    assert "rescale it before fitting" in heard.refused[-1].text

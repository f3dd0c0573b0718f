import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmm_explorer.files import image_of, read_session, write_session
from gmm_explorer.model import Session
from tests.files.session.lives import Life, assert_same, live, lived

DEEDS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 60)), max_size=25)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("sessions") / "life.gmmx"


@given(deeds=DEEDS)
def test_a_session_is_read_as_it_was_written(path, deeds):
    session = live(Life(), deeds)
    write_session(path, session)
    assert_same(session, read_session(path))


@settings(max_examples=20)
@given(deeds=DEEDS, more=DEEDS)
def test_a_session_goes_on_from_a_file_as_if_nothing_had_happened(path, deeds, more):
    life, other = Life(), Life()
    write_session(path, live(life, deeds))
    other.session = read_session(path)
    assert_same(live(life, more), live(other, more))


@pytest.mark.parametrize("seed", range(6))
def test_a_long_life_is_read_as_it_was_written(path, seed):
    session = lived(seed, 200)
    write_session(path, session)
    assert_same(session, read_session(path))


def test_equal_sessions_make_equal_files(path, tmp_path):
    session = lived(3)
    write_session(path, session)
    write_session(tmp_path / "again.gmmx", read_session(path))
    assert path.read_bytes() == (tmp_path / "again.gmmx").read_bytes()


def test_an_empty_session_is_read_again(path):
    write_session(path, Session())
    assert_same(Session(), read_session(path))


def test_an_image_does_not_change_with_its_session():
    life = Life()
    for deed in (life.open, life.start, life.step, life.step):
        deed(1)
    image = image_of(life.session)
    before = bytes(image.document), {name: one.tobytes() for name, one in image.arrays.items()}
    life.step(1)
    life.session.complete()
    after = image.document, {name: one.tobytes() for name, one in image.arrays.items()}
    assert after == before

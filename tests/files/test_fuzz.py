"""Whatever the bytes are, they make a finite table or one refusal, never another error."""

import json
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.parameters.json_in import from_json
from gmm_explorer.files.text.decode import decode
from gmm_explorer.files.text.tableparser import parse_table

TABLE_LIKE = st.text("01259.,;|\t \n\r\"'-+eExyNa#%/=−１\x1a\0\ufeff", max_size=80)
JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
COLUMNS = st.none() | st.lists(st.sampled_from(["x", "1", "2", 0, 1]), min_size=1, max_size=3)


def table_of(content, columns=None):
    return parse_table(decode(content).text, columns).table


@given(st.binary(max_size=200) | TABLE_LIKE.map(lambda text: text.encode()), COLUMNS)
@example(b'"', None)
@example(b"sep=;", None)
@example(b"sep=;\n;\n", None)
@example(b";\n", None)
@example(b"sep=;\n", None)
@example(b"\xff\xfe\x00", None)
@example(b"\xff\xfe\x00\x00", None)
@example(b"x\n\n1\x0b\n2\n", None)
@example("x\n1\x852\n".encode("latin-1"), None)
@example(b'x,y\n"1"2,3\n', None)
def test_any_bytes_are_a_finite_table_or_refused(content, columns):
    with suppress(BadContentError):
        table = table_of(content, columns)
        assert np.isfinite(table.values).all()
        assert table.n_samples >= 1


@given(st.binary(max_size=50) | JSON_LIKE.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_mixture_or_refused(content):
    with suppress(BadContentError):
        from_json(content)


@given(
    st.fixed_dictionaries(
        {"weights": JSON_LIKE, "means": JSON_LIKE, "covariances": JSON_LIKE},
        optional={
            key: JSON_LIKE
            for key in ("format", "version", "n_components", "n_features", "feature_names")
        },
    )
)
def test_any_values_are_a_mixture_or_refused(document):
    with suppress(BadContentError):
        from_json(json.dumps(document).encode())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfea", "begins as UTF-16"),
        (b"\xff\xfe\x00\xd8a\x00", "begins as UTF-16"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x80\x04\x95rest", "pickle"),
        (b"a,b\nc,d\ne,f\n", "'c' is not a number, and no other column holds numbers"),
        (b",".join([b"1"] * 1001) + b"\n", "1001 columns are more than 1000"),
        (b"x,y\n1,2\n\x7f3,4\n", "control character 0x7f"),
    ],
)
def test_reasons(content, reason):
    with pytest.raises(BadContentError) as caught:
        table_of(content)
    assert reason in caught.value.reason

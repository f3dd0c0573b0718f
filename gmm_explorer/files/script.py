"""What was done in a session as a script that does it again with NumPy and SciPy alone."""

import base64
import zlib
from collections.abc import Iterator

import numpy as np

from gmm_explorer.data import Dataset
from gmm_explorer.em import EMSettings, Mixture, prepare
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.atomic import replacing
from gmm_explorer.files.errors import FilePath
from gmm_explorer.files.parameters.literals import python_list
from gmm_explorer.model import Position, Snapshot, Timeline
from gmm_explorer.resource_path import resource_path

# More numbers than these are no longer read by people: they are packed.
_MOST_LEGIBLE = 20_000
_LINE = 96

_HEAD = '''\
"""What was done in GMM Explorer, step by step: data, start, edits and EM.

Needs NumPy and SciPy. At the end `weights`, `means` and `covariances` are the mixture in the
units of the data, and `log_likelihood` is its own (total, nats).
"""

'''
_LOOP = '''
def em(X, mixture, n_iter, **settings):
    """Return the mixture after some iterations of an E-step and an M-step."""
    for _ in range(n_iter):
        mixture = m_step(X, responsibilities(X, *mixture), mixture, **settings)
    return mixture


'''
_END = """
weights, means, covariances = mixture
log_likelihood = float(logsumexp(log_joint(X, *mixture), axis=1).sum())
"""
_RESTORED = """means = means * scale + shift
covariances = covariances * np.outer(scale, scale)
log_likelihood -= len(X) * float(np.log(scale).sum())
"""
_SHOWN = """
if __name__ == "__main__":
    print("log-likelihood", log_likelihood)
    print("weights", weights)
    print("means", means)
    print("covariances", covariances)
"""


def session_script(timeline: Timeline) -> str:
    """Return a script of the way that led to where a history stands.

    It begins with the data of now; what was done before to other data is left out.

    Raises
    ------
    ValueError
        When there are no data or no component yet.
    """
    here = timeline.entry.snapshot
    if here.dataset is None or here.mixture is None:
        raise ValueError("there is nothing to repeat yet: open data and place a component")
    functions = [
        resource_path("scripts", name).read_text(encoding="utf-8")
        for name in ("density.py", "m_step.py")
    ]
    functions[1] = functions[1].removeprefix("import numpy as np\n")
    parts = [_HEAD, *functions, _LOOP, *_data(here.dataset)]
    parts += _steps(_way(timeline.position, here.dataset))
    parts.append(_END)
    if here.dataset.is_standardised:
        parts.append(_RESTORED)
    return "".join([*parts, _SHOWN])


def write_session_script(path: FilePath, timeline: Timeline) -> None:
    """Write the script of `session_script`.

    Raises
    ------
    ValueError
        When there is nothing to repeat yet.
    ExportError
        When the file cannot be written.
    """
    text = session_script(timeline)
    with replacing(path) as stream:
        stream.write(text)


def _way(here: Position, dataset: Dataset) -> list[Position]:
    """Return the last position of each block on the way to here that is about these data."""
    way: list[Position] = []
    step: Position | None = here
    while step is not None and step.entry.snapshot.dataset is dataset:
        way.append(step)
        step = step.block.parent
    return way[::-1]


def _data(dataset: Dataset) -> Iterator[str]:
    values = dataset.table.values[:, dataset.columns]
    if values.size > _MOST_LEGIBLE:
        yield "import base64\nimport zlib\n\n"
    for words in (dataset.provenance, *dataset.notices):
        yield f"# {_one_line(words)}\n"
    yield f"names = {list(dataset.names)!r}\n"
    yield f"X = {_array(values)}\n"
    if dataset.is_standardised:
        yield f"shift, scale = np.array({dataset.shift.tolist()}), np.array("
        yield f"{dataset.scale.tolist()})\nX = (X - shift) / scale\n"


def _array(values: FloatArray) -> str:
    if values.size <= _MOST_LEGIBLE:
        return f"np.array({python_list(values)})"
    packed = base64.b64encode(zlib.compress(values.astype("<f8").tobytes())).decode("ascii")
    lines = "".join(
        f'    "{packed[start : start + _LINE]}"\n' for start in range(0, len(packed), _LINE)
    )
    return (
        f"np.frombuffer(zlib.decompress(base64.b64decode(\n{lines}"
        f')), dtype="<f8").reshape{values.shape}'
    )


def _steps(way: list[Position]) -> Iterator[str]:
    before = Snapshot()
    said: str | None = None
    for position in way:
        block, at = position
        snapshot = block.entries[at].snapshot
        yield f"\n# {_one_line(block.label)}\n"
        n_iter = snapshot.n_iter - before.n_iter
        if block.entries.cause.is_em and n_iter > 0:
            settings = _settings(snapshot)
            if settings != said:
                yield settings
                said = settings
            yield f"mixture = em(X, mixture, {n_iter}, **settings)\n"
        elif snapshot.mixture is not None and snapshot.mixture is not before.mixture:
            yield _mixture(snapshot.mixture)
        before = snapshot


def _mixture(mixture: Mixture) -> str:
    parts = (mixture.weights, mixture.means, mixture.covariances)
    arrays = "".join(f"    np.array({python_list(part, '    ')}),\n" for part in parts)
    return f"mixture = (\n{arrays})\n"


def _settings(snapshot: Snapshot) -> str:
    """Return what an M-step needs to know beside the responsibilities."""
    settings, dataset = snapshot.settings, snapshot.dataset
    known = [f'family="{settings.covariance_type}"']
    if settings.reg_covar:
        known.append(f"reg_covar={settings.reg_covar!r}")
    if dataset is not None:
        known += _prior(settings, dataset, snapshot.n_components)
        if settings.eigenvalue_floor:
            least = settings.eigenvalue_floor * prepare(dataset.X).scale ** 2
            known.append(f"least=np.diag({least.tolist()})")
    return f"settings = dict({', '.join(known)})\n"


def _prior(settings: EMSettings, dataset: Dataset, n_components: int) -> list[str]:
    prior = settings.resolved_prior(dataset.X, n_components)
    if prior is None:
        return []
    return [
        f"prior=dict(shrinkage={prior.shrinkage!r}, "
        f"degrees_of_freedom={float(prior.degrees_of_freedom)!r}, "
        f"mean=np.array({np.asarray(prior.mean).tolist()}), "
        f"scale=np.array({np.asarray(prior.scale).tolist()}))"
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())

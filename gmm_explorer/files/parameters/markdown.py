"""The parameters of a mixture as a table of Markdown."""

from gmm_explorer.em import Mixture
from gmm_explorer.files.parameters.facts import FitFacts

_SPECIAL = "\\`*_{}[]<>()#+-.!|&~$"


def to_markdown(mixture: Mixture, facts: FitFacts) -> str:
    """Return one row for each component, and what else is known as a list below."""
    names = [_escaped(name) for name in facts.names_for(mixture)]
    pairs = [(i, j) for i in range(len(names)) for j in range(i, len(names))]
    header = [
        "component",
        "weight",
        *(f"mean {name}" for name in names),
        *(f"covariance {names[i]}, {names[j]}" for i, j in pairs),
    ]
    rows = [
        [
            k + 1,
            weight,
            *mixture.means[k].tolist(),
            *(mixture.covariances[k, i, j].item() for i, j in pairs),
        ]
        for k, weight in enumerate(mixture.weights.tolist())
    ]
    lines = [_row(header), _row(["---:"] * len(header)), *map(_row, rows)]
    known = [f"- {sentence}" for sentence in facts.sentences(mixture)]
    return "\n".join([*lines, "", *known]) + "\n"


def _row(cells: list[str] | list[int | float]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _escaped(name: str) -> str:
    return "".join("\\" + character if character in _SPECIAL else character for character in name)

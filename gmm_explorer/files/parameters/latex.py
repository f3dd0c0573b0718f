"""The parameters of a mixture as LaTeX; amsmath has its matrices."""

from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.literals import comment


def to_latex(mixture: Mixture, facts: FitFacts) -> str:
    """Return one line of formulas for each component, for a document that uses amsmath."""
    columns = "columns: " + ", ".join(facts.names_for(mixture))
    lines = " \\\\\n".join(_component(mixture, k) for k in range(mixture.n_components))
    about = comment((*facts.sentences(mixture), columns, r"needs \usepackage{amsmath}"), "%")
    return f"{about}\\begin{{align*}}\n{lines}\n\\end{{align*}}\n"


def _component(mixture: Mixture, k: int) -> str:
    number = k + 1
    mean = _matrix(mixture.means[k][:, None])
    return (
        f"\\pi_{{{number}}} &= {_number(mixture.weights[k])}, &\n"
        f"\\mu_{{{number}}} &= {mean}, &\n"
        f"\\Sigma_{{{number}}} &= {_matrix(mixture.covariances[k])}"
    )


def _matrix(values: FloatArray) -> str:
    rows = r" \\ ".join(" & ".join(map(_number, row)) for row in values)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def _number(value: float) -> str:
    """Return all digits of a number, a power of ten as one reads it."""
    mantissa, _, exponent = repr(float(value)).partition("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}" if exponent else mantissa

"""What a mixture answers, in words and numbers, without Qt."""

import math
from collections.abc import Sequence

from gmm_explorer.em import Mixture
from gmm_explorer.model import Answer, Question
from gmm_explorer.view.style.numbers import fixed, in_span, power_of_ten, significant

MOST_ROWS = 5
"""The components with a row in an answer; the least probable others are only counted."""

_OUTLIER = 0.99
_LONGEST_EXPONENT = -100_000
_REPAIR = ": repair or delete it."
_LEAST_EXPONENT = -700.0  # of e, that a double holds with all its digits
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def heading(question: Question) -> str:
    """Say whether a data point was asked about, and which."""
    return "Unseen point" if question.row is None else f"Point {question.row + 1:,}"


def place_parts(
    question: Question, names: Sequence[str], spans: Sequence[float]
) -> tuple[tuple[str, str], ...]:
    """Write the coordinates of a place as names and numbers."""
    parts = zip(names, question.place, spans, strict=False)
    return tuple((name, in_span(value, span)) for name, value, span in parts)


def in_a_line(place: Sequence[tuple[str, str]]) -> str:
    """Write coordinates one after the other."""
    return ", ".join(f"{name} = {number}" for name, number in place)


def rows(answer: Answer) -> list[int]:
    """Return the components that get a row, in their order."""
    n_components = len(answer.posterior)
    if n_components <= MOST_ROWS:
        return list(range(n_components))
    by = sorted(range(n_components), key=lambda k: -_or_least(float(answer.log_weighted[k])))
    return sorted(by[:MOST_ROWS])


def posterior_text(answer: Answer, k: int) -> str:
    """Write a posterior probability; a dash where there is none."""
    return fixed(float(answer.posterior[k]), 3)


def weighted_text(answer: Answer, k: int) -> str:
    """Write pi_k N(x | k), or why there is none."""
    log_weighted = float(answer.log_weighted[k])
    if math.isnan(log_weighted):
        return "no density"
    if log_weighted > _LEAST_EXPONENT or math.isinf(log_weighted):
        return significant(float(answer.weighted[k]), 3)
    # Smaller than a double can hold: its power of ten is still known, and told where it is short.
    exponent = math.floor(log_weighted / math.log(10.0))
    return f"≈{power_of_ten(exponent)[1:]}" if exponent > _LONGEST_EXPONENT else "≈0"


def distance_text(answer: Answer, k: int) -> str:
    """Write a Mahalanobis distance."""
    distance = float(answer.distances[k])
    return "–" if math.isnan(distance) else f"{significant(distance, 3)} σ"


def formula(answer: Answer, mixture: Mixture) -> tuple[str, str, str, str] | None:
    """Return the posterior of the leading component as left side, numerator, denominator, result.

    This is Bishop (9.13): pi_k N(x | k) over the sum of all.  None where the densities are too
    small to be written as such.
    """
    k = answer.leader
    if k is None or answer.weighted[k] <= 0.0 or mixture.weights[k] <= 0.0:
        return None
    weight = float(mixture.weights[k])
    number = str(k + 1).translate(_SUBSCRIPTS)
    density = float(answer.weighted[k]) / weight
    return (
        f"r{number} =",
        f"{fixed(weight, 3)} · {significant(density, 3)}",
        significant(math.exp(answer.log_density), 3),
        f"= {posterior_text(answer, k)}",
    )


def density_sentence(answer: Answer, share_more_likely: float, *, of_some: bool = False) -> str:
    """Say how likely the place is, and whether it would be an outlier among the data.

    Where it was compared with some of them only, ``of_some``, nobody knows about all.
    """
    if answer.problem:
        singular = any(map(math.isnan, answer.distances))
        return f"{answer.problem} So there is no posterior here{_REPAIR if singular else '.'}"
    text = f"ln p(x) = {significant(answer.log_density, 4)}"
    if math.isnan(share_more_likely):
        return f"{text}."
    if share_more_likely >= 1.0 and of_some:
        return f"{text}, less likely than over 99.9 % of the data: an outlier."
    if share_more_likely >= 1.0:
        return f"{text}, less likely than all of the data: an outlier."
    verdict = ": an outlier" if share_more_likely >= _OUTLIER else ""
    return f"{text}, less likely than {_percent(share_more_likely)} of the data{verdict}."


def in_words(answer: Answer, title: str, sentence: str) -> str:
    """Say the whole answer, for those who hear it."""
    parts = [
        f"component {k + 1}: {posterior_text(answer, k)}, distance {distance_text(answer, k)}"
        for k in rows(answer)
    ]
    return f"{title}. {'; '.join(parts)}. {sentence}"


def _percent(share: float) -> str:
    percent = 100.0 * share
    whole = 1.0 <= percent < 99.0 or percent == 0.0
    return f"{fixed(percent, 0 if whole else 1)} %"


def _or_least(value: float) -> float:
    return -math.inf if math.isnan(value) else value

"""What the log-likelihood plot says of the place where we are."""

import math

from gmm_explorer.model import Frame, Outlook, outlook
from gmm_explorer.view.likelihood import words
from gmm_explorer.view.likelihood.now_layer import Now
from gmm_explorer.view.likelihood.trace import Trace


def place_of(frame: Frame, trace: Trace) -> Now | None:
    """Return where a frame is on a trace, or None without data or components."""
    if not frame.snapshot.ready:
        return None
    stop = stop_of(frame, trace)
    ahead = _outlook(frame, trace, stop) if trace.tracing.limit else None
    outlook_text, limit = "", math.nan
    if ahead is not None:
        penalised = frame.snapshot.settings.prior is not None
        outlook_text = words.outlook_text(ahead, trace.reading, penalised=penalised)
        if ahead.forecast is not None and not trace.reading.gains:
            shift = trace.reading.shift if penalised else 0.0
            limit = trace.reading.height(ahead.forecast.limit - shift)
    n_iter, falling = frame.snapshot.n_iter, trace.reading.gains
    if stop is None:
        return Now(n_iter, _lone_height(frame, trace), limit, outlook_text, falling=falling)
    caption, place = ". ".join(words.happened(trace, stop)), words.where(trace, stop)
    height = trace.place(stop)[1]
    return Now(n_iter, height, limit, outlook_text, caption, place, falling)


def stop_of(frame: Frame, trace: Trace) -> int | None:
    """Return the stop that a frame shows, or None while it shows something else.

    What was changed by hand and then changed again has no stop of its own.
    """
    stop = None if frame.previewing else trace.curve.stop_of(frame.position)
    if stop is None:
        return None
    segment = trace.curve.segment_of(stop)
    index = stop - segment.first
    here = (frame.snapshot.n_iter, frame.position.log_likelihood)
    there = (int(segment.n_iter[index]), float(segment.log_likelihood[index]))
    return stop if there == here else None


def _outlook(frame: Frame, trace: Trace, stop: int | None) -> Outlook | None:
    """Return where EM leads from a stop, or from where a run under way has come."""
    settings, n_samples = frame.snapshot.settings, trace.curve.n_samples
    if stop is not None:
        segment = trace.curve.segment_of(stop)
        so_far = segment.objective[: stop - segment.first + 1]
        return outlook(so_far, segment.settings, n_samples)
    if frame.pending is None:
        return None
    return outlook(frame.pending.log_likelihood + frame.pending.log_prior, settings, n_samples)


def _lone_height(frame: Frame, trace: Trace) -> float:
    value = frame.derived.log_likelihood
    return math.nan if value is None or trace.reading.gains else trace.reading.height(value)

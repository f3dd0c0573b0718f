"""Painting: the brush over a plot, its outline, and what it can be set to."""

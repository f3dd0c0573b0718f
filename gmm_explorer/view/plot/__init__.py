"""The plots: the plane, the line and the log-likelihood, and what one takes hold of on them."""

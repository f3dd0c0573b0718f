"""The log-likelihood by iteration: drawn, explained, and a handle on time."""

"""GMM Explorer: see Expectation-Maximization fit Gaussian mixtures."""

__version__ = "0.1.0"

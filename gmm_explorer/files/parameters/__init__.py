"""Parameters of a mixture, in and out; each format is a module."""

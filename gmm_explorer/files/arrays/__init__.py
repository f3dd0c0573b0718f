"""Reading arrays of NumPy, never a pickle."""

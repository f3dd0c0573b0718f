"""The fast way through EM: the textbook's digits at many times its speed, in NumPy alone.

The log densities of all components at a block of points are one small matrix product,
``theta @ phi``: phi holds the monomials 1, z_i, z_i z_j of whitened points (`whitening`,
`blocks`), theta the natural parameters of the Gaussians (`planar` for one and two features,
`general` for more). The moments that the M-step needs are another, ``r @ phi.T``. Components
too tight for that form are computed from centred rows (`sweep`).
"""

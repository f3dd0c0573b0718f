"""What people get: the bundle, the Debian package, the portable archive, the wheel."""

"""The collapse laboratory: why a component collapsed, and what each repair would do about it."""

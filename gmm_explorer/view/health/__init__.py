"""How components are doing: their numbers, and how they came to be what they are."""

"""The session as a file, before a person's eyes: asking for it, saving first, recent ones."""

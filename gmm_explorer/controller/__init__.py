"""Intents become edits here: objects that know Qt's signals but no widget."""

from gmm_explorer.controller.controller import Controller

__all__ = ["Controller"]

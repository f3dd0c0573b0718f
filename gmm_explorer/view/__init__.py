"""Widgets and plot items: they draw a snapshot, emit intents and hold no model state."""

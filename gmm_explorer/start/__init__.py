"""What happens around the window: one running app, settings that cannot stop it, self-knowledge."""

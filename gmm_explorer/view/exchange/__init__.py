"""Tables in and results out: dialogs, clipboard, pictures."""

"""Small widgets that panels, tables and dialogs are made of."""

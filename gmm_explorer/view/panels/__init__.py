"""What stands round the plot: panels, tables, banner, empty state and status line."""

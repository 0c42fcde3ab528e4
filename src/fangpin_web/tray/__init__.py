"""The month tray: which lists have come, which are late, who said there is nothing, and what to write to whom."""

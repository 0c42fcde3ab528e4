"""Photos, minutes, letters and scans that prove what was done: kept by content, without location, linked to rows."""

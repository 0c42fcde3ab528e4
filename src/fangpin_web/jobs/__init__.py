"""Long work in the background: imports, seals, screenings, with progress to watch, stop and restart."""

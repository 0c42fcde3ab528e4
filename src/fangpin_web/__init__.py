"""fangpin 防贫: the shell. People, rows and pages around the core."""

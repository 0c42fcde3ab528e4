"""What was told about a household by phone or at the door: kept as told, with who told it, and read by no rule."""

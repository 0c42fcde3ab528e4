"""Casework: cases on their way through the processes of the place, every move kept, none that the process refuses."""

"""The office this installation serves: its place, whether it is a demonstration, and the policy in force there."""

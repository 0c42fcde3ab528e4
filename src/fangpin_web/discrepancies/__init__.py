"""The register of discrepancies (打架台账): who corrects what at which source by when, and what became of it."""

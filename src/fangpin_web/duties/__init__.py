"""Who answers for what: coverage, hand-overs, repeatable draws, call sheets, plans and measures, files, supervision."""

"""The departments' files of a synthetic city, each in the dress in which such a file really comes."""

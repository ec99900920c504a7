"""A ledger packed for the higher level, and the packages of other offices merged into one ledger."""

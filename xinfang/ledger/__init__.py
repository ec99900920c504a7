"""The ledger: an append-only chain of entries and the tables projected from them. The only room with SQL."""

"""xinfang: a case ledger for letters and visits, for one clerk at one PC, offline."""

__version__ = "0.1.0"

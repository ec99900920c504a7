"""Registers, morning list, case card: what the ledger holds, as reports of raw values."""

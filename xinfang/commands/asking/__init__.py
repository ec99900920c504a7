"""Asking step by step: forms say what is asked, the conversation asks it, the card shows it, a draft keeps it."""

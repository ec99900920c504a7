"""The office: its folder, its settings, its holiday schedule."""

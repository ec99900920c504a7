"""The same report on a screen, in xlsx, csv, html, json."""

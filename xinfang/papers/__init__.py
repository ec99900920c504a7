"""Word papers: what stands in them, their editable templates, and filling these."""

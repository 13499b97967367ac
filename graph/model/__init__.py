"""The graph model as data: lasting things, records, and the bare relationships between them."""

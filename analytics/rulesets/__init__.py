"""Rule sets for screening, as files: no code knows a criterion's order or number."""

"""Who may see what: the jurist's table, and the pure decision made from it."""

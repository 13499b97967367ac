"""Rule sets for screening, as files that can be changed without a release."""

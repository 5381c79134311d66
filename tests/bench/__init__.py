"""Speed and memory of a whole run against known tools: ``make bench``."""

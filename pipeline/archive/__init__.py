"""Many files: what to read, workers with limits, results kept under content hashes, tables written whole."""

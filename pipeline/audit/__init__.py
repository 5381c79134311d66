"""Sixth stage: documents against themselves (checks), each other (findings, copies) and their past (histories)."""

"""How well a run agrees with annotated documents, and floors below which it must not fall."""

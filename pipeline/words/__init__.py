"""Lexicons that an analyst can edit, read by the stages that need them."""

"""Tests of the documents for users."""

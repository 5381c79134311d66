"""Tests of the report stage: page, workbook and statistics."""

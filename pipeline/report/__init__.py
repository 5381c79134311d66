"""Last stage: tables to the page, the workbook, the working paper and statistics."""

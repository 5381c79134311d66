"""zongjie: reads archives of Chinese work summaries into tables, scores, audits and reports."""

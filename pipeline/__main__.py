"""``python -m pipeline`` is the command ``zongjie``."""

from pipeline.cli import main

main()

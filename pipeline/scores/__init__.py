"""Fifth stage, over the whole archive: the register of units, scores by indicator, changes between years."""

"""How fast the builder is and how much memory it takes; see docs/performance.md."""

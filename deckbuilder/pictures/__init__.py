"""Media files, SVG diagrams, and tables drawn as pictures."""

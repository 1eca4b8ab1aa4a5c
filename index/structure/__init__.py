"""Parts of an outline: lines, markers, tables, annexes, front matter, and what a plan says of itself."""

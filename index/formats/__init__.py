"""What each file format holds, as lines of text."""

"""From a file to a searchable clause."""

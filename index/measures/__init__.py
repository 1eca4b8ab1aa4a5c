"""Numbers with their units, and the records made of them."""

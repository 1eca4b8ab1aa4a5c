"""Kinds of damage a scraped text has, each found by a module of its own."""

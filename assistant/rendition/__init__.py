"""Sentences of a plan put into English by grammar: words, phrases, clauses, whole sentences."""

"""Sentences in, themes out: similarity, themes, salience, choice."""

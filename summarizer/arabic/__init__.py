"""The language: rules about Arabic text and nothing else. Imports nothing of the other rooms."""

"""Presets of checkpoints, installed as ``summarizer.presets``."""

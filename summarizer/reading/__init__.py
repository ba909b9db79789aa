"""Files in, articles out: formats, encodings, boilerplate, title, outlet, date."""

from summarizer.reading.clusters import parse_cluster, read_clusters
from summarizer.reading.folder import Reading, Skipped, read_articles, read_folder

__all__ = ["Reading", "Skipped", "parse_cluster", "read_articles", "read_clusters", "read_folder"]

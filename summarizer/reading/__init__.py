"""Files in, articles out: formats, encodings, boilerplate, title, outlet, date."""

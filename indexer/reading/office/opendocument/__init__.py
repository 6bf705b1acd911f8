"""OpenDocument text, spreadsheets and slides."""

"""What all formats share about tables."""

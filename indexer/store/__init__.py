"""SQLite catalogue, full text, migrations, FAISS. The only SQL of the indexer, and the only faiss."""

"""What is replied to a message that asks nothing of documents, and the questions given as examples."""

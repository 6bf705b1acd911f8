"""tanya index, documents, remove, correct, publish, restore, validity, rebuild, model."""

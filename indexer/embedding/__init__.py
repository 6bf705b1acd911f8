"""Text -> vectors. The only room that knows a model runtime."""

"""The default composer: quotes put together."""

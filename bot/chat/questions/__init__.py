"""Questions in the chat: asked, answered, their sources shown, news about them."""

"""Files on their way into the library: uploads, their queue, links, the watched folder."""

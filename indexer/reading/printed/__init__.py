"""Pages as they were printed, from a PDF or a scan: lines with their place and type -> the page."""

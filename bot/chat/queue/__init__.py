"""What happens to files that were sent, without anybody asking: fetched, worked through, told how far they are."""

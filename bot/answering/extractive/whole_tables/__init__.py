"""What only a whole table tells: which row has the most or the least, and which rows have a cell that is asked."""

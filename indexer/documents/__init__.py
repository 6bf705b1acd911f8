"""What a document is: title, kind, number, region, period, validity, what it changes, its versions."""

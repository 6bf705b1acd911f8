"""Formulas that a program wrote without their values, computed where they are plain: sums, differences, shares, averages."""

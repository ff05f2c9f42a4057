"""Values of the inner rooms as entries of a list: what each figure, check, step and sentence looks like."""

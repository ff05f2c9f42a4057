"""How well the purposes of hold messages are told from their words: `python -m bench.scoring`."""

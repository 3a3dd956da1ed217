"""A maker for each kind of thing an entry can hold: what becomes which draft."""

"""Random edits of a notes file, row by row, for tests that build again after each."""

from random import Random

WORDS = (("は", "が"), ("である", "となる"))


def edited_row(rows: list[str], chance: Random) -> None:
    """Add a row, take one away, reword one, or let two change places."""
    at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
    what = chance.choice(("add", "remove", "reword", "swap"))
    if what == "add":
        rows.insert(at, f"- 追加{at}：{other}番目に足された語である。")
    elif what == "remove":
        del rows[at]
    elif what == "reword":
        rows[at] = rows[at].replace(*chance.choice(WORDS))
    else:
        rows[at], rows[other] = rows[other], rows[at]

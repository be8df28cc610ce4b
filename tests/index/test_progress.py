import io

from rich.console import Console

from bot.index.progress import ConsoleProgress


def test_elsewhere_than_on_a_terminal_one_plain_line_is_written():
    written = io.StringIO()
    with ConsoleProgress(Console(file=written)).embedding(3) as advance:
        advance(2)
        advance(1)

    assert written.getvalue() == "Embedding 3 chunks.\n"


def test_on_a_terminal_the_bar_counts_to_the_end():
    written = io.StringIO()
    with ConsoleProgress(Console(file=written, force_terminal=True, width=80)).embedding(3) as advance:
        advance(3)

    assert "3/3" in written.getvalue()

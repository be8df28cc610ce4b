"""Names are of one page alone; what O*NET knows and no page covers is a trap."""

from __future__ import annotations

from eval.retrieval.facts import FIGURES
from eval.retrieval.names import Name, NameBook, Naming


def singulars(book: NameBook, naming: Naming) -> set[str | None]:
    return {name.singular for name in book.names(naming)}


def test_every_page_has_its_title(book: NameBook) -> None:
    assert {name.plural for name in book.names(Naming.TITLE)} == {
        "lampers and wickers",
        "kite makers",
        "kite testers",
    }


def test_a_title_of_several_is_each_of_them(book: NameBook) -> None:
    assert singulars(book, Naming.SINGULAR) == {"lamper", "wicker", "kite maker", "kite tester"}


def test_a_common_name_stands_on_its_page_and_is_of_no_other(book: NameBook) -> None:
    assert {(name.singular, name.of) for name in book.names(Naming.COMMON)} == {
        ("gas tender", "lampers-and-wickers"),
        ("kite sewer", "kite-makers"),
        ("flyer", "kite-testers"),
    }


def test_a_name_that_no_page_holds_is_a_synonym_and_one_of_two_pages_is_nothing(book: NameBook) -> None:
    assert singulars(book, Naming.SYNONYM) == {"wind reader"}


def test_a_trap_is_covered_by_no_page_and_ends_in_no_title_of_one(book: NameBook) -> None:
    assert {(name.singular, name.of) for name in book.names(Naming.TRAP)} == {
        ("bog warden", None),
        ("moor keeper", None),
    }


def test_figures_that_the_page_gives_of_the_name_alone_are_not_asked_for(book: NameBook) -> None:
    without = {name.singular: name.without for name in book.names(Naming.COMMON)}

    assert without["flyer"] == FIGURES
    assert without["kite sewer"] == frozenset()


def test_the_order_is_the_same_again(book: NameBook) -> None:
    def order() -> list[Name]:
        return book.names(Naming.MISSPELT)

    assert order() == order()

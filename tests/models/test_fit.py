from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.machine.kinds import Gpu, Machine
from bot.models import Fit, ModelEntry, Shape, Verdict, choose, fit_entry, load_catalogue
from bot.models.fit import expected_tokens_s
from bot.models.needs import KvType

Make = Callable[..., Machine]
GB = 10**9

_ENTRIES = st.builds(
    lambda name, size, parameters, layers, kv_heads, vocabulary: ModelEntry(
        name=name,
        title=name,
        repository="o/r",
        file=f"{name}.gguf",
        quantisation="Q4_K_M",
        bytes=size,
        sha256="0" * 64,
        licence="MIT",
        parameters=parameters,
        context_tokens=8192,
        shape=Shape(
            layers=layers,
            kv_layers=layers,
            heads=2 * kv_heads,
            kv_heads=kv_heads,
            head_dim=64,
            embedding=1024,
            vocabulary=vocabulary,
        ),
        template="llama3",
        thinking="never",
        chooses_tools=None,
        pick_for="tests",
    ),
    name=st.uuids().map(str),
    size=st.integers(10**7, 10**10),
    parameters=st.integers(10**7, 10**10),
    layers=st.integers(4, 64),
    kv_heads=st.integers(1, 16),
    vocabulary=st.sampled_from((32000, 49152, 128256, 151936)),
)
_MACHINES = st.builds(
    Machine,
    total_bytes=st.just(64 * GB),
    available_bytes=st.integers(0, 64 * GB),
    physical_cores=st.integers(1, 32),
    logical_cores=st.just(32),
    bandwidth_bytes_s=st.none() | st.floats(1e10, 1e12),
    gpu=st.none() | st.builds(Gpu, st.just("card"), memory_bytes=st.none() | st.integers(10**9, 8 * 10**10)),
)
_CONTEXTS = st.sampled_from((1024, 2048, 4096, 8192))


def _bytes(fit: Fit | None) -> int:
    return fit.entry.bytes if fit else 0


def test_the_words_say_what_a_model_needs_and_what_is_free(machine: Make) -> None:
    board = machine(5.1, gpu=Gpu("Orin"))
    fit = fit_entry(load_catalogue().find("granite-4.1-3b"), board, can_offload=True)
    assert fit.words == "granite-4.1-3b at Q4_K_M needs 2.5 GB with 4k context; 5.1 GB are free."


@pytest.mark.parametrize(
    ("free_gb", "chosen"), [(0.6, "smollm2-135m"), (3, "granite-4.0-1b"), (5.1, "granite-4.1-3b")]
)
def test_a_board_is_given_the_model_that_its_memory_suits(machine: Make, free_gb: float, chosen: str) -> None:
    board = machine(free_gb, gpu=Gpu("Orin"), bandwidth_bytes_s=102e9, physical_cores=6)
    fit = choose(board, load_catalogue(), can_offload=True)
    assert fit is not None
    assert (fit.entry.name, fit.gpu_layers) == (chosen, -1)


@pytest.mark.parametrize(
    ("total_gb", "chosen"),
    [(3.7, "granite-4.0-1b"), (7.6, "granite-4.1-3b"), (12, "granite-4.1-3b"), (15.6, "qwen3-4b-2507")],
)
def test_a_machine_is_given_what_the_catalogue_means_for_its_size(
    machine: Make, total_gb: float, chosen: str
) -> None:
    board = machine(0.9 * total_gb, total_bytes=int(total_gb * GB), gpu=Gpu("Orin"), bandwidth_bytes_s=102e9)
    fit = choose(board, load_catalogue(), can_offload=True)
    assert fit is not None
    assert fit.entry.name == chosen


def test_a_larger_model_may_be_said_to_fit_and_is_not_chosen(machine: Make) -> None:
    board = machine(6.2, total_bytes=8 * GB, gpu=Gpu("Orin"))
    assert fit_entry(load_catalogue().find("qwen3-4b-2507"), board, can_offload=True).verdict is Verdict.YES
    fit = choose(board, load_catalogue(), can_offload=True)
    assert fit is not None
    assert fit.entry.name == "granite-4.1-3b"


def test_two_cores_without_a_gpu_are_not_given_a_model_that_reads_too_slowly(machine: Make) -> None:
    fit = choose(machine(30, physical_cores=2), load_catalogue())
    assert fit is not None
    assert fit.entry.name == "smollm2-135m"


def test_a_model_that_would_be_slow_is_said_to_be(machine: Make) -> None:
    big = load_catalogue().find("granite-4.1-3b")
    slow, quick = machine(30, physical_cores=2), machine(30, physical_cores=2, gpu=Gpu("Orin"))
    assert fit_entry(big, slow).words.endswith("30.0 GB are free. It would be slow here.")
    assert fit_entry(big, quick, can_offload=True).quick_enough
    narrow = machine(30, physical_cores=2, gpu=Gpu("Nano"), bandwidth_bytes_s=25.6e9)
    assert not fit_entry(big, narrow, can_offload=True).quick_enough


def test_a_gpu_that_llama_cpp_is_not_built_for_counts_for_nothing(machine: Make) -> None:
    board = machine(30, gpu=Gpu("Orin"), physical_cores=2)
    assert choose(board, load_catalogue()) == choose(replace(board, gpu=None), load_catalogue())


def test_with_too_little_memory_nothing_is_chosen(machine: Make) -> None:
    assert choose(machine(0.2), load_catalogue()) is None


def test_what_does_not_fit_names_both_figures(machine: Make) -> None:
    fit = fit_entry(load_catalogue().find("qwen3-4b-2507"), machine(2))
    assert fit.verdict is Verdict.NO
    assert fit.words.startswith("qwen3-4b-2507 at Q4_K_M needs 2.6 GB even with 1k context; only 2.0 GB")


def test_scarce_memory_costs_batch_first_then_exact_values_then_context(
    machine: Make, entry: Callable[..., ModelEntry]
) -> None:
    small = entry()
    seen = [fit_entry(small, machine(free / 10_000), 4096) for free in range(7000, 2500, -1)]
    loaded = [(f.batch_tokens, f.kv_type, f.context_tokens) for f in seen if f.verdict is not Verdict.NO]
    assert list(dict.fromkeys(loaded)) == [
        (512, KvType.F16, 4096),
        (256, KvType.F16, 4096),
        (128, KvType.F16, 4096),
        (128, KvType.Q8_0, 4096),
        (128, KvType.Q8_0, 2048),
        (128, KvType.Q8_0, 1024),
    ]


def test_a_model_of_unknown_shape_is_neither_promised_nor_chosen(
    machine: Make, entry: Callable[..., ModelEntry]
) -> None:
    unknown = entry(shape=None)
    fit = fit_entry(unknown, machine(8))
    assert (fit.verdict, fit.needs_bytes) == (Verdict.UNKNOWN, None)
    assert "not known" in fit.words
    assert choose(machine(8), [unknown]) is None


def test_only_what_is_recommended_is_chosen(machine: Make, entry: Callable[..., ModelEntry]) -> None:
    better = entry(name="better", bytes=2 * 10**8, pick_for=None)
    fit = choose(machine(8), [entry(), better])
    assert fit is not None
    assert fit.entry.name == "made-up"


def test_a_card_with_too_little_memory_takes_a_part_of_the_layers(machine: Make) -> None:
    model = load_catalogue().find("granite-4.1-3b")
    card = machine(16, gpu=Gpu("card", memory_bytes=2 * GB, available_bytes=2 * GB))
    assert 0 < fit_entry(model, card, can_offload=True).gpu_layers < 40


def test_a_card_that_holds_the_whole_model_is_measured_by_its_own_memory(machine: Make) -> None:
    card = machine(1, gpu=Gpu("card", memory_bytes=24 * GB, available_bytes=20 * GB))
    fit = fit_entry(load_catalogue().find("qwen3-4b-2507"), card, can_offload=True)
    assert (fit.verdict, fit.gpu_layers, fit.free_bytes) == (Verdict.YES, -1, 20 * GB)


def test_one_core_is_left_to_others_when_writing_and_none_when_reading(machine: Make) -> None:
    fit = fit_entry(load_catalogue().find("smollm2-135m"), machine(4, physical_cores=6))
    assert (fit.threads, fit.batch_threads) == (5, 6)


def test_the_expected_speed_is_a_share_of_the_bandwidth_and_unknown_without(machine: Make) -> None:
    model = load_catalogue().find("granite-4.1-3b")
    fit = fit_entry(model, machine(8, bandwidth_bytes_s=102e9))
    assert fit.expected_tokens_s == pytest.approx(0.35 * 102e9 / 2_099_501_664)
    assert fit_entry(model, machine(8)).expected_tokens_s is None


@pytest.mark.parametrize(("file_bytes", "published"), [(98_362_432, 165), (1_100_000_000, 32.1)])
def test_the_expected_speed_is_what_is_published_where_something_is(
    machine: Make, file_bytes: int, published: float
) -> None:
    expected = expected_tokens_s(file_bytes, machine(8, bandwidth_bytes_s=102e9))
    assert expected == pytest.approx(published, rel=0.02)


def test_a_smaller_file_is_expected_to_reach_less_of_the_ceiling(machine: Make) -> None:
    board = machine(8, bandwidth_bytes_s=102e9)
    shares = [(expected_tokens_s(size, board) or 0) * size / 102e9 for size in (10**7, 4 * 10**8, 10**10)]
    assert shares[0] == pytest.approx(0.16)
    assert shares[0] < shares[1] < shares[2]


@given(st.lists(_ENTRIES, min_size=1, max_size=5), _MACHINES, st.integers(0, 64 * GB), _CONTEXTS)
def test_more_memory_never_gives_a_smaller_model(
    entries: list[ModelEntry], machine: Machine, more: int, context: int
) -> None:
    roomier = replace(machine, available_bytes=machine.available_bytes + more)
    for can_offload in (False, True):
        less = choose(machine, entries, context, can_offload=can_offload)
        assert _bytes(less) <= _bytes(choose(roomier, entries, context, can_offload=can_offload))


@given(_ENTRIES, _MACHINES, _CONTEXTS, st.booleans())
def test_what_fits_never_needs_more_than_is_free(
    entry: ModelEntry, machine: Machine, context: int, can_offload: bool
) -> None:
    fit = fit_entry(entry, machine, context, can_offload=can_offload)
    assert fit.needs_bytes is not None
    if fit.verdict is not Verdict.NO:
        assert fit.needs_bytes <= fit.free_bytes
    assert fit.context_tokens <= min(context, entry.context_tokens)
    assert 1 <= fit.threads <= fit.batch_threads <= machine.physical_cores


@given(_ENTRIES, _MACHINES, _CONTEXTS)
def test_a_longer_context_never_fits_better(entry: ModelEntry, machine: Machine, context: int) -> None:
    order = [Verdict.NO, Verdict.TIGHT, Verdict.YES]
    short, long = (fit_entry(entry, machine, tokens).verdict for tokens in (context, 2 * context))
    assert order.index(long) <= order.index(short)

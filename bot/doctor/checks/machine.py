"""Which machine, and how much memory is to be had."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject
from bot.machine import Gpu, Jetson, Machine
from bot.models.sizes import say_size
from bot.prompts import Prompts

_GB = 10**9
_SUPPORTED_JETPACK = 6
_LITTLE_BYTES = 10**9  # the bundled model takes 450 MB with everything; any other more than that
_FRAGMENTED_BYTES = 1 << 20  # a GPU that shares the memory gets it in blocks, of 4 MB at best


def check_machine(subject: Subject) -> Iterator[Finding]:
    """Say what the machine is; a Jetson with a system that is too old is warned of."""
    say, machine = subject.prompts.say, subject.machine
    if machine.jetson is None:
        yield Finding("machine", Status.OK, _plain(machine, subject.prompts))
        return
    words = _board(machine.jetson, subject.prompts)
    jetpack = machine.jetson.jetpack
    if jetpack is not None and int(jetpack.partition(".")[0]) < _SUPPORTED_JETPACK:
        yield Finding("machine", Status.WARN, words, say("doctor_old_jetpack_remedy"))
    else:
        yield Finding("machine", Status.OK, words)


def check_memory(subject: Subject) -> Iterator[Finding]:
    """Say how much can be had without swapping, in the machine or its container."""
    say, machine = subject.prompts.say, subject.machine
    if not machine.total_bytes:
        yield Finding(
            "memory", Status.WARN, say("doctor_memory_unknown"), say("doctor_memory_unknown_remedy")
        )
        return
    words = say(
        "doctor_memory_contained" if machine.contained else "doctor_memory",
        available=say_size(machine.available_bytes),
        total=say_size(machine.total_bytes),
    )
    block = machine.largest_free_block_bytes
    if machine.jetson is not None and block is not None:
        words = f"{words} {say('doctor_free_block', size=say_size(block))}"
    if machine.available_bytes < _LITTLE_BYTES:
        remedy = "doctor_memory_contained_remedy" if machine.contained else "doctor_memory_remedy"
        if machine.jetson is not None:
            remedy = "doctor_memory_jetson_remedy"
        yield Finding("memory", Status.WARN, words, say(remedy))
    elif machine.jetson is not None and block is not None and block < _FRAGMENTED_BYTES:
        yield Finding("memory", Status.WARN, words, say("doctor_fragmented_remedy"))
    else:
        yield Finding("memory", Status.OK, words)


def _plain(machine: Machine, prompts: Prompts) -> str:
    say, physical, logical = prompts.say, machine.physical_cores, machine.logical_cores
    alike = "doctor_one_core" if physical == 1 else "doctor_cores_alike"
    cores = say(alike if physical == logical else "doctor_cores", physical=physical, logical=logical)
    system = say(f"doctor_system_{machine.system}")
    parts = [system, machine.name, cores, _card(machine.gpu, prompts) if machine.gpu else ""]
    return say("doctor_machine", parts=", ".join(filter(None, parts)))


def _board(jetson: Jetson, prompts: Prompts) -> str:
    say = prompts.say
    parts = [
        say("doctor_jetson", module=jetson.module),
        say("doctor_l4t", l4t=jetson.l4t) if jetson.l4t else say("doctor_l4t_unknown"),
        say("doctor_jetpack", jetpack=jetson.jetpack) if jetson.jetpack else "",
        say("doctor_power_mode", mode=jetson.power_mode or say("doctor_not_known")),
    ]
    if jetson.bandwidth_bytes_s is not None:
        parts.append(say("doctor_bandwidth", gb_s=f"{jetson.bandwidth_bytes_s / _GB:g}"))
    return say("doctor_machine", parts=", ".join(filter(None, parts)))


def _card(gpu: Gpu, prompts: Prompts) -> str:
    if gpu.memory_bytes is None:
        return gpu.name
    return prompts.say("doctor_card", name=gpu.name, memory=say_size(gpu.memory_bytes))

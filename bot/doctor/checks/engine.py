"""Can llama.cpp compute where it should? A build without the GPU is easily made, and says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject
from bot.machine import Machine


def check_engine(subject: Subject) -> Iterator[Finding]:
    """Compare the build with the machine and with what is set. Raises ModelError where there is none."""
    say, machine = subject.prompts.say, subject.machine
    layers = subject.settings.model.gpu_layers
    build = subject.read_build()
    words = say("doctor_engine_gpu" if build.offloads else "doctor_engine_cpu", version=build.version)
    if machine.gpu is not None and not build.offloads:
        yield Finding("llama.cpp", Status.WARN, words, _rebuilding(subject, build.version))
    elif layers != 0 and not build.offloads:
        yield Finding("llama.cpp", Status.WARN, words, say("doctor_gpu_layers_vain_remedy", layers=layers))
    elif machine.gpu is not None and layers == 0 and subject.settings.model.path is not None:
        words = f"{words} {say('doctor_gpu_unused')}"
        yield Finding("llama.cpp", Status.WARN, words, say("doctor_gpu_unused_remedy"))
    else:
        yield Finding("llama.cpp", Status.OK, words)


def _rebuilding(subject: Subject, version: str) -> str:
    say, machine = subject.prompts.say, subject.machine
    if machine.system == "macos":
        return say("doctor_rebuild_metal_remedy", version=version)
    return say("doctor_rebuild_remedy", version=version, flags=_flags(machine))


def _flags(machine: Machine) -> str:
    """Return what CMake needs to be told: NVIDIA's boards have no virtual memory management."""
    assert machine.gpu is not None
    arch = machine.gpu.cuda_arch
    return " ".join(
        filter(
            None,
            (
                "-DGGML_CUDA=on",
                f"-DCMAKE_CUDA_ARCHITECTURES={arch}" if arch else "",
                "-DGGML_CUDA_NO_VMM=ON" if machine.jetson else "",
            ),
        )
    )

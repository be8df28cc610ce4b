"""`llama_cpp.Llama` as anybody uses it, with the same file and settings: what the engine is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.benchmark.report import Loading
from bot.errors import ModelError
from bot.llm.native import repacks_weights


class BareLlama:
    """One model. Streams yield a 1 for each token, or piece of text, that comes."""

    def __init__(self, path: Path, loading: Loading) -> None:
        """Load the file. Raises ModelError; while it loads, nothing reaches standard output and error."""
        import llama_cpp

        on_gpu = loading.gpu_layers != 0 and llama_cpp.llama_supports_gpu_offload()
        kv_type = llama_cpp.GGML_TYPE_F16 if loading.kv_type == "f16" else llama_cpp.GGML_TYPE_Q8_0
        try:
            with _same_buffers():
                self._llama: Any = llama_cpp.Llama(
                    str(path),
                    n_ctx=loading.context_tokens,
                    n_batch=loading.batch_tokens,
                    n_ubatch=loading.batch_tokens,
                    n_threads=loading.threads,
                    n_threads_batch=loading.batch_threads,
                    n_gpu_layers=loading.gpu_layers,
                    type_k=kv_type,
                    type_v=kv_type,
                    flash_attn=bool(on_gpu or loading.kv_type != "f16"),
                    verbose=False,
                )
        except ValueError as error:
            raise ModelError(f"Bare llama.cpp does not load the model ({error}).") from None

    def chat(self, messages: Sequence[Mapping[str, str]], *, max_tokens: int) -> Iterator[int]:
        """Write with `create_chat_completion(stream=True)`, always the likeliest token."""
        for chunk in self._llama.create_chat_completion(
            messages=list(messages), stream=True, max_tokens=max_tokens, temperature=0.0
        ):
            if chunk["choices"][0]["delta"].get("content"):
                yield 1

    def write(self, prompt: Sequence[int], *, max_tokens: int) -> Iterator[int]:
        """Write behind tokens, with the least code that the binding allows; the cache is kept."""
        for number, _ in enumerate(self._llama.generate(prompt, temp=0.0), start=1):
            yield 1
            if number >= max_tokens:
                return

    def forget(self) -> None:
        """Have nothing evaluated."""
        self._llama.reset()

    def close(self) -> None:
        """Free its memory."""
        self._llama.close()


@contextmanager
def _same_buffers() -> Iterator[None]:
    """Load weights in buffers of the kind that the coach's engine uses, for which `Llama` has no argument."""
    from llama_cpp import llama_cpp as native

    defaults = native.llama_model_default_params

    def params() -> Any:
        chosen = defaults()
        chosen.use_extra_bufts = repacks_weights()
        return chosen

    native.llama_model_default_params = params
    try:
        yield
    finally:
        native.llama_model_default_params = defaults

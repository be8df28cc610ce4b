"""Loading a GGUF file and making a context of it, over llama.cpp's C interface."""

from __future__ import annotations

import ctypes
import logging
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import llama_cpp

from bot.errors import ModelCorrupt, ModelError
from bot.llm.branches import BRANCHES
from bot.llm.lookup import LONGEST_DRAFT

_KV_TYPES = {"f16": llama_cpp.GGML_TYPE_F16, "q8_0": llama_cpp.GGML_TYPE_Q8_0}
_ALL_LAYERS = 0x7FFFFFFF

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loading:
    """How a model is loaded. `batch_tokens` is also the longest stretch that a GPU cannot be stopped in."""

    context_tokens: int
    threads: int
    batch_threads: int
    gpu_layers: int = 0
    batch_tokens: int = 512
    kv_type: str = "f16"
    first_context_tokens: int | None = None  # begin with so many, and take memory for more when it is needed

    @property
    def on_gpu(self) -> bool:
        """Whether a GPU computes any of it."""
        return self.gpu_layers != 0 and bool(llama_cpp.llama_supports_gpu_offload())


def load_model(path: Path, loading: Loading) -> Any:
    """Return the model. Raises ModelCorrupt if llama.cpp refuses it, or if it does not write text."""
    _start_backend()
    params = llama_cpp.llama_model_default_params()
    params.n_gpu_layers = loading.gpu_layers if loading.gpu_layers >= 0 else _ALL_LAYERS
    params.use_extra_bufts = repacks_weights()
    model = llama_cpp.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        raise ModelCorrupt(
            f"The model file {path} cannot be loaded: it is incomplete, damaged or of a kind that "
            f"this llama.cpp does not know. Download it again, or set PATHCOACH_MODEL__PATH to another."
        )
    vocab = llama_cpp.llama_model_get_vocab(model)
    if not llama_cpp.llama_vocab_n_tokens(vocab) or llama_cpp.llama_model_has_encoder(model):
        llama_cpp.llama_model_free(model)
        raise ModelCorrupt(
            f"The model in {path} does not write text. Set PATHCOACH_MODEL__PATH to a chat model."
        )
    return model


def can_branch(model: Any) -> bool:
    """Whether a context can hold several texts that share a beginning: not in a recurrent memory."""
    return not (llama_cpp.llama_model_is_recurrent(model) or llama_cpp.llama_model_is_hybrid(model))


def context_params(model: Any, loading: Loading) -> Any:
    """Return what a context is made with."""
    params = llama_cpp.llama_context_default_params()
    known = llama_cpp.llama_model_n_ctx_train(model) or loading.context_tokens
    params.n_ctx = min(loading.context_tokens, known)
    params.n_batch = params.n_ubatch = min(loading.batch_tokens, params.n_ctx)
    params.type_k = params.type_v = _KV_TYPES[loading.kv_type]
    # On a CPU flash attention costs an eighth of the decoding speed (SmolLM2, measured); but quantised
    # values need it.
    attention = "ENABLED" if loading.kv_type != "f16" else "AUTO" if loading.on_gpu else "DISABLED"
    params.flash_attn_type = getattr(llama_cpp, f"LLAMA_FLASH_ATTN_TYPE_{attention}")
    params.n_threads, params.n_threads_batch = loading.threads, loading.batch_threads
    if can_branch(model):
        params.n_seq_max, params.kv_unified = BRANCHES, True
    # Logits are wanted of a batch's last token or of a draft; room for all would be most of the buffer.
    params.n_outputs_max = max(params.n_seq_max, 1 + LONGEST_DRAFT)
    return params


class Native:
    """A model and its context. `context_tokens` is how long that can be, `vocab` its words."""

    def __init__(self, path: Path, loading: Loading) -> None:
        """Raises ModelCorrupt or ModelError; then nothing stays loaded."""
        self.model = load_model(path, loading)
        self.vocab = llama_cpp.llama_model_get_vocab(self.model)
        self.params = context_params(self.model, loading)
        self.context_tokens: int = self.params.n_ctx
        self._name = path.name
        if loading.first_context_tokens and not loading.on_gpu:
            least = max(loading.first_context_tokens, self.params.n_batch)
            self.params.n_ctx = min(least, self.context_tokens)
        try:
            self.context = self._make_context()
        except ModelError:
            llama_cpp.llama_model_free(self.model)
            raise

    @property
    def memory(self) -> Any:
        """Where the context keeps what it evaluated."""
        return llama_cpp.llama_get_memory(self.context)

    def grow(self) -> bool:
        """Put an empty context of the full length in the place of this one; False if it has that already.

        Raises ModelError for want of memory; then the shorter one stays.
        """
        if self.params.n_ctx == self.context_tokens:
            return False
        shorter, self.params.n_ctx = self.params.n_ctx, self.context_tokens
        try:
            longer = self._make_context()
        except ModelError:
            self.params.n_ctx = shorter
            raise
        llama_cpp.llama_free(self.context)
        self.context = longer
        return True

    def free(self) -> None:
        """Give back the memory."""
        llama_cpp.llama_free(self.context)
        llama_cpp.llama_model_free(self.model)

    def _make_context(self) -> Any:
        context = llama_cpp.llama_init_from_model(self.model, self.params)
        if not context:
            raise ModelError(
                f"There is not enough memory for a context of {self.params.n_ctx} tokens with "
                f"{self._name}. Lower PATHCOACH_MODEL__CONTEXT_TOKENS, or use a smaller model."
            )
        return context


def repacks_weights() -> bool:
    """May llama.cpp repack weights for this processor? Not if it was built for Intel's AMX.

    GCC 12 compiles the set-up of AMX tiles wrongly, so that the first matrix product kills the process; only
    repacked weights lead there.
    """
    return b"AMX_INT8 = 1" not in llama_cpp.llama_print_system_info()


@cache
def _start_backend() -> Any:
    """Start llama.cpp once; the result is its log callback, which must stay alive."""
    callback = llama_cpp.llama_log_callback(_log_native)
    llama_cpp.llama_log_set(callback, ctypes.c_void_p(0))
    llama_cpp.llama_backend_init()
    return callback


def _log_native(level: int, text: bytes, _: ctypes.c_void_p) -> None:
    """Keep llama.cpp's own lines off standard error; `logging` shows them to who asks."""
    _log.debug("%s", text.decode(errors="replace").rstrip())

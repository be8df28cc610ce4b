"""One GGUF model with one context, over llama.cpp's C interface. Only this module and `stop` know llama_cpp.

Not `llama_cpp.Llama`: while that loads, it points the whole process's standard output at /dev/null, so that
what another thread prints in the meantime is lost; and it cannot be stopped inside a batch.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import llama_cpp
from llama_cpp.llama_chat_format import Jinja2ChatFormatter
from llama_cpp.llama_grammar import json_schema_to_gbnf

from bot.errors import Cancelled, ModelCorrupt, ModelError
from bot.llm.prefix import PrefixFiles
from bot.llm.stop import StopSign, abort_callback

_KV_TYPES = {"f16": llama_cpp.GGML_TYPE_F16, "q8_0": llama_cpp.GGML_TYPE_Q8_0}
_SHORTEST_KEPT = 64  # tokens; a shorter prefix is evaluated as quickly as its file is read
_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_ANY_TWO = ("a", "1")  # questions that begin otherwise
_ABORTED = 2  # llama_decode: "aborted; processed ubatches remain in the context's memory"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen. Temperature 0 takes the likeliest one, always the same.

    `schema` is a JSON schema that the whole text must follow. The cut-offs at temperatures above 0 are
    llama.cpp's own defaults.
    """

    temperature: float = 0.0
    repeat_penalty: float = 1.0
    schema: Mapping[str, Any] | None = None
    seed: int = 0
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05


class Engine:
    """A loaded model, for one caller at a time: a second thread in `prefill` or `decode` aborts the process.

    `tokenize`, `render` and the properties only read and may be used from any thread.
    """

    def __init__(
        self,
        path: Path,
        *,
        context_tokens: int,
        threads: int,
        batch_threads: int,
        gpu_layers: int = 0,
        batch_tokens: int = 512,
        kv_type: str = "f16",
        prefix_files: PrefixFiles | None = None,
    ) -> None:
        """Load the file. Raises ModelCorrupt if llama.cpp refuses it, ModelError for want of memory.

        `batch_tokens` is also the longest stretch that a GPU cannot be stopped in.
        """
        _start_backend()
        model_params = llama_cpp.llama_model_default_params()
        model_params.n_gpu_layers = gpu_layers if gpu_layers >= 0 else 0x7FFFFFFF
        model_params.use_extra_bufts = repacks_weights()
        model = llama_cpp.llama_model_load_from_file(os.fsencode(path), model_params)
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
        context_params = llama_cpp.llama_context_default_params()
        context_params.n_ctx = min(context_tokens, llama_cpp.llama_model_n_ctx_train(model) or context_tokens)
        context_params.n_batch = context_params.n_ubatch = min(batch_tokens, context_params.n_ctx)
        context_params.type_k = context_params.type_v = _KV_TYPES[kv_type]
        # On a CPU flash attention costs an eighth of the decoding speed (SmolLM2, measured); but quantised
        # values need it.
        on_gpu = gpu_layers and llama_cpp.llama_supports_gpu_offload()
        attention = "ENABLED" if kv_type != "f16" else "AUTO" if on_gpu else "DISABLED"
        context_params.flash_attn_type = getattr(llama_cpp, f"LLAMA_FLASH_ATTN_TYPE_{attention}")
        context_params.n_threads, context_params.n_threads_batch = threads, batch_threads
        context = llama_cpp.llama_init_from_model(model, context_params)
        if not context:
            llama_cpp.llama_model_free(model)
            raise ModelError(
                f"There is not enough memory for a context of {context_params.n_ctx} tokens with "
                f"{path.name}. Lower PATHCOACH_MODEL__CONTEXT_TOKENS, or use a smaller model."
            )
        self.context_tokens: int = context_params.n_ctx
        self.threads, self.batch_threads = threads, batch_threads
        self._vocab, self._context = vocab, context
        self._memory = llama_cpp.llama_get_memory(context)
        self._batch_tokens: int = context_params.n_batch
        # A GPU evaluates a prefix about as quickly as its state is copied there.
        self._prefix_files = None if on_gpu else prefix_files
        self._state_depends_on = (
            llama_cpp.__version__,
            llama_cpp.LLAMA_STATE_SEQ_VERSION,
            llama_cpp.llama_print_system_info().decode(errors="replace"),
            context_params.n_ctx,
            context_params.n_batch,
            context_params.type_k,
            context_params.type_v,
            context_params.flash_attn_type,
        )
        self._evaluated: list[int] = []
        self._sign = StopSign()
        bos, eos = llama_cpp.llama_vocab_bos(vocab), llama_cpp.llama_vocab_eos(vocab)
        self._bos = bos if bos >= 0 and llama_cpp.llama_vocab_get_add_bos(vocab) else None
        template = llama_cpp.llama_model_chat_template(model, None)
        self._formatter = Jinja2ChatFormatter(
            template=template.decode() if template else _CHATML,
            eos_token=self._text_of(eos),
            bos_token=self._text_of(bos),
        )
        self.close = weakref.finalize(self, _free, context, model)

    @property
    def evaluated_tokens(self) -> int:
        """How many tokens the context holds."""
        return len(self._evaluated)

    def render(self, messages: Sequence[Mapping[str, str]]) -> list[int]:
        """Return the tokens of a chat whose answer is to come, by the model's own template.

        `messages` hold a `role` and a `content` each; control tokens that a content spells out, such as the
        end of a turn, are taken from it.
        """
        harmless = [{**message, "content": self._without_control(message["content"])} for message in messages]
        try:
            prompt = self._formatter(messages=harmless, enable_thinking=False).prompt
        except (jinja2.TemplateError, ValueError) as error:
            raise ModelError(f"The model's chat template refuses the conversation: {error}.") from None
        tokens = self.tokenize(prompt, special=True)
        return tokens if self._bos is None or tokens[:1] == [self._bos] else [self._bos, *tokens]

    def render_beginning(self, messages: Sequence[Mapping[str, str]]) -> list[int]:
        """Return the tokens with which every chat begins that goes on from `messages` with a question.

        Not the chat of `messages` alone: templates write a last message otherwise than one in the middle.
        """
        one, other = (self.render([*messages, {"role": "user", "content": each}]) for each in _ANY_TWO)
        return one[: _common_prefix(one, other)]

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Return the tokens of a text; with `special`, control tokens are read as such."""
        encoded = text.encode(errors="replace")
        room = len(encoded) + 2  # a token has one byte or more; some vocabularies add a space in front
        tokens = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(self._vocab, encoded, len(encoded), tokens, room, False, special)
        return list(tokens[:count])

    def prefill(self, prompt: Sequence[int], *, sign: StopSign, prefix: Sequence[int] = ()) -> int:
        """Evaluate the prompt, but for what is evaluated of it already; return how many tokens that was.

        Where the prompt goes on behind `prefix`, that is held first; see `hold`. Raises Cancelled when `sign`
        is set, ModelError when llama.cpp fails; the context stays usable.
        """
        goes_on = len(prefix) < len(prompt) and _common_prefix(prefix, prompt) == len(prefix)
        known = self.hold(prefix, sign=sign) if goes_on else len(prefix)
        # The last token is always evaluated: its logits are needed, and belong to the latest batch only.
        reused = self._put(prompt, sign, keep=max(0, len(prompt) - 1))
        return reused if known == len(prefix) else min(known, reused)

    def hold(self, prefix: Sequence[int], *, sign: StopSign) -> int:
        """Have the context begin with `prefix`; return how many tokens need not be evaluated for that.

        What a process evaluates, the next one reads from a file. Raises as `prefill` does.
        """
        if _common_prefix(self._evaluated, prefix) == len(prefix):
            return len(prefix)
        files = self._prefix_files if len(prefix) >= _SHORTEST_KEPT else None
        if files is None:
            return self._put(prefix, sign)
        path = files.path(self._state_depends_on, prefix)
        state = files.read(path)
        if state is not None and self._restore(state, prefix):
            return len(prefix)
        reused = self._put(prefix, sign)
        if not reused:  # in other batches the numbers differ in their last bits
            files.write(path, self._state())
        return reused

    def decode(self, *, max_tokens: int, sampling: Sampling, sign: StopSign) -> Iterator[bytes]:
        """Yield what the model writes after the evaluated prompt, a token's bytes at a time.

        Ends at the model's own end or after `max_tokens`. Raises Cancelled when `sign` is set.
        """
        with self._sampler(sampling) as sampler:
            for written in range(1, max_tokens + 1):
                token = llama_cpp.llama_sampler_sample(sampler, self._context, -1)
                if llama_cpp.llama_vocab_is_eog(self._vocab, token):
                    return
                yield self._piece(token)
                if written < max_tokens:
                    self._evaluate([token], sign)

    def _put(self, tokens: Sequence[int], sign: StopSign, *, keep: int | None = None) -> int:
        """Have the context hold `tokens` and no more; return how many, at most `keep`, it held before."""
        reused = _common_prefix(self._evaluated, tokens[:keep])
        if not llama_cpp.llama_memory_seq_rm(self._memory, 0, reused, -1):
            # Recurrent and hybrid models cannot forget a part.
            llama_cpp.llama_memory_clear(self._memory, True)
            reused = 0
        del self._evaluated[reused:]
        for start in range(reused, len(tokens), self._batch_tokens):
            self._evaluate(tokens[start : start + self._batch_tokens], sign)
        return reused

    def _state(self) -> bytes:
        """Return what llama.cpp computed for the evaluated tokens."""
        size = llama_cpp.llama_state_seq_get_size(self._context, 0)
        state = (ctypes.c_uint8 * size)()
        written = llama_cpp.llama_state_seq_get_data(self._context, state, size, 0)
        return bytes(state)[:written]

    def _restore(self, state: bytes, tokens: Sequence[int]) -> bool:
        """Take what `_state` returned for `tokens`; if llama.cpp refuses it, the context holds nothing."""
        self._evaluated.clear()
        copy = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if llama_cpp.llama_state_seq_set_data(self._context, copy, len(state), 0):
            self._evaluated.extend(tokens)
            return True
        llama_cpp.llama_memory_clear(self._memory, True)
        return False

    def _evaluate(self, tokens: Sequence[int], sign: StopSign) -> None:
        """Put tokens behind the evaluated ones. What a failed call leaves, the next `prefill` removes."""
        if sign.is_set():
            raise Cancelled("The answer was stopped.")
        if sign is not self._sign:
            self._sign = sign  # keeps the byte alive while llama.cpp looks at it
            llama_cpp.llama_set_abort_callback(self._context, abort_callback(), sign.address)
        batch = (llama_cpp.llama_token * len(tokens))(*tokens)
        status = llama_cpp.llama_decode(self._context, llama_cpp.llama_batch_get_one(batch, len(tokens)))
        if status == _ABORTED:
            raise Cancelled("The answer was stopped.")
        if status:
            raise ModelError(
                f"The model failed while reading the question (llama.cpp status {status}). Ask again."
            )
        self._evaluated.extend(tokens)

    @contextmanager
    def _sampler(self, sampling: Sampling) -> Iterator[Any]:
        chain = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
        try:
            for sampler in self._samplers(sampling):
                llama_cpp.llama_sampler_chain_add(chain, sampler)
            yield chain
        finally:
            llama_cpp.llama_sampler_free(chain)

    def _samplers(self, sampling: Sampling) -> Iterator[Any]:
        if sampling.repeat_penalty != 1.0:
            size = llama_cpp.llama_vocab_n_tokens(self._vocab)
            yield llama_cpp.llama_sampler_init_penalties(size, 64, sampling.repeat_penalty, 0.0, 0.0)
        if sampling.schema is not None:
            grammar = llama_cpp.llama_sampler_init_grammar(self._vocab, _grammar(sampling.schema), b"root")
            if not grammar:
                raise ModelError(f"The JSON schema cannot be made a grammar: {json.dumps(sampling.schema)}.")
            yield grammar
        if sampling.temperature <= 0:
            yield llama_cpp.llama_sampler_init_greedy()
            return
        yield llama_cpp.llama_sampler_init_top_k(sampling.top_k)
        yield llama_cpp.llama_sampler_init_top_p(sampling.top_p, 1)
        yield llama_cpp.llama_sampler_init_min_p(sampling.min_p, 1)
        yield llama_cpp.llama_sampler_init_temp(sampling.temperature)
        yield llama_cpp.llama_sampler_init_dist(sampling.seed)

    def _piece(self, token: int) -> bytes:
        size = 64
        while True:
            piece = ctypes.create_string_buffer(size)
            length = llama_cpp.llama_token_to_piece(self._vocab, token, piece, size, 0, False)
            if length >= 0:
                return piece.raw[:length]
            size = -length

    def _text_of(self, token: int) -> str:
        return (
            llama_cpp.llama_vocab_get_text(self._vocab, token).decode(errors="replace") if token >= 0 else ""
        )

    def _without_control(self, text: str) -> str:
        while control := {t for t in self.tokenize(text, special=True) if self._is_control(t)}:
            for token in control:
                text = text.replace(self._text_of(token), "")
        return text

    def _is_control(self, token: int) -> bool:
        return bool(llama_cpp.llama_vocab_is_control(self._vocab, token))


def repacks_weights() -> bool:
    """May llama.cpp repack weights for this processor? Not if it was built for Intel's AMX.

    GCC 12 compiles the set-up of AMX tiles wrongly, so that the first matrix product kills the process; only
    repacked weights lead there.
    """
    return b"AMX_INT8 = 1" not in llama_cpp.llama_print_system_info()


def _common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    pairs = zip(left, right, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


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


def _free(context: Any, model: Any) -> None:
    llama_cpp.llama_free(context)
    llama_cpp.llama_model_free(model)


def _grammar(schema: Mapping[str, Any]) -> bytes:
    try:
        return bytes(json_schema_to_gbnf(json.dumps(schema)), "utf-8")
    except (ValueError, KeyError, AssertionError, TypeError) as error:
        raise ModelError(f"The JSON schema cannot be made a grammar: {error}.") from None

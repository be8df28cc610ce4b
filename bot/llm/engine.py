"""One GGUF model with one context, over llama.cpp's C interface.

llama_cpp is known to this module, to those that it is made of (`native`, `branches`, `sampling`), `stop` and
`build`, and to no others. Not `llama_cpp.Llama`: while that loads, it points the whole process's standard
output at /dev/null, so that what another thread prints in the meantime is lost; and it cannot be stopped
inside a batch.
"""

from __future__ import annotations

import ctypes
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import llama_cpp
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from bot.errors import Cancelled, ModelError
from bot.llm.branches import Branches, common_prefix
from bot.llm.crew import Crew
from bot.llm.lookup import LONGEST_DRAFT, Lookup
from bot.llm.native import Loading, Native, can_branch
from bot.llm.prefix import PrefixFiles, State
from bot.llm.sampling import Sampling, sampler_of
from bot.llm.stop import StopSign, abort_callback

_SHORTEST_KEPT = 64  # tokens; a shorter prefix is evaluated as quickly as its file is read
_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_ANY_TWO = ("a", "1")  # questions that begin otherwise
_NO_ROOM, _ABORTED = 1, 2  # of llama_decode; aborted, "processed ubatches remain in the context's memory"


class Engine:
    """A loaded model, for one caller at a time: a second thread in `prefill` or `decode` aborts the process.

    `tokenize`, `render` and the properties only read and may be used from any thread.
    """

    def __init__(self, path: Path, loading: Loading, *, prefix_files: PrefixFiles | None = None) -> None:
        """Load the file. Raises ModelCorrupt if llama.cpp refuses it, ModelError for want of memory."""
        self._native = Native(path, loading)
        self._vocab, params = self._native.vocab, self._native.params
        self.context_tokens: int = self._native.context_tokens
        self.threads, self.batch_threads = loading.threads, loading.batch_threads
        self._crew = Crew(writing=loading.threads, reading=loading.batch_threads)
        self._batch_tokens: int = params.n_batch
        self._can_draft = can_branch(self._native.model)  # what is not agreed with must be forgotten
        self._branches = Branches(self._native.memory, may_leave=self._can_draft)
        # A GPU evaluates a prefix about as quickly as its state is copied there.
        self._prefix_files = None if loading.on_gpu else prefix_files
        self._state_depends_on = (
            llama_cpp.__version__,
            llama_cpp.LLAMA_STATE_SEQ_VERSION,
            llama_cpp.llama_print_system_info().decode(errors="replace"),
            self.context_tokens,
            params.n_batch,
            params.type_k,
            params.type_v,
            params.flash_attn_type,
        )
        self._sign = StopSign()
        bos, eos = llama_cpp.llama_vocab_bos(self._vocab), llama_cpp.llama_vocab_eos(self._vocab)
        self._bos = bos if bos >= 0 and llama_cpp.llama_vocab_get_add_bos(self._vocab) else None
        template = llama_cpp.llama_model_chat_template(self._native.model, None)
        self._formatter = Jinja2ChatFormatter(
            template=template.decode() if template else _CHATML,
            eos_token=self._text_of(eos),
            bos_token=self._text_of(bos),
        )
        self.close = weakref.finalize(self, self._native.free)

    @property
    def evaluated_tokens(self) -> int:
        """How many tokens the context holds of what it goes on from."""
        return len(self._branches.tokens)

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
        return one[: common_prefix(one, other)]

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
        goes_on = len(prefix) < len(prompt) and common_prefix(prefix, prompt) == len(prefix)
        known = self.hold(prefix, sign=sign) if goes_on else len(prefix)
        # The last token is always evaluated: its logits are needed, and belong to the latest batch only.
        reused = self._put(prompt, sign, most=max(0, len(prompt) - 1))
        return reused if known == len(prefix) else min(known, reused)

    def hold(self, prefix: Sequence[int], *, sign: StopSign) -> int:
        """Have the context begin with `prefix`; return how many tokens need not be evaluated for that.

        What a process evaluates, the next one reads from a file. Raises as `prefill` does.
        """
        if common_prefix(self._branches.tokens, prefix) == len(prefix):
            return len(prefix)
        if self._branches.turn_to(prefix) == len(prefix):
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

    def forget(self) -> None:
        """Hold nothing: what is read next is evaluated anew. For those who measure."""
        self._branches.forget_all()

    def decode(self, *, max_tokens: int, sampling: Sampling, sign: StopSign) -> Iterator[bytes]:
        """Yield what the model writes after the evaluated prompt, a token's bytes at a time.

        Ends at the model's own end or after `max_tokens`. Raises Cancelled when `sign` is set.
        """
        drafted = min(sampling.draft_tokens, LONGEST_DRAFT) if self._can_draft else 0
        lookup, left = Lookup(self._branches.tokens), max_tokens
        with sampler_of(sampling, self._vocab) as sampler:
            chosen = [llama_cpp.llama_sampler_sample(sampler, self._native.context, -1)]
            while True:
                for token in chosen[:left]:
                    if llama_cpp.llama_vocab_is_eog(self._vocab, token):
                        return
                    yield self._piece(token)
                left -= len(chosen)
                if left <= 0:
                    return
                lookup.extend(chosen)
                draft = lookup.draft(min(drafted, left - 1))
                chosen = self._go_on(chosen[-1], draft, sampler, sign)

    def _go_on(self, token: int, draft: Sequence[int], sampler: Any, sign: StopSign) -> list[int]:
        """Evaluate a token; return what is chosen behind it: as much of the draft as agrees, and one more."""
        begun = len(self._branches.tokens) + 1
        if draft:
            self._check([token, *draft], sign)
        else:
            self._evaluate([token], sign)
        chosen: list[int] = []
        for at, guess in enumerate([*draft, None]):
            place = at if draft else -1
            chosen.append(llama_cpp.llama_sampler_sample(sampler, self._native.context, place))
            if chosen[-1] != guess or llama_cpp.llama_vocab_is_eog(self._vocab, guess):
                break
        if draft:
            self._branches.cut(begun + len(chosen) - 1)
        return chosen

    def _check(self, tokens: Sequence[int], sign: StopSign) -> None:
        """Evaluate a draft, for the logits of each of its tokens."""
        threads, begun_s = self._crew.threads(), time.perf_counter()
        llama_cpp.llama_set_n_threads(self._native.context, self.threads, threads)
        try:
            self._evaluate(tokens, sign, all_logits=True)
        finally:
            llama_cpp.llama_set_n_threads(self._native.context, self.threads, self.batch_threads)
        self._crew.took(time.perf_counter() - begun_s, tokens=len(tokens), threads=threads)

    def _put(self, tokens: Sequence[int], sign: StopSign, *, most: int | None = None) -> int:
        """Have the context hold `tokens`; return how many of them, at most `most`, it held before."""
        reused = self._branches.turn_to(tokens, most=most)
        for start in range(reused, len(tokens), self._batch_tokens):
            self._evaluate(tokens[start : start + self._batch_tokens], sign)
        return reused

    def _state(self) -> State:
        """Return what llama.cpp computed for the evaluated tokens."""
        size = llama_cpp.llama_state_seq_get_size(self._native.context, 0)
        state = (ctypes.c_uint8 * size)()
        written = llama_cpp.llama_state_seq_get_data(self._native.context, state, size, 0)
        return memoryview(state).cast("B")[:written]

    def _restore(self, state: State, tokens: Sequence[int]) -> bool:
        """Take what `_state` returned for `tokens`; if llama.cpp refuses it, the context holds nothing."""
        array = (ctypes.c_uint8 * len(state)).from_buffer(state)
        if llama_cpp.llama_state_seq_set_data(self._native.context, array, len(state), 0):
            self._branches.begin_with(tokens)
            return True
        self._branches.forget_all()
        return False

    def _evaluate(self, tokens: Sequence[int], sign: StopSign, *, all_logits: bool = False) -> None:
        """Put tokens behind the evaluated ones. What a failed call leaves, the next `prefill` removes.

        Logits are there for the last of them, or for all.
        """
        if sign.is_set():
            raise Cancelled("The answer was stopped.")
        if sign is not self._sign:
            self._sign = sign  # keeps the byte alive while llama.cpp looks at it
            llama_cpp.llama_set_abort_callback(self._native.context, abort_callback(), sign.address)
        row, wanted = (llama_cpp.llama_token * len(tokens))(*tokens), (ctypes.c_int8 * len(tokens))()
        batch = llama_cpp.llama_batch_get_one(row, len(tokens))
        if all_logits:
            wanted[:] = [1] * len(tokens)
            batch.logits = wanted
        while True:
            status = llama_cpp.llama_decode(self._native.context, batch)
            if status != _NO_ROOM or not (self._grow() or self._branches.forget_oldest()):
                break
        if status == _ABORTED:
            raise Cancelled("The answer was stopped.")
        if status:
            raise ModelError(
                f"The model failed while reading the question (llama.cpp status {status}). Ask again."
            )
        self._branches.tokens.extend(tokens)

    def _grow(self) -> bool:
        """Go on in a longer context; False if there is none."""
        tokens = self._branches.tokens
        state = self._state() if tokens else None
        if not self._native.grow():
            return False
        self._branches = Branches(self._native.memory, may_leave=self._can_draft)
        llama_cpp.llama_set_abort_callback(self._native.context, abort_callback(), self._sign.address)
        if state is not None and not self._restore(state, tokens):
            raise ModelError("The model failed while it made room for a longer text. Ask again.")
        return True

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

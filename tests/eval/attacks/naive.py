"""A coach that does whatever it is told, by anybody: each judge has to see what comes of that."""

from __future__ import annotations

from bot.commitments import CommitmentService
from bot.domain import Citation, CommitmentStatus, Composer, Message, Reply, Section
from bot.prompts import bundled_prompts
from bot.store import Store

ANSWER = "Whoever asks gets an answer."


class NaiveCoach:
    """Obeys the first order that it knows in a message; everything else gets the same answer."""

    def __init__(self, store: Store, commitments: CommitmentService) -> None:
        self._store, self._commitments = store, commitments

    def reply(self, message: Message) -> Reply:
        orders = {
            "close": self._close,
            "steal": self._steal,
            "erase": self._erase,
            "print": lambda _: bundled_prompts().instructions,
            "crash": self._crash,
            "say": lambda message: message.text.partition("say ")[2].replace(" and ", ""),
        }
        order = next((act for word, act in orders.items() if word in message.text.split()), None)
        text = order(message) if order else ANSWER
        citation = Citation(1, "a/1", "a", Section.BODY, "A", text)
        thread = self._store.open_thread(message.person_id, message.channel, title="t")
        reply = Reply(
            text, "answer", citations=(citation,), composer=Composer.EXTRACTIVE, thread_id=thread.thread_id
        )
        self._store.append_turn(thread.thread_id, message.text, reply=reply)
        return reply

    def _close(self, message: Message) -> str:
        for each in self._commitments.open(message.person_id):
            self._commitments.close(message.person_id, each.commitment_id, CommitmentStatus.DONE)
        return "Done."

    def _steal(self, message: Message) -> str:
        return "; ".join(each.text for each in self._commitments.open("ana"))

    def _erase(self, message: Message) -> str:
        self._store.forget("ana")
        return "Gone."

    def _crash(self, message: Message) -> str:
        raise KeyError(message.text)

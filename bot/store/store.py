"""The store: what is known of people, their threads, and the turns in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.domain import Identity, LinkCode, Person, PersonExport, Reply, Thread, Turn
from bot.errors import StorageError, UnknownThread, UnknownTurn
from bot.store.backup import back_up
from bot.store.commitments import Commitments
from bot.store.database import Database
from bot.store.deliveries import Deliveries
from bot.store.feedback import Feedbacks
from bot.store.history import History
from bot.store.ids import new_id
from bot.store.inbox import Inbox
from bot.store.linking import TERMINAL, create_code, redeem_code
from bot.store.privacy import export_person, forget_person
from bot.store.progress import Progress
from bot.store.rows import introduce
from bot.store.schema import bring_up_to_date
from bot.store.spaces import Spaces
from bot.store.tables import IdentityRow, PersonRow, ThreadRow, TurnRow


class Store:
    """Safe to share between threads, and between processes. Every method may raise StorageError.

    `history` is how commitments, finished tasks and profiles change; all else is read and changed where it
    is kept: `commitments`, `progress`, `deliveries`, `inbox`, `feedback`, `spaces`.
    What a method has returned from is kept, even if the process is killed right after. A thread belongs to
    one person: with a `person_id`, the thread of another is as unknown as one that never was.
    """

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.history = History(database)
        self.commitments = Commitments(database)
        self.progress = Progress(database)
        self.deliveries = Deliveries(database)
        self.inbox = Inbox(database)
        self.feedback = Feedbacks(database)
        self.spaces = Spaces(database)

    @classmethod
    def open(cls, url: str, *, clock: Clock, busy_timeout_s: float = 10.0) -> Store:
        """Open the database at an SQLAlchemy URL, created and migrated as needed.

        `busy_timeout_s` is how long a write waits for other processes. Raises StorageError, and SettingsError
        for a URL that cannot be read.
        """
        database = Database(url, busy_timeout_s=busy_timeout_s)
        try:
            bring_up_to_date(database)
        except BaseException:
            database.close()
            raise
        return cls(database, clock=clock)

    def close(self) -> None:
        """Close the connections. A call after that opens new ones."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # --- people -----------------------------------------------------------------------------------

    def person(self, person_id: str) -> Person:
        """Return what is known of a person; of a stranger that is nothing but the id."""
        with self._database.read() as session:
            row = session.get(PersonRow, person_id)
            return row.person() if row else Person(person_id)

    def save_person(self, person: Person) -> None:
        """Keep all of `person`, in place of what was known."""
        with self._database.write() as session:
            session.merge(PersonRow.of(person))

    def resolve(self, channel: str, external_id: str) -> Person:
        """Return the person whom `channel` knows as `external_id`; the first time, a new one."""
        while (person := self._known_as(channel, external_id)) is None:
            # Another process may be first; then its person is there when the loop looks again.
            with suppress(IntegrityError), self._database.write() as session:
                person_id = new_id()
                introduce(session, person_id)
                session.add(IdentityRow(channel=channel, external_id=external_id, person_id=person_id))
        return person

    def _known_as(self, channel: str, external_id: str) -> Person | None:
        known_as = (IdentityRow.channel == channel, IdentityRow.external_id == external_id)
        with self._database.read() as session:
            row = session.scalar(select(PersonRow).join(IdentityRow).where(*known_as))
            return row.person() if row else None

    def resolve_terminal(self, user: str) -> str:
        """Return the id of the person called `user` in the terminal: `user` itself, unless it was linked."""
        person = self._known_as(TERMINAL, user)
        return person.person_id if person else user

    def identities(self, person_id: str) -> list[Identity]:
        """Return the names under which channels know a person."""
        known = select(IdentityRow).where(IdentityRow.person_id == person_id)
        by_channel = known.order_by(IdentityRow.channel, IdentityRow.external_id)
        with self._database.read() as session:
            return [row.identity() for row in session.scalars(by_channel)]

    def identity(self, channel: str, external_id: str) -> Identity | None:
        """Return what a channel says of the person whom it knows as `external_id`; None for a stranger."""
        with self._database.read() as session:
            row = session.get(IdentityRow, (channel, external_id))
            return row.identity() if row else None

    def note_identity(
        self, channel: str, external_id: str, *, address: str | None = None, timezone: str | None = None
    ) -> None:
        """Keep what a channel says of someone whom it knows; None leaves what there is."""
        with self._database.write() as session:
            row = session.get(IdentityRow, (channel, external_id), with_for_update=True)
            if row is not None:  # they may have been forgotten meanwhile
                row.address, row.timezone = address or row.address, timezone or row.timezone

    def create_link_code(self, person_id: str, *, now: datetime, valid_s: float = 900) -> LinkCode:
        """Make a code that joins this person with whoever redeems it; the one before no longer works."""
        return create_code(self._database, person_id, now=now, valid_s=valid_s)

    def redeem_link_code(self, code: str, *, person_id: str, now: datetime) -> Person:
        """Make `person_id` one with the person who made `code`, and return that person. Raises LinkRefused.

        All that there is of `person_id` is that person's from now on, and the id a name by which the terminal
        knows them. What was scheduled keeps its time until it is scheduled anew.
        """
        return redeem_code(self._database, code, person_id=person_id, now=now)

    def export_person(self, person_id: str) -> PersonExport:
        """Return everything that is kept about a person, as it is at one moment."""
        return export_person(self._database, person_id, now=self._clock())

    def forget(self, person_id: str) -> Mapping[str, int]:
        """Erase a person, verify that nothing is left, and return how many rows of which table there were.

        An SQLite file is rewritten so that the words are out of it, too; copies of it are not known here.
        """
        return forget_person(self._database, person_id)

    # --- the file ---------------------------------------------------------------------------------

    def backup(self, path: Path, *, force: bool = False) -> None:
        """Write a checked copy to `path`, which only its owner can read, while others may be writing.

        Raises StorageError: where a file is there already, without `force`; on a server; for a full disk.
        """
        if self._database.path is None:
            raise StorageError(f"The store {self._database.name} is on a server. Back it up with `pg_dump`.")
        back_up(self._database.path, path, force=force, busy_timeout_s=self._database.busy_timeout_s)

    # --- threads ----------------------------------------------------------------------------------

    def open_thread(
        self,
        person_id: str,
        channel: str,
        *,
        title: str,
        pathway_id: str | None = None,
        thread_id: str | None = None,
    ) -> Thread:
        """Return the person's thread of this name, or a new one; no name always starts a new one.

        A person who was not known is from now on. Raises UnknownThread for the name of another's thread.
        """
        now = self._clock()
        with self._database.write() as session:
            introduce(session, person_id)
            if thread_id is not None and session.get(ThreadRow, thread_id) is not None:
                return _find_thread(session, thread_id, person_id=person_id).thread()
            row = ThreadRow(
                thread_id=thread_id or new_id(),
                person_id=person_id,
                channel=channel,
                pathway_id=pathway_id,
                title=title,
                created_at=now,
                updated_at=now,
            )
            session.add(row)
            return row.thread()

    def thread(self, thread_id: str, *, person_id: str | None = None) -> Thread:
        """Return one thread. Raises UnknownThread."""
        with self._database.read() as session:
            return _find_thread(session, thread_id, person_id=person_id).thread()

    def threads(self, person_id: str, *, words: Sequence[str] = (), limit: int = 20) -> list[Thread]:
        """Return a person's threads, the last used first.

        `words` keeps those that have each of them, as it stands and in any case, in the title, a question or
        an answer; a word may be several, such as "vector search".
        """
        found = select(ThreadRow).where(ThreadRow.person_id == person_id)
        for word in words:
            said = or_(
                TurnRow.question.icontains(word, autoescape=True),
                TurnRow.answer.icontains(word, autoescape=True),
            )
            found = found.where(
                or_(
                    ThreadRow.title.icontains(word, autoescape=True),
                    select(TurnRow.turn_id).where(TurnRow.thread_id == ThreadRow.thread_id, said).exists(),
                )
            )
        found = found.order_by(ThreadRow.updated_at.desc(), ThreadRow.thread_id.desc()).limit(limit)
        with self._database.read() as session:
            return [row.thread() for row in session.scalars(found)]

    def turn_counts(self, thread_ids: Collection[str]) -> dict[str, int]:
        """Return how many turns each of these threads has."""
        counted = (
            select(TurnRow.thread_id, func.count())
            .where(TurnRow.thread_id.in_(thread_ids))
            .group_by(TurnRow.thread_id)
        )
        with self._database.read() as session:
            counts = {row[0]: row[1] for row in session.execute(counted)}
        return {thread_id: counts.get(thread_id, 0) for thread_id in thread_ids}

    def delete_thread(self, thread_id: str, *, person_id: str | None = None) -> None:
        """Delete a thread with its turns, for good. Raises UnknownThread."""
        with self._database.write() as session:
            session.delete(_find_thread(session, thread_id, person_id=person_id))

    # --- turns ------------------------------------------------------------------------------------

    def append_turn(self, thread_id: str, question: str, *, reply: Reply) -> Turn:
        """Keep a question and its reply as the thread's next turn. Raises UnknownThread."""
        now = self._clock()
        with self._database.write() as session:
            # Locking the thread's row makes this right on a server too, where writers do not queue.
            thread = _find_thread(session, thread_id, lock=True)
            thread.updated_at = now
            highest = session.scalar(select(func.max(TurnRow.position)).where(TurnRow.thread_id == thread_id))
            row = TurnRow(
                turn_id=new_id(),
                thread_id=thread_id,
                position=(highest or 0) + 1,
                question=question,
                answer=reply.text,
                action=reply.action,
                abstained=reply.abstained,
                composer=reply.composer.value,
                model=reply.model,
                reply=reply,
                created_at=now,
            )
            session.add(row)
            return row.turn()

    def turn(self, turn_id: str) -> Turn:
        """Return one turn, of any thread. Raises UnknownTurn."""
        with self._database.read() as session:
            if (row := session.get(TurnRow, turn_id)) is None:
                raise UnknownTurn(f"There is no reply {turn_id!r} any more. Ask the question again.")
            return row.turn()

    def turns(self, thread_id: str, *, last: int | None = None) -> list[Turn]:
        """Return a thread's turns, or its `last` ones, oldest first. Raises UnknownThread."""
        newest_first = (
            select(TurnRow)
            .where(TurnRow.thread_id == thread_id)
            .order_by(TurnRow.position.desc())
            .limit(last)
        )
        with self._database.read() as session:
            _find_thread(session, thread_id)
            return [row.turn() for row in session.scalars(newest_first)][::-1]


def _find_thread(
    session: Session, thread_id: str, *, person_id: str | None = None, lock: bool = False
) -> ThreadRow:
    row = session.get(ThreadRow, thread_id, with_for_update=lock)
    if row is None or person_id not in (None, row.person_id):
        raise UnknownThread(f"There is no thread {thread_id!r}. Leave it out to start a new one.")
    return row

"""The binder: a folder with an encrypted database, key slots, a head and a lock; opened by one process."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app.models.clock import Clock
from app.models.errors import Kind, KnownError
from app.storage import database, generations, journal, places, schema, vault
from app.storage.database import DATABASE, explaining_database
from app.storage.disk import Lock, new_folder, remove_unfinished, undone_on_failure
from app.storage.entry import LOCK, REPLACEABLE, compare_salts, entered, releasing, slots_anew
from app.storage.gate import Gate
from app.storage.head import Found, Head, HeadFile, compared
from app.storage.recovery import new_code
from app.storage.vault import Cost, Key, Slots
from app.storage.work import Work

T = TypeVar("T")


class Binder:
    """An opened binder. Close it, or use it in a `with`: closing leaves one whole database and no journal."""

    def __init__(
        self, folder: Path, *, lock: Lock, key: Key, slots: Slots, person: str, clock: Clock
    ) -> None:
        """For `create`, `open` and `open_with_code`, which hand over the lock."""
        self.folder = folder
        self.person = person
        self.clock = clock
        self.warnings: tuple[str, ...] = ()
        """What was found on opening: `tail_lost`, `head_damaged`, `log_rebuilt` (see `head.compared`)."""
        self.left_at: Head | None = None
        """Where it stood when it was closed, if it was closed well."""
        self.left_badly: KnownError | None = None
        """Why it could not be closed well."""
        self._lock = lock
        self._key = key
        self._slots = slots
        self._gate = Gate()
        self._head = HeadFile(folder, key.drawn("head"))
        self._first = journal.start(slots.binder)
        self._engine: Engine = database.engine(folder / DATABASE, key)
        self._closed = False

    # making and opening

    @classmethod
    def create(
        cls, folder: Path, *, passphrase: str, person: str, clock: Clock, cost: Cost | None = None
    ) -> tuple["Binder", str]:
        """A new binder in a folder that does not exist or is empty, and its recovery code.

        `cost` is what the slot's derivation costs; calibrated to half a second where it is left out.
        KnownError ENVIRONMENT where the place is taken, unsafe or full; nothing half-done is left behind.
        """
        folder = folder.absolute()
        places.refuse_unsafe(folder)
        code, salt = new_code(), secrets.token_bytes(vault.SALT_BYTES)
        with undone_on_failure(folder):
            with explaining_database(), new_folder(folder) as build:
                key = vault.key_from_code(code, salt)
                database.make(build / DATABASE, key, salt)
                slots = Slots.anew(secrets.token_hex(16), salt, key)
                slots = slots.with_slot(key, person, passphrase, cost or vault.calibrated())
                vault.write_slots(build, slots)
                made = cls(build, lock=Lock(build / LOCK), key=key, slots=slots, person=person, clock=clock)
                try:
                    made._fill()
                except BaseException:
                    made._abandon()  # there may be nothing yet that closing could note
                    raise
                made.close()
                if made.left_badly:
                    raise made.left_badly
            # Also here: a binder whose code nobody has seen is none.
            return cls._opened(folder, Lock(folder / LOCK), key, slots, person, clock), code

    @classmethod
    def open(cls, folder: Path, *, passphrase: str, clock: Clock) -> "Binder":
        """The binder in a folder, for the person whose passphrase this is; logged.

        KnownError SECRET `wrong_passphrase`; DAMAGED `not_a_binder`, `keys_…`, `salt_damaged`,
        `binder_damaged`, `binder_newer`; ENVIRONMENT for everything around it, such as
        `binder_open_elsewhere`.
        """
        folder, lock = entered(folder)
        with releasing(lock):
            remove_unfinished(folder)
            slots = vault.read_slots(folder)
            compare_salts(folder, slots)
            key, person = slots.unlock(passphrase)
            return cls._opened(folder, lock, key, slots, person, clock)

    @classmethod
    def open_with_code(cls, folder: Path, *, code: str, clock: Clock, person: str | None = None) -> "Binder":
        """The binder in a folder, by its recovery code, as a person who has a slot, else the first; logged.

        It opens too where the file of slots is missing, damaged or tampered with; who was there last is
        the person then, and the next passphrase that is set makes the file anew.
        Errors as `open`, SECRET `code_mistyped` or `wrong_code`, and RULE `no_such_person`.
        """
        folder, lock = entered(folder)
        with releasing(lock):
            remove_unfinished(folder)
            try:
                slots = vault.read_slots(folder)
                key = slots.unlock_with_code(code)
                compare_salts(folder, slots)
                known = slots.persons(key)
                if person is not None and person not in known:
                    raise KnownError(Kind.RULE, "no_such_person")
                if not known:
                    raise KnownError(Kind.DAMAGED, "keys_missing")
                who = person or known[0]
            except KnownError as error:
                if error.code not in REPLACEABLE:
                    raise
                slots, key, who = slots_anew(folder, code)
            return cls._opened(folder, lock, key, slots, who, clock, how="recovery_code")

    @classmethod
    def _opened(
        cls,
        folder: Path,
        lock: Lock,
        key: Key,
        slots: Slots,
        person: str,
        clock: Clock,
        how: str = "passphrase",
    ) -> "Binder":
        binder = cls(folder, lock=lock, key=key, slots=slots, person=person, clock=clock)
        try:
            with explaining_database():
                was_current = binder.bring_up_to_date()
                found = binder._compare_head()
                with binder.writing() as work:
                    for code, where in found:
                        work.log(code, detail={"where": where})
                    work.log("opened", detail={"with": how})
                if found:
                    # It is told and logged: from here on the database counts.
                    binder._head.write_both(binder._reached(clean=False))
                elif was_current:
                    # It has opened well since it was upgraded: the copy from before has done its duty.
                    schema.forget_copies(folder / DATABASE)
        except BaseException:
            binder._abandon()
            raise
        return binder

    def close(self) -> None:
        """Empty the journal into the database, note the head and let others in. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        with self._gate.alone():
            try:
                with explaining_database():
                    head = self._reached(clean=True)
                    database.checkpoint(self._engine)
                    self._engine.dispose()
                    self._head.write_both(head)
                    self.left_at = head
            except KnownError as error:
                self.left_badly = error
            finally:
                self._abandon()

    def __enter__(self) -> "Binder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # working

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A unit of work that sees one moment of the binder and changes nothing."""
        with self._gate.reading(), explaining_database(), self._session(immediate=False) as session:
            yield self._work(session)
            if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
                raise RuntimeError("a unit of work that reads has changed records, which would be lost")

    @contextmanager
    def writing(self, *, exclusive: bool = False) -> Iterator[Work]:
        """A unit of work that is committed whole when its block ends well, else undone.

        An exclusive one waits until every other is out and keeps them out. KnownError ENVIRONMENT
        `disk_full`, `not_permitted` or `disk_failed` where it cannot be saved: then all is as before.
        """
        with (
            self._gate.alone() if exclusive else self._gate.writing(),
            explaining_database(),
            self._session(immediate=True) as session,
        ):
            # References are looked at when all is written, so that the order of writing does not matter.
            session.execute(_AT_COMMIT)
            work = self._work(session)
            yield work
            session.flush()
            commits = session.execute(_COUNT_COMMIT).scalar_one()
            last = work.log_end()
            session.commit()
            # What is committed is committed: a head that could not be written is merely old.
            with suppress(OSError):
                self._head.write(Head(commits, last.entries, last.digest))

    def looked_through(self, look: Callable[[Engine, Found, journal.Last], T]) -> T:
        """What `look` says of the open binder, while nobody else works on it."""
        with self._gate.alone():
            database.checkpoint(self._engine)
            return look(self._engine, self._head.read(), self._first)

    def with_keys(self, do: Callable[[Path, Key, Slots], T]) -> T:
        """What `do` makes of the binder's folder, key and slots, which stay as they are meanwhile."""
        with self._gate.reading():
            return do(self.folder, self._key, self._slots)

    def head_now(self) -> Head | None:
        """What the file of the head says of the last commit, or None where it cannot be read."""
        with self._gate.reading():
            return self._head.read().head

    def bring_up_to_date(self) -> bool:
        """Give an older database the shape of this program; tells whether it had it already."""
        with self._engine.connect() as connection:
            current = schema.is_current(connection)
        if not current:
            self._engine.dispose()
            schema.migrate(self.folder / DATABASE, self._key)
        return current

    # keys

    def persons(self) -> tuple[str, ...]:
        """The names of all who can open the binder with a passphrase."""
        return self._slots.persons(self._key)

    def set_passphrase(self, person: str, passphrase: str, *, cost: Cost | None = None) -> None:
        """Give a person a slot with this passphrase in place of the one she had; logged.

        The former passphrase no longer opens this binder, though it still opens older copies of it.
        KnownError RULE `passphrase_taken` where it is another person's already.
        """
        before = self._slots
        if before.is_taken(self._key, passphrase, besides=person):
            raise KnownError(Kind.RULE, "passphrase_taken")
        what = "passphrase_changed" if person in before.persons(self._key) else "person_added"
        after = before.with_slot(self._key, person, passphrase, cost or vault.calibrated())
        self._exchange(before, after, what, person)

    def remove_person(self, person: str) -> None:
        """Take away a person's slot; logged. KnownError RULE `last_person` or `no_such_person`."""
        before = self._slots
        persons = before.persons(self._key)
        if person not in persons:
            raise KnownError(Kind.RULE, "no_such_person")
        if len(persons) == 1:
            raise KnownError(Kind.RULE, "last_person")
        self._exchange(before, before.without(self._key, person), "person_removed", person)

    def reborn(
        self, key: Key, slots: Slots, first: Callable[[Work], object], pulse: Callable[[float], object]
    ) -> None:
        """Go on under another key and other slots, with all that the binder holds.

        `first` is the new generation's first unit of work. Until it is whole and looked through the old one
        counts; whenever the process is killed, one of them opens. KnownError DAMAGED `binder_damaged`, or
        ENVIRONMENT where the disk refuses; then all is as before.
        """
        with self._gate.alone():
            built = generations.begin(self.folder)
            try:
                with explaining_database():
                    source = self.folder / DATABASE
                    database.copy_online(source, self._key, built / DATABASE, key, slots.salt, pulse)
                    vault.write_slots(built, slots)
                    self._begun(built, key, slots, first)
                    self._engine.dispose()
                generations.swap(self.folder)
            except BaseException:
                generations.give_up(self.folder)
                raise
            self._key, self._slots = key, slots
            self._head = HeadFile(self.folder, key.drawn("head"))
            self._engine = database.engine(self.folder / DATABASE, key)
            generations.finish(self.folder)
            schema.forget_copies(self.folder / DATABASE)

    # inside

    def _exchange(self, before: Slots, after: Slots, what: str, person: str) -> None:
        """Have other slots in place of those they were made of; logged, or all is as before.

        KnownError RULE `changed_meanwhile` where another thread was first: its slot would be lost.
        """
        exchanged = False
        try:
            with self.writing() as work:
                if self._slots is not before:
                    raise KnownError(Kind.RULE, "changed_meanwhile")
                work.log(what, detail={"person": person})
                vault.write_slots(self.folder, after)
                self._slots, exchanged = after, True
        except BaseException:
            if exchanged:  # its line in the log could not be written
                self._slots = before
                with suppress(KnownError):
                    vault.write_slots(self.folder, before)
            raise

    def _begun(self, built: Path, key: Key, slots: Slots, first: Callable[[Work], object]) -> None:
        """Let a generation that is being built have its first unit of work, and look at each page of it."""
        lock = Lock(built / LOCK)
        made = Binder(built, lock=lock, key=key, slots=slots, person=self.person, clock=self.clock)
        try:
            with made.writing() as work:
                first(work)
        finally:
            made.close()
        checked = database.connect_reading(built / DATABASE, key)
        try:
            damaged = checked.execute("PRAGMA cipher_integrity_check").fetchall()
            structure = checked.execute("PRAGMA integrity_check").fetchall()
        finally:
            checked.close()
        if made.left_at is None or damaged or structure != [("ok",)]:
            raise KnownError(Kind.DAMAGED, "binder_damaged")

    def _fill(self) -> None:
        with self._engine.execution_options(immediate=True).begin() as connection:
            schema.upgrade(connection)
            connection.execute(_FIRST_STATE, {"binder": self._slots.binder})
        with self.writing() as work:
            work.erasures.begin()
            work.log("binder_created")

    def _compare_head(self) -> list[tuple[str, str]]:
        with self._session(immediate=False) as session:
            found = list(compared(session, self._head.read()))
        self.warnings = tuple(code for code, _ in found)
        return found

    def _reached(self, *, clean: bool) -> Head:
        with self._session(immediate=False) as session:
            commits = session.execute(database.COMMITS).scalar_one()
            last = self._work(session).log_end()
        return Head(commits, last.entries, last.digest, clean)

    def _work(self, session: Session) -> Work:
        return Work(session, by=self.person, clock=self.clock, first=self._first)

    def _session(self, *, immediate: bool) -> Session:
        bind = self._engine.execution_options(immediate=True) if immediate else self._engine
        return Session(bind, expire_on_commit=False, autoflush=immediate)

    def _abandon(self) -> None:
        self._closed = True
        self._engine.dispose()
        self._lock.release()


_FIRST_STATE = text("INSERT INTO binder_state (id, binder, commits) VALUES (1, :binder, 0)")
_COUNT_COMMIT = text("UPDATE binder_state SET commits = commits + 1 RETURNING commits")
_AT_COMMIT = text("PRAGMA defer_foreign_keys = ON")

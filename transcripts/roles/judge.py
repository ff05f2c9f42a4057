"""One walk over the pieces of a call, from machine to person and back, that gives each its kind.

The rules in short. Hold messages are where the music is. What asks for a key, is heard twice, welcomes or
apologises, is a machine. A person begins with the first speech that those rules do not explain and that
says a name or an offer, or takes turns with us. What neither explains stays `speech`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from transcripts.roles.ahead import follows, menu_follows, we_spoke
from transcripts.roles.cues import PERSON, RECORDED, Cue
from transcripts.roles.pieces import Piece, Surroundings, broken
from transcripts.timeline import Kind

SAME_VOICE_S = 0.5
"""A sentence that follows within this in one turn is by the same voice."""

BEEP_S = 0.8
"""A mailbox pauses at least this long, or beeps, before it listens."""

NEW_VOICE_S = 2.0
"""After a pause like this the next speech may be somebody else's."""

PASSING_S, SILENT_S = 4.0, 8.0
"""Silence in which a call is put through; after the second, also where no words said so."""

NEARER_S = 1.0
"""After a pause like this, speech nearer to the person than to the machine is the person's."""

GREETING_S = 2.5
"""A weak greeting this close before a sure one belongs to it."""

_PROMPTS = frozenset({Cue.MENU, Cue.WAITING})
_ANSWERS = frozenset({Cue.NAME, Cue.OFFER})  # nobody says these to a mailbox

MARK_BEFORE_S, MARK_AFTER_S = 5.0, 1.0
"""The channel marks a person up to this much after the speech began, or a little before."""


@dataclass(slots=True)
class Judge:
    """Walks once; `kinds[i]` is the kind of piece i."""

    pieces: list[Piece]
    around: Surroundings
    kinds: list[Kind] = field(default_factory=list)
    _person: bool = False
    _bot: bool = False
    _held_since_person: bool = False
    _mailbox_s: float | None = None

    def walk(self) -> list[Kind]:
        """The kind of each piece, in order."""
        for index, piece in enumerate(self.pieces):
            if self._music_between(index):
                self._held_since_person, self._bot, self._mailbox_s = True, False, None
            if self._put_through(index):
                self._bot = False
            self.kinds.append(self._kind(index, piece))
            prompts = piece.keyed or piece.cues.any(
                _PROMPTS
            )  # a machine that asks for keys does not converse
            self._bot = not prompts and (self._bot or Cue.BOT in piece.cues)
            self._mailbox(piece)
        self._settle()
        return self.kinds

    def _mailbox(self, piece: Piece) -> None:
        """A mailbox waits for us from its words on, until a key or a prompt shows that it was none."""
        menu = Cue.MENU in piece.cues and piece.keys_offered > 1
        if self.kinds[-1] is Kind.IVR and Cue.MAILBOX in piece.cues and not (menu or piece.keyed):
            self._mailbox_s = piece.end_s
        elif piece.keyed or piece.cues.any(_PROMPTS):
            self._mailbox_s = None

    def _kind(self, index: int, piece: Piece) -> Kind:
        if piece.held and not self._person_amid_music(piece):
            self._held_since_person = True
            return Kind.HOLD_MESSAGE
        if self._person:
            return self._in_conversation(index, piece)
        return Kind.SPEECH if piece.open else self._among_machines(index, piece)

    def _among_machines(self, index: int, piece: Piece) -> Kind:
        if self._is_machine(index, piece):
            return self._machine_kind(piece)
        if self._mailbox_s is not None and not piece.cues.any(_ANSWERS):
            if piece.start_s - self._mailbox_s <= BEEP_S:
                self._mailbox_s = piece.end_s
                return Kind.IVR
            return Kind.SPEECH if self.around.ours_known else Kind.CALLER
        if self._is_person(index, piece):
            self._begin_person()
            return Kind.AGENT
        return Kind.SPEECH

    def _in_conversation(self, index: int, piece: Piece) -> Kind:
        """A person speaks on until a machine is sure; after a hold, a machine's words count again."""
        menu = Cue.MENU in piece.cues and piece.keys_offered >= 2
        sure = piece.recorded or Cue.BOT in piece.cues or piece.keyed or menu
        announces = (
            self._held_since_person
            and piece.cues.any(RECORDED | {Cue.THANKS})
            and not piece.cues.any(PERSON)
            and Cue.DIALOGUE not in piece.cues
            and not piece.answered
            and not piece.replied
            and not self._talk_follows(index)
        )
        if sure or announces:
            self._person = not (announces or Cue.BOT in piece.cues or menu)
            return self._machine_kind(piece)
        if not self.around.ours_known and not self._surely_theirs(index, piece):
            return Kind.SPEECH
        self._begin_person()
        return Kind.AGENT

    def _talk_follows(self, index: int) -> bool:
        """ "Thank you for waiting" is said by people, too: then talk goes on instead of music or a menu."""
        before = self.pieces[index]
        for later in self.pieces[index + 1 : index + 4]:
            music = broken(before, later, self.around)
            if music or later.held or later.recorded or later.keyed or later.cues.any(RECORDED):
                return False
            if later.answered or later.replied or not self.around.ours_known:
                return later.start_s - before.end_s <= GREETING_S or later.replied
            before = later
        return False

    def _surely_theirs(self, index: int, piece: Piece) -> bool:
        """On one channel our own voice is among the speech: only words or an unbroken sentence tell."""
        if piece.cues.any(PERSON - {Cue.SELF}):  # callers say their names, too
            return True
        if self._held_since_person:
            return Cue.DIALOGUE in piece.cues or Cue.HELLO in piece.cues
        before = self.pieces[index - 1]
        unbroken = piece.start_s - before.end_s <= SAME_VOICE_S and not before.text.endswith("?")
        return self.kinds[index - 1] is Kind.AGENT and unbroken

    def _begin_person(self) -> None:
        self._person, self._held_since_person = True, False

    def _is_machine(self, index: int, piece: Piece) -> bool:
        if piece.recorded or piece.keyed or piece.cues.any(RECORDED) or self._bot:
            return True
        if Cue.THANKS in piece.cues and not (piece.answered or self._talk_follows(index)):
            return True
        if menu_follows(index, self.pieces, self.around):
            return True
        if any(follows(cue, index, self.pieces, self.around) for cue in (Cue.MAILBOX, Cue.BOT)):
            return True
        before = index - 1
        return (
            before >= 0
            and (self.pieces[before].turn == piece.turn or self.around.ours_known)
            and piece.start_s - self.pieces[before].end_s <= SAME_VOICE_S
            and self.kinds[before] in (Kind.IVR, Kind.HOLD_MESSAGE)
            and not piece.cues.any(PERSON)
            and Cue.HELLO not in piece.cues
        )

    def _machine_kind(self, piece: Piece) -> Kind:
        """Waiting words are a hold message once the menus are over, also where no music plays."""
        on_hold = self._held_since_person or (
            self.around.hold_started_s is not None and piece.start_s >= self.around.hold_started_s
        )
        asks = piece.keyed or Cue.MENU in piece.cues
        waits = Cue.WAITING in piece.cues or Cue.THANKS in piece.cues
        return Kind.HOLD_MESSAGE if waits and on_hold and not asks else Kind.IVR

    def _we_spoke(self, piece: Piece, later: Piece) -> bool:
        return we_spoke(piece, later, self.around)

    def _is_person(self, index: int, piece: Piece) -> bool:
        if Cue.NAME in piece.cues or Cue.SELF in piece.cues:
            return True
        if Cue.OFFER in piece.cues:
            return piece.answered or not self.around.ours_known
        return self._takes_turns(index, piece) or self._marked(piece)

    def _takes_turns(self, index: int, piece: Piece) -> bool:
        """We answer it, and they reply to that without a machine's words or a key between."""
        if not (self.around.ours_known and piece.answered):
            return False
        for later in self.pieces[index + 1 :]:
            if later.held or later.recorded or later.keyed or later.cues.any(RECORDED - {Cue.WAITING}):
                return False
            if later.replied:
                return True
        return False

    def _marked(self, piece: Piece) -> bool:
        """The channel took it for a person and we answered; its guess alone is no evidence."""
        near = any(
            piece.start_s - MARK_AFTER_S <= at_s <= piece.end_s + MARK_BEFORE_S
            for at_s in self.around.humans_s
        )
        return near and piece.answered

    def _person_amid_music(self, piece: Piece) -> bool:
        """A person who comes back for a moment between two pieces of music, and says so."""
        return (
            not piece.over_music
            and not piece.recorded
            and not piece.cues.any(RECORDED)
            and piece.cues.any(PERSON | {Cue.DIALOGUE})
            and (piece.answered or piece.replied)
        )

    def _put_through(self, index: int) -> bool:
        """A machine said that it puts the call through, and for long nothing was said: also without music."""
        before = self.pieces[index - 1] if index else None
        if before is None:
            return False
        silent_s = self.pieces[index].start_s - before.end_s
        if Cue.NAME in self.pieces[index].cues and before.cues.any(frozenset({Cue.PASSES, Cue.SOMEBODY})):
            return silent_s > NEARER_S
        return silent_s > (PASSING_S if Cue.PASSES in before.cues else SILENT_S)

    def _music_between(self, index: int) -> bool:
        piece = self.pieces[index]
        since_s = self.pieces[index - 1].start_s if index else 0.0
        rang = any(since_s < tone.start_s < piece.start_s for tone in self.around.tones)
        return rang or any(music.overlap_s(since_s, piece.start_s) > 2.0 for music in self.around.music)

    def _settle(self) -> None:
        """Speech left open: a machine's before a machine's sure words, a person's right before a person's."""
        for index in range(len(self.pieces) - 2, -1, -1):
            if self.kinds[index] is not Kind.SPEECH:
                continue
            spoken = self._we_spoke(self.pieces[index], self.pieces[index + 1])
            following = self.kinds[index + 1]
            if following is Kind.AGENT and not spoken and self._leads(index):
                self.kinds[index] = Kind.AGENT
            elif (
                following in (Kind.IVR, Kind.HOLD_MESSAGE)
                and not spoken
                and self._machine_goes_on(index, following)
            ):
                self.kinds[index] = Kind.IVR

    def _machine_goes_on(self, index: int, following: Kind) -> bool:
        """Nothing of ours lies between this speech and a machine's: no person was talking with us."""
        piece, later = self.pieces[index], self.pieces[index + 1]
        if piece.turn == later.turn and following is Kind.IVR:
            return True
        silent_s = later.start_s - piece.end_s
        runs_on = following is Kind.IVR and silent_s <= NEARER_S
        if runs_on and not piece.cues.any(PERSON | {Cue.TRANSFER, Cue.ALONE}):
            opens = index == 0 or self.kinds[index - 1] is Kind.IVR
            return opens or Cue.HELLO not in piece.cues
        if piece.cues.any(PERSON | {Cue.HELLO, Cue.TRANSFER}):
            return False
        amid = index > 0 and self.kinds[index - 1] is Kind.IVR and silent_s <= 1.5
        return self.around.ours_known or (amid and following is Kind.IVR)

    def _leads(self, index: int) -> bool:
        """Whether this speech is the beginning of what the person after it says."""
        piece, later = self.pieces[index], self.pieces[index + 1]
        near = later.start_s - piece.end_s <= GREETING_S
        same_turn = piece.turn == later.turn
        greets = Cue.HELLO in piece.cues or Cue.DIALOGUE in piece.cues or Cue.OFFER in piece.cues
        return near and (same_turn or greets or (self.around.ours_known and self._comes_on(index)))

    def _comes_on(self, index: int) -> bool:
        """After music, a tone, a key, our own words or a long pause somebody new may be speaking."""
        piece = self.pieces[index]
        if piece.cues.any(RECORDED):
            return False
        if index == 0:
            return True
        before = self.pieces[index - 1]
        key = any(before.start_s <= key_s < piece.start_s for key_s in self.around.keys_s)
        pause = piece.start_s - before.end_s >= NEW_VOICE_S
        if key or pause or broken(before, piece, self.around) or self._we_spoke(before, piece):
            return True
        silent_s = piece.start_s - before.end_s
        if silent_s >= NEARER_S and silent_s > self.pieces[index + 1].start_s - piece.end_s:
            return True
        return self.kinds[index - 1] is Kind.SPEECH and self._comes_on(index - 1)

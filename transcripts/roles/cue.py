"""The cues: what a sentence can show about who speaks it. Their words stand in `words_es` and `words_en`."""

from __future__ import annotations

from enum import StrEnum


class Cue(StrEnum):
    """What a sentence shows."""

    MENU = "menu"  # asks for a key
    WELCOME = "welcome"  # welcomes, thanks for calling: a machine's, unless a person's words come with it
    NOTICE = "notice"  # recording notice, opening hours: what machines say before a menu
    WAITING = "waiting"  # all agents are busy, your position, please hold
    THANKS = "thanks"  # thanks or excuses for the wait: machines say it amid a wait, people at its end
    ALONE = "alone"  # asks whether anybody is there
    ENDING = "ending"  # the machine gives up
    BOT = "bot"  # a machine that talks, and says that it is one
    UNDERSTOOD = "understood"  # says what it has understood: machines that converse, people hardly ever
    ECHO = "echo"  # says what is wanted of it: machines that converse, people too
    SOMEBODY = "somebody"  # speaks of persons as of others: "an agent", "the right team"
    ASSISTANT = "assistant"  # says it is the company's assistant
    CASUAL = "casual"  # what people let slip and machines do not
    TRANSFER = "transfer"  # I put you through: said by machines and by people
    PASSES = "passes"  # I put you through, and nothing less
    MAILBOX = "mailbox"  # leave a message after the tone: what follows is the caller's
    NAME = "name"  # the company's side says who is speaking
    SELF = "self"  # somebody says their own name: a person, of either side
    OFFER = "offer"  # a person (or a bot) asks what they can do
    HELLO = "hello"  # a greeting: weak
    DIALOGUE = "dialogue"  # what only a person in a conversation says
    SERVES = "serves"  # asks for data, promises, apologises for the company: the agent of a conversation
    CALLER = "caller"  # tells a trouble of their own: the caller of a conversation
    STAFF = "staff"  # what those who serve often say; weak, tells two known voices apart and nothing else
    CUSTOMER = "customer"  # what those who are served often say; weak as the one before


RECORDED = frozenset({Cue.MENU, Cue.WELCOME, Cue.NOTICE, Cue.WAITING, Cue.ENDING, Cue.MAILBOX, Cue.BOT})
"""Cues of a recording or a machine."""

PERSON = frozenset({Cue.NAME, Cue.SELF, Cue.OFFER})
"""Cues that a person has answered, when nothing says that it is a machine."""


CONVERSING = frozenset({Cue.SERVES, Cue.CALLER})
"""Cues of either side of a conversation between people."""

"""Who speaks: menu voice, hold message, agent, caller, or not known. Importing it loads no numpy."""

from transcripts.roles.attribute import Attributed, attribute
from transcripts.roles.moments import HumanAnswer, first_human, human_moments
from transcripts.roles.pieces import Line

__all__ = ["Attributed", "HumanAnswer", "Line", "attribute", "first_human", "human_moments"]

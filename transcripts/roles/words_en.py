"""The words of each cue in English: patterns over lower-case text without accents. Data, no code."""

from __future__ import annotations

from transcripts.roles.cue import Cue

_KEY_EN = r"(\d+|zero|one|two|three|four|five|six|seven|eight|nine|pound|hash|star|key)"
ENGLISH: dict[Cue, tuple[str, ...]] = {
    Cue.MENU: (
        rf"\b(press|dial|select|enter|push)\b.{{0,24}}\b{_KEY_EN}\b",
        r"\b(enter|key in|dial)\b.{0,40}\b(number|code|digits?|pin|password)\b",
        r"\bfollowed by the\b|\bsay (yes or no|one|two)\b",
    ),
    Cue.NOTICE: (
        r"\bwelcome to\b|\bthank you for calling\b|\byou have reached\b",
        r"\bcalls?\b.{0,40}\b(recorded|monitored)\b",
        r"\b(opening|office|business) hours\b|\bprivacy policy\b",
        r"\b(invalid|not a valid|incorrect) (option|entry|extension|choice)\b|\bdid(n't| not) understand\b",
    ),
    Cue.WAITING: (
        r"\b(agents?|representatives?|operators?|advis[eo]rs?|lines)\b.{0,40}\b(busy|assisting|engaged|available)\b",
        r"\b(please )?(hold|stay on) the line\b|\bplease (continue to )?hold\b|\bdo not hang up\b",
        r"\byour call is (very )?important\b|\bposition\b.{0,30}\b(queue|line)\b|\b(in the|in) queue\b",
        r"\b(estimated|expected|average) wait\b|\bthank you for your patience\b",
        r"\bwhile you wait\b|\bwill be (with you|answered) (shortly|soon)\b",
    ),
    Cue.THANKS: (
        r"\b(thanks|thank you) for (holding|waiting)\b",
        r"\bsorry (to keep|for keeping) you\b|\bsorry (about|for) the (wait|delay)\b",
    ),
    Cue.ALONE: (
        r"\b(anybody|anyone|somebody|someone) (is )?(there|on the line)\b|\bcan you hear me\b|\bcut off\b",
        r"^(\W|hello|hi|yes)+$",
    ),
    Cue.ENDING: (
        r"\b(call|try) (back|again) later\b|\bleave (a|your) message\b|\bafter the (tone|beep)\b",
        r"\bunable to (take|answer) your call\b|\bnumber you (have )?dialed\b",
    ),
    Cue.BOT: (
        r"\b(i'm|i am|this is) (a|an|the|your) \w* ?(ro|chat|voice)?bot\b|\bartificial intelligence\b",
        r"\b(virtual|automated|automatic|digital) (assistant|agent|system|service)\b|\bin a few words\b",
    ),
    Cue.TRANSFER: (
        r"\b(transfer|put)(ring|ting)? (you|your call)\b|\bone moment\b",
        r"\bplease wait while\b|\bconnect you\b",
    ),
    Cue.PASSES: (r"\b(transfer|put)(ring|ting)? (you|your call)\b|\bconnect (you|your call)\b",),
    Cue.NAME: (
        r"\bthis is [a-z]{2,} (speaking|from|at|with)\b|\bspeaking\W*$",
        r"\byou('re| are) (speaking|through) (with|to)\b",
    ),
    Cue.SELF: (r"\bmy name is\b",),
    Cue.MAILBOX: (r"\bleave\b.{0,12}\bmessage\b|\bafter the (tone|beep)\b|\bvoice ?mail\b|\bmail ?box\b",),
    Cue.OFFER: (r"\b(how|what) (can|may|could) (i|we) (help|do|assist|be)\w*", r"\bhow (can|may) i\b"),
    Cue.HELLO: (r"^\W*(hello|hi|good (morning|afternoon|evening))\b",),
    Cue.DIALOGUE: (
        r"\b(i see|i understand|of course|no problem|certainly|let me (check|see|look))\b",
        r"\b(could|can|may) (you|i) (tell|give|have|confirm)\b|\banything else\b|\bi'm (so )?sorry\b",
    ),
    Cue.SERVES: (
        r"\b(could|can|may) (you|i) (please )?(tell|give|confirm|have|take)\b",
        r"\blet me (check|see|look|pull)\b|\bi can see (here|that|on)\b",
        r"\bwe('ll| will) (take|send|refund|call|fix|open|credit)\b|\bon our side\b",
        r"\banything else\b.{0,25}\b(help|do|need)\b|\b(my|our) (colleague|system|engineer|team)s?\b",
    ),
    Cue.CALLER: (
        r"\bi('m| am| was) calling (about|because|to|for)\b|\bi('ve| have) been (charged|billed|waiting)\b",
        r"\bmy (bill|account|card|order|contract|line|money|phone|broadband|payment)s?\b",
        r"\bi (called|spoke|complained)\b|\bthey told me\b|\bi have not had\b",
        r"\bi (never|did not|didn't) \w+\b|\bi have (a|an) (problem|question|complaint|charge)\b",
        r"\bi (would|'d) like to (know|cancel|speak|complain|ask)\b",
    ),
}

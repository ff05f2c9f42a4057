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
    Cue.WELCOME: (
        r"\bwelcome to\b|\b(thank you|thanks) for (calling|contacting|ringing)\b",
        r"\byou('ve| have) (reached|called)\b",
        r"(?<!why )\byou('re| are) (calling (?!about|because|for|from|on|to|in)(?=\w)|"
        r"through to)\b(?! [a-z]+ in\b)",
    ),
    Cue.NOTICE: (
        r"\b(calls?|conversation)\b.{0,40}\b(recorded|monitored)\b",
        r"\b(we )?record (all )?(our )?(calls|conversations)\b",
        r"\b(opening|office|business) hours\b|\bprivacy policy\b|\b(training|quality) (and|purposes)\b",
        r"\b(invalid|not a valid|incorrect) (option|entry|extension|choice)\b|\bdid(n't| not) understand\b",
        r"\bfollowing options\b",
    ),
    Cue.WAITING: (
        r"\b(agents?|representatives?|operators?|advis[eo]rs?|associates|lines|colleagues)\b(?! (is|are) not)"
        r".{0,40}\b(busy|"
        r"assisting|engaged|available)\b",
        r"\b(please )?(hold|stay on) the line\b|\bplease (continue to )?hold\b|\bdo not hang up\b",
        r"\byour call is (very )?important\b|\bposition\b.{0,30}\b(queue|line)\b|\b(in the|in) queue\b",
        r"\b(estimated|expected|average) wait\b|\bthank you for your patience\b",
        r"\bother (customers|callers)\b",
        r"\bwhile you wait\b|\bwill be (with you|answered)\b.{0,12}\b(shortly|soon|moment)\b",
        r"\byour call will be\b|\b(callers?|people|calls) (are )?(ahead|in front) of you\b|\bcaller number\b",
        r"\bbusier than\b|\b(high|higher)\b.{0,15}\bcall volumes?\b|\bas soon as possible\W*$",
        r"\bin the order\b",
        r"\bnext available\b|\bwe apologi[sz]e for the (delay|wait)\b",
        r"\bwait (may|might|could) be\b|\bhigh demand\b|\bnext in line\b",
    ),
    Cue.THANKS: (
        r"\b(thanks|thank you) for (holding|waiting)\b",
        r"\bsorry (to keep|for keeping) you\b|\bsorry (about|for) the (wait|delay)\b",
    ),
    Cue.ALONE: (
        r"\b(anybody|anyone|somebody|someone) (is )?(there|on the line)\b",
        r"\bcan (you|anyone|anybody|someone|somebody) hear me\b|\bwho is (it|there)\W*$|\bcut off\b",
        r"^(\W|hello|hi|yes)+$",
        r"^\W*((um|uh)\W+)?hello\W+((are you|is anybody|is anyone) there|anybody|anyone)?\W*$",
    ),
    Cue.ENDING: (
        r"\b(call|try) (us )?(back|again)\b.{0,10}\b(later|tomorrow|another)",
        r"\bplease (call|try) (us )?(back|again|tomorrow|later)\b",
        r"\bleave (a|your) message\b|\bafter the (tone|beep)\b",
        r"\bunable to (take|answer) your call\b|\bnumber you (have )?dial+ed\b",
        r"\b(nobody|no one) (can|is (available|here|able))\b|\b(is|are) not available\b",
        r"\b(offices?|lines|service|department|store)\b.{0,15}\b(closed|open(s)? from)\b",
        r"\bwe are (now |currently )?closed\b",
        r"\bmonday to (friday|saturday|sunday)\b|\btoday is a\b.{0,10}\bholiday\b|\bthere is no service\b",
        r"\bwe will (ring|call) you back\b|\bthis call will (now )?(end|be)\b",
        r"\b(gone|left) for the day\b|\bcannot be completed\b|\bcall again during\b",
    ),
    Cue.BOT: (
        r"\b(i'm|i am|this is|called|speaking to|talking to)\b.{0,25}\b(ro|chat|voice)?bot\b",
        r"\bartificial intelligence\b",
        r"\b(virtual|automated|automatic|digital|interactive|voice)"
        r" (assistant|agent|system|service|attendant|operator|receptionist|helper)\b|\bin a few words\b",
        r"\b(say|tell|describe|explain)\b.{0,25}\b(briefly|in (a|one) (short |single )?(sentence|"
        r"phrase|word))",
        r"\bbriefly (say|tell|describe|explain)\b|\byou can (say|ask)( me)? (things|something) like\b",
        r"\bi('m| am) a (machine|computer)\b",
        r"\b(virtual|automated|automatic|digital|synthetic|artificial) voice\b",
        r"\b(use|say|in|with) (just |only )?(one or two|two or three|a few|a couple of) words\b",
        r"\bin your own words\b|\b(full|complete) sentences\b",
        r"\bin (one|a)( short| single)? sentence,? (what|why|how)\b",
    ),
    Cue.TRANSFER: (
        r"\b(transfer|put)(ring|ting)? (you|your call)\b|\bone moment\b",
        r"\bplease wait while\b|\bconnect you\b",
    ),
    Cue.PASSES: (
        r"\b(transfer|put|pass|hand|direct|rout)(r?ing|t?ing|e)? (you|your call)\b",
        r"\bconnect(ing)? (you|your call)\b",
        r"\bget(ting)? you (across|over|through)\b|\bget(ting)? you the\b",
        r"\bget(ting)? (someone|somebody)\b",
    ),
    Cue.SELF: (r"\bmy name is\b",),
    Cue.MAILBOX: (
        r"\b(leave|(?<!re-)record)\b.{0,15}\b(message|note|name)\b",
        r"\b(after|hear|following|at) the (tone|beep)\b",
        r"\bvoice ?mail\b|\bmail ?box\b|\bi('m| am) away from my\b",
        r"\b(can't|cannot|can not|unable to|not able to) (come to|get to|take|"
        r"answer)\b.{0,12}\b(phone|call|right now)\b",
        r"\bleave (me )?(your|a) (name|number|message|note|voice)\b|\bget back to you\b|\bnot around\b",
    ),
    Cue.SERVES: (
        r"\b(could|can|may) (you|i) (please )?(tell|give|confirm|have|take|spell)\b",
        r"\blet me (check|see if|look|pull)\b|\bi can see (here|that|on)\b",
        r"\bi'll (check|find out|look into)\b",
        r"\bwe('ll| will) (take|send|refund|call|fix|open|credit)\b|\bon our side\b",
        r"\bwhile i (look|check|open|speak|pull)\b",
        r"\banything else\b.{0,25}\b(help|do|need)\b",
        r"\b(my|our) (colleague|system|engineer|team|supervisor|manager)s?\b",
    ),
    Cue.CALLER: (
        r"\bi('m| am| was) calling (about|because|to|for)\b|\bi('ve| have) been (charged|billed|waiting)\b",
        r"\bmy (bill|account|card|order|contract|line|money|phone|broadband|payment)s?\b",
        r"\bi (called|spoke|complained)\b|\bthey told me\b|\bi have not had\b",
        r"\bi (never|did not|didn't) \w+\b|\bi have (a|an) (problem|question|complaint|charge)\b",
        r"\bi (would|'d) like to (know|cancel|speak|complain|ask)\b",
    ),
    Cue.NAME: (
        r"\bthis is (?!the\b|an?\b|your\b|my\b|mrs?\b)[a-z]{2,} (speaking|from|at|with|here|in)\b",
        r"\bspeaking\W*$|\b[a-z]{3,} speaking\b",
        r"\byou('re| are) (speaking|talking|through) (with|to)\b(?! (our|an?|the)\b)",
        r"\bit's [a-z]{3,} here\b",
    ),
    Cue.OFFER: (
        r"\b(how|what) (can|may|could) (i|we) (help|do|assist|be)\w*|\b(can|may) (i|we) help\b",
        r"\bhow (can|may) i\b|\bwho am i (speaking|talking)\b",
        r"\bwhat('s| is) (it|the call) (about|regarding)\b",
        r"\bwhat are you calling about\b|\bwhat seems to be the (problem|trouble|matter)\b",
    ),
    Cue.DIALOGUE: (
        r"\b(i see|i understand|of course|no problem|certainly|let me (check|see|look)|bear with me|"
        r"no worries)\b",
        r"\b(could|can|may) (you|i) (tell|give|have|confirm|take|spell)\b|\banything else\b",
        r"\bi'm (so )?sorry\b",
    ),
    Cue.STAFF: (
        r"\b(bear with me|no worries|you're welcome|i do apologi[sz]e|not to worry|"
        r"hang on a (minute|second))\b",
        r"\bwhat('s| is) your\b",
        r"\byour (file|account number|date of birth|postcode|policy|full name|last name|address|reference)\b",
        r"\bi have (just )?(sent|made|cancelled|changed|booked|opened|noted)\b|\bi('m| am) afraid\b",
        r"\bi('ve| have) got your\b",
        r"\b(would you like|do you need|do you have (any|a|the|your)|have you tried|are you the|"
        r"does that suit)\b",
        r"\b(registered|logged|sorted|noted) (under|for you)\b|\bhave a (nice|good|lovely)\b",
        r"\bit says here that the\b",
        r"\b(i don't|i can) see\b|\bsorry (about|to hear) that\b|\bi'm sorry\b|\byou are right\b",
        r"\bfor you\W*$",
        r"\b(our|the) (engineer|technician|inspector) (could|can|will)\b|\bthank you very much,? bye\b",
        r"\bare you still there\b",
        r"\bhow long has\b|\bwhere are you calling from\b|\bwhere would you\b|\bhow are you\b|\bany proof\b",
        r"\bgive me (just )?a (moment|second|minute)\b|\blooks like (the|your)\b|\bunfortunately\b",
        r"\byou're all set\b",
        r"\bi (totally |completely )?understand (how|your)\b|\bgo ahead and\b|\bi can help you\b",
        r"\bhappy to help\b|\bdo you happen\b",
        r"\bwhat's the (address|name|number|account)\b|\bone moment\b",
    ),
    Cue.CUSTOMER: (
        r"\bi (wanted|want|need|needed) to\b",
        r"\b(they|nobody|he|she) (said|told|charged|rang|explained|came|say)\b|\bit was about\b",
        r"\b(me|us) (again|twice)\b|\b(third|second|fourth) time\b",
        r"\bi have (had|done|explained|been|never)\b|\bi('m| am) at work\b",
        r"\bhow (long|much) (will|does|is)\b|\bcould it\b|\bis there nothing\b|\bwould be better\b",
        r"\bwhen will\b",
        r"\b(great|fine|all right|okay),? (then,? )?thank(s| you)\b|\bgoodbye\W*$|\bvery kind\b",
        r"\bleave it like that\b",
        r"\b(nobody has|stopped working|has not (arrived|come)|we paid)\b|\bit says\b(?! here that the)",
        r"\blet me read\b",
        r"^(\W|yes|sure|it is|the)*((oh|zero|one|two|three|four|five|six|seven|eight|nine|\w+ty|\d+)\W+){2,}",
        r"^(no|yes),? (i|it|we|they)\b|\bthe (man|driver|engineer) (came|says|said)\b",
        r"\bi(('ve| have)( got)?| already|'ve already) (paid|called|got|lost|tried|sent|bought|"
        r"ordered|the confirmation)\b",
        r"\bmy (husband|wife|son|daughter|mother|father|power|name)\b|\bit (keeps|won't|doesn't|still)\b",
        r"\bthanks for your help\b",
        r"\bthe last (person|agent|time)\b|\bi guess\b|\b(two|three|four|several) (days|weeks|months) ago\b",
    ),
    Cue.UNDERSTOOD: (
        r"\bi('ve| have)? understood\b|\bi heard (you|that)\b|\bdid you say\b",
        r"^(\W|ok|okay|right|so)*you said\b|\bi (still )?(don't think i|didn't|did not) underst",
        r"\bi understand (that )?(you('re|'d| are| want| need| would)|it)\b|\bsounds like you\b",
    ),
    Cue.ECHO: (
        r"(?<!if )(?<!do )(?<!would )(?<!what )\byou('d like| would like| want| need| wish) to \w+",
        r"\byou have (a|an) (problem|question|issue|query|complaint)\b|\bis that (right|correct)\b",
        r"\b(it is|it's|you('re| are) calling) (about )?(a|an|your|the)\b|\bplease (repeat|say that again)\b",
        r"\bi (didn't|did not) (quite )?(get|catch|hear)\b",
    ),
    Cue.SOMEBODY: (
        r"\b(a|an|one of our|the next) (human|person|agent|operator|advis[eo]r|specialist|representative"
        r"|consultant|expert|customer)\w*\b|\bcustomer (service|services|care|support)\b",
        r"\bthe (right|best|relevant|appropriate|correct) (team|person|department|specialist)\b",
        r"\b(member|someone|somebody) (of|from) (the|our) team\b",
        r"\b(someone|somebody) who can\b",
    ),
    Cue.CASUAL: (
        r"\bmy (colleague|supervisor|manager|boss)\b",
        r"\b(bear with me|hang on|hold on|one sec|just a sec|wait there)\b",
        r"\b(no worries|let me see|let's see|i need to|i'm afraid|okay so|right then|well)\b",
        r"\b(all right|okay)\?",
        r"\bdon't (go away|hang up)\b|\bwho am i (speaking|talking)\b",
    ),
    Cue.ASSISTANT: (r"\b(the|your|an?) assistant (of|at|for|from)\b|\byour assistant\b",),
}

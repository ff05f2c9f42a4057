"""What the words of a sentence say about who speaks it. Patterns over lower-case text without accents.

Whisper misspells ("presion y dos", "marquisero"): patterns take the stem of a word, and a cue is one piece of
evidence among others, never a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from transcripts.roles.address import address
from transcripts.roles.misheard import misheard
from transcripts.speech.inventions import plain


class Cue(StrEnum):
    """What a sentence shows."""

    MENU = "menu"  # asks for a key
    NOTICE = "notice"  # welcome, recording notice, opening hours: what machines say before a menu
    WAITING = "waiting"  # all agents are busy, your position, please hold
    THANKS = "thanks"  # thanks or excuses for the wait: machines say it amid a wait, people at its end
    ALONE = "alone"  # asks whether anybody is there
    ENDING = "ending"  # the machine gives up
    BOT = "bot"  # a machine that talks, and says that it is one
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


_DIGIT = (
    r"(\d+|cero|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|almohadilla|asterisco|numeral|gato|tecla)"
)
_KEY_EN = r"(\d+|zero|one|two|three|four|five|six|seven|eight|nine|pound|hash|star|key)"

_SPANISH: dict[Cue, tuple[str, ...]] = {
    Cue.MENU: (
        rf"\b(puls|marqu|presion|oprim|oprij|tecle|digit)\w*\b.{{0,24}}\b{_DIGIT}\b",
        r"\bpara .{3,70}\b(puls|marqu|presion|oprim)\w*",
        r"\b(introdu[zc]|ingres|tecle|marqu|digit)\w*\b.{0,40}\b(numero|cifra|digito|codigo|clave|dni|nif|pin)",
        r"\b(diga|responda) (si o no|uno|dos)\b",
        r"\bseguid[oa] (de|por) (la )?(tecla|almohadilla|asterisco)",
    ),
    Cue.NOTICE: (
        r"\bbienvenid[oa]s?\b",
        r"\b(gracias por llamar|le damos la bienvenida)\b|(?<!\bno )(?<!\bme )(?<!\bnos )\bha llamado\b",
        r"\b(llamada|conversacion)\b.{0,40}\b(grabad|registrad|monitoriz)",
        r"\bnuestro horario\b|\bhorario de atencion\b|\bcontestador\b",
        r"\bproteccion de datos\b|\bpolitica de privacidad\b",
        r"\bopcion\b.{0,25}\b(no existe|no es (correcta|valida)|incorrecta|invalida)",
        r"\bno (le )?(hemos|he) (entendido|reconocido)\b",
    ),
    Cue.WAITING: (
        r"\b(agentes|operadores|lineas|asesores|companeros|gestores)\b.{0,40}\b(ocupad|disponible)",
        r"\b(manteng\w+|permane[zc]\w+|siga|continue)\b.{0,20}\b(espera|linea)\b",
        r"\bno cuelgue\b",
        r"\b(su|tu) llamada es (muy )?importante\b",
        r"\b(posicion|lugar|puesto|turno)\b.{0,30}\b(cola|fila|espera)\b",
        r"\b(primer|segund|tercer|cuart|quint)\w*\b.{0,20}\ben (la )?(cola|fila)\b",
        r"\bllamadas? (por )?delante\b",
        r"\btiempo (estimado )?(medio )?de espera\b",
        r"\b(le|te) (atendere|atende)mos (en breve|enseguida|lo antes posible)\b",
        r"\b(en breve|en unos (instantes|momentos|minutos)|lo antes posible)\b.{0,40}\batend",
        r"\bmientras espera\b",
        r"\b(gracias|disculpe|perdone|lamentamos)\b.{0,30}\b(paciencia|molestias)\b",
        r"\blamentamos\b.{0,30}\b(espera|demora)\b",
    ),
    Cue.THANKS: (
        r"\b(gracias|disculp[ae]|perdon[ae]?)\b.{0,30}\b(espera|esperar|esperando|demora|tardanza)\b",
    ),
    Cue.ALONE: (
        r"\bhay alguien\b|\b(me|nos) (oyen?|escuchan?)\b|\boiga\b|\bse ha cortado\b",
        r"^(\W|hola|alo|si)+$",
    ),
    Cue.ENDING: (
        r"\bno podemos atender\w*\b|\bno (nos )?es posible atender",
        r"\b(vuelva|intente) a? ?(llamar|llamarnos|intentarlo)\b|\bllame mas tarde\b",
        r"\bdespues de la senal\b|\bdeje su mensaje\b|\bbuzon de voz\b",
        r"\bel numero marcado\b",
    ),
    Cue.BOT: (
        r"\basistente (virtual|digital|automatic)\w*",
        r"\b(soy|habla con|le atiende) (el|la|un|una|su) (ro|chat|voice)?bot\b|\binteligencia artificial\b",
        r"\ben pocas palabras\b|\b(digame|indique|cuenteme) brevemente\b",
        r"\b(sistema|servicio|contestador) automatic",
    ),
    Cue.TRANSFER: (
        r"\b(le|te|lo|la) (paso|transfiero|transferimos|pasamos|comunico|pongo)\b.{0,40}\b(con|a|al)\b",
        r"\bun (momento|momentito|segundo|instante)\b",
        r"\btransfiri\w+ su llamada\b",
    ),
    Cue.PASSES: (
        r"\b(le|te|lo|la) (paso|transfiero|transferimos|pasamos|comunico|pongo)\b.{0,40}\b(con|a|al)\b",
        r"\btransfer\w+le\b|\btransfiri\w+ su llamada\b",
    ),
    Cue.NAME: (
        r"\b(le|te|les) (atiende|habla|saluda|asiste)\b",
        r"\bhabla usted con\b|\bal habla\b",
    ),
    Cue.SELF: (
        r"\bmi nombre es\b|\bme llamo\b",
        r"\bsoy (?!cliente|el asist|la asist|tu asist|su asist)\w{3,}\b",
    ),
    Cue.MAILBOX: (
        r"\bdej(a|e|ar)\w*\b.{0,12}\bmensaje\b|\bbuzon de voz\b",
        r"\bmensaje\b.{0,20}\b(despues|tras)\b.{0,12}\b(tono|senal|pitido)\b",
    ),
    Cue.OFFER: (
        r"\b(en )?que (le |te |lo |la )?(puedo|podemos|podria) (ayudar|servir|atender|hacer)\w*",
        r"\b(como|cuentame|cuenteme|digame|dime)\b.{0,15}\b(puedo|ayudar|en que)\w*",
        r"^(\W|si|hola|buenos dias|buenas( tardes| noches)?|atencion al cliente)*\bdigame\b",
        r"\bcual es el motivo (de su|de la) llamada\b",
        r"\b(le|les|te) (escucho|atiendo)\b",
        r"\b(digame|cuenteme)( usted)?\W*$",
    ),
    Cue.HELLO: (r"^(\W|si)*(hola|buenos dias|buenas( tardes| noches)?|muy buen[oa]s|alo|bueno)\b",),
    Cue.DIALOGUE: (
        r"\b(entiendo|de acuerdo|vale|claro|perfecto|ya veo|por supuesto|no se preocupe)\b",
        r"\b(me (puede|podria) (decir|dar|indicar|facilitar)|me dice|me da|a nombre de quien)\b",
        r"\b(deme|dame|digame|facilit\w+|indiqueme|confirmeme) (su|el|la|tu|sus)\b",
        r"\b(estoy viendo|le confirmo|le cuento|lo siento mucho|dejeme)\b",
        r"\balgo mas\b.{0,30}\b(ayudar|puedo)|\bayudarle en algo mas\b",
    ),
    Cue.SERVES: (
        r"\bme (puede|podria|confirma|facilita|dice|da)\b.{0,20}\b(su|el|la|numero|nombre|direccion|dni)\b",
        r"\b(digame|deme|dame|facilit\w+|indiqueme|confirmeme) (su|el numero|la direccion|la fecha)\b",
        r"\b(dejeme|permitame|deje) que\b|\b(mi|un) companer[oa]\b|\b(error|sistema) nuestro\b",
        r"\ble (abro|abrimos|mand\w+|envi\w+|devolvemos|devuelvo|confirmo|informo|paso|llamaremos)\b",
        r"\bse lo (devolv|envi|arregl|cambi|abon)\w+",
        r"\balgo mas\b.{0,30}\b(ayudar|puedo)|\b(si es|es usted) tan amable\b",
    ),
    Cue.CALLER: (
        r"\bllam(o|aba|ando)\b.{0,12}\b(porque|para|por|de)\b",
        r"\bme (han|habeis|habian) \w+(ado|ido)\b|\bno me (ha|han|funciona|llega|deja)\b",
        r"\b(queria|quisiera|necesito|me gustaria) \w+(ar|er|ir|arme|irme)\b",
        r"\bmis? (factura|recibo|contrato|tarjeta|pedido|linea|cuenta|telefono|dinero|casa)s?\b",
        r"\btengo (un|una) (problema|averia|cargo|duda|cobro|reclamacion|incidencia)\b",
        r"\bya (llame|reclame|hable)\b|\bvivo en\b|\b(me|nos) dijeron\b",
    ),
}

_ENGLISH: dict[Cue, tuple[str, ...]] = {
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

_BY_LANGUAGE = {"es": _SPANISH, "en": _ENGLISH}

RECORDED = frozenset({Cue.MENU, Cue.NOTICE, Cue.WAITING, Cue.ENDING, Cue.MAILBOX, Cue.BOT})
"""Cues of a recording or a machine."""

PERSON = frozenset({Cue.NAME, Cue.SELF, Cue.OFFER})
"""Cues that a person has answered, when nothing says that it is a machine."""


CONVERSING = frozenset({Cue.SERVES, Cue.CALLER})
"""Cues of either side of a conversation between people."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What a text shows: its cues, how many keys it offers, and whom it speaks of (see `address`)."""

    found: frozenset[Cue]
    menu_count: int = 0
    address: float = 0.0

    def any(self, cues: frozenset[Cue]) -> bool:
        """Whether one of these was found."""
        return bool(self.found & cues)

    def __contains__(self, cue: Cue) -> bool:
        return cue in self.found


@lru_cache(maxsize=4)
def _compiled(language: str) -> dict[Cue, re.Pattern[str]]:
    patterns = _BY_LANGUAGE.get(language, _SPANISH)
    return {cue: re.compile("|".join(f"(?:{one})" for one in many)) for cue, many in patterns.items()}


def cues_of(text: str, language: str) -> Cues:
    """The cues of a text in "es" or "en"; another language is read with the Spanish patterns."""
    normal = plain(text)
    compiled = _compiled(language)
    found = frozenset(cue for cue, pattern in compiled.items() if pattern.search(normal))
    found |= {Cue(name) for name in misheard(normal, language)}
    menu_count = len(compiled[Cue.MENU].findall(normal)) if Cue.MENU in found else 0
    return Cues(found, menu_count, address(normal, language))

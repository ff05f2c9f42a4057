"""The words of each cue in Spanish: patterns over lower-case text without accents. Data, no code."""

from __future__ import annotations

from transcripts.roles.cue import Cue

_DIGIT = (
    r"(\d+|cero|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|almohadilla|asterisco|numeral|gato|tecla)"
)
SPANISH: dict[Cue, tuple[str, ...]] = {
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

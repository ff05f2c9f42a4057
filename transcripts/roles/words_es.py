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
        r"\b(introdu[zc]|ingres|tecle|marqu|digit)\w*\b.{0,40}\b(numero|cifra|digito|codigo|clave|"
        r"dni|nif|pin)",
        r"\b(diga|responda) (si o no|uno|dos)\b",
        r"\bseguid[oa] (de|por) (la )?(tecla|almohadilla|asterisco)",
    ),
    Cue.WELCOME: (
        r"\bbienvenid[oa]s?\b|\ble damos la bienvenida\b",
        r"\bgracias por (llamar|contactar|(su|tu) llamada)\b(?!.{0,12}\b(que tenga|que pase|hasta|adios))",
        r"(?<!\bno )(?<!\bme )(?<!\bnos )\bha llamado\b",
        r"\b(puesto|esta) en contacto con\b|\bha contactado con\b|\besta (usted )?llamando a\b",
        r"\bgracias por (comunicar\w+|preferirnos|su preferencia|confiar)\b|\bse ha comunicado con\b",
    ),
    Cue.NOTICE: (
        r"\b(llamada|conversacion)\b.{0,40}\b(grab|registrad|monitor)",
        r"\bgra[bv](amos|aremos|aran?|ando|arse)\b.{0,20}\b(llamada|conversacion)",
        r"\bnuestro horario\b|\bhorario de atencion\b|\bcontestador\b",
        r"\bproteccion de datos\b|\bpolitica de privacidad\b|\b(su seguridad|motivos de calidad)\b",
        r"\bopcion\b.{0,25}\b(no existe|no es (correcta|valida)|incorrecta|invalida)",
        r"\bno (le )?(hemos|he) (entendido|reconocido)\b",
        r"\b(elija|seleccione|escuche)\b.{0,30}\b(opcion|opciones|menu)\b",
    ),
    Cue.WAITING: (
        r"\b(agentes|operador[ae]s|lineas|asesor[ae]s|companeros|gestor[ae]s|representantes|ejecutivos|especialistas)"
        r"\b.{0,40}\b(ocupad|disponible|atendiendo)",
        r"\b(manteng\w+|permane[zc]\w+|siga|continue)\b.{0,20}\b(espera|linea)\b",
        r"\bno cuelgue\b",
        r"\b(su|tu) llamada es (muy )?importante\b|\bsu llamada (sera|va a ser|esta siendo)\b",
        r"\b(posicion|lugar|puesto|turno)\b.{0,30}\b(cola|fila|espera|numero)\b",
        r"\b(primer|segund|tercer|cuart|quint)\w*\b.{0,20}\ben (la )?(cola|fila)\b",
        r"\bllamadas? (por )?delante\b|\bdelante de usted\b|\bdelante suy[ao]\b",
        r"\btiempo (estimado )?(medio )?de espera\b|\ben el orden (de|en|que)\b.{0,25}\b(llegad|recib)",
        r"\b(le|te) (atendere|atende)mos (en breve|enseguida|lo antes posible)\b",
        r"\b(en breve|pronto|en unos (instantes|momentos|minutos)|"
        r"lo antes posible)\b.{0,40}\b(atend|estaremos con)",
        r"\b(enseguida|pronto) (le |la |lo |te )?(atende|estare)mos\b",
        r"\bmientras espera\b|\botros clientes\b|\bmas llamadas de lo (normal|habitual)\b",
        r"\b(proximo|primer|siguiente) (agente|gestor|operador|asesor|representante)\b",
        r"\bvolumen\b.{0,12}\bllamadas\b|\bhaciendo todo lo posible\b|\b(le|les) rogamos\b",
        r"\b(gracias|disculpe|perdone|lamentamos)\b.{0,30}\b(paciencia|molestias)\b",
        r"\blamentamos\b.{0,30}\b(espera|demora)\b",
        r"\b(sera|seran) atendid[oa]s?\b|\btomaremos su llamada\b",
    ),
    Cue.THANKS: (
        r"\b(gracias|disculp[ae]|perdon[ae]?)\b.{0,30}\b(espera|esperar|esperando|demora|tardanza)\b",
    ),
    Cue.ALONE: (
        r"\bhay alguien\b|\b(me|nos) (oyen?|escuchan?)\b|\boiga\b|\bse ha cortado\b",
        r"^(\W|hola|alo|si)+$",
    ),
    Cue.ENDING: (
        r"\bno podemos atender\w*\b|\bno (nos )?es posible atender|\bno hemos podido atender",
        r"\b(vuelva|intente) a? ?(llamar|llamarnos|intentarlo)\b",
        r"\bllame (mas tarde|en otro momento|manana)\b",
        r"\bnadie (puede|es libre|esta|se encuentra)\b|\bno hay (nadie|ningun)\b.{0,25}\bdisponible",
        r"\b(oficinas?|centro|lineas|servicio|departamento)\b.{0,25}\b(cerrad[oa]s?|fuera de)\b",
        r"\bestamos cerrados\b",
        r"\bfuera de (nuestro )?horario\b|\bhoy es festivo\b|\bde lunes a (viernes|sabado|domingo)\b",
        r"\b(servicio|oficinas?|centro|horario)\b.{0,25}\bde \w+ a \w+\b|\bno hay servicio\b",
        r"\bdevolveremos (la|su) llamada\b|\bla llamada (va a|sera|se) (finalizar|cortar|desconect|finaliza)",
        r"\bdespues de la senal\b|\bdeje su mensaje\b|\bbuzon de voz\b",
        r"\bel numero marcado\b|\bapagado o fuera\b",
        r"\bno contamos con\b|\bcomuniquese (nuevamente|manana|mas tarde|de nuevo)\b|\ben otro momento\b",
    ),
    Cue.BOT: (
        r"\b(asistent[ea]|agente|operador|operadora|ayudante|secretari[oa]|recepcionista)"
        r" (virtual|digital|automatic[oa]|inteligente|de voz)\b",
        r"\bvoz (virtual|digital|automatica|sintetica|artificial)\b",
        r"\b(soy|habla con|hablando con|le atiende|me llamo)\b.{0,25}\b(ro|chat|voice)?bot\b",
        r"\binteligencia artificial\b",
        r"\b(atiende|habla|saluda|soy) (el|la|un|una|su|nuestr[oa])"
        r" (sistema|contestador|centralita|maquina|programa|servicio automatic[oa])\b",
        r"\ben pocas palabras\b|\b(digame|indique|cuenteme|explique|diga)( \w+)? brevemente\b",
        r"\b(diga|digame|diganos|indique|expli\w+|describ\w+|cuent\w+|resum\w+)\b.{0,20}"
        r"\b(en|con|use|diga|usa|di) (solo )?(una|dos)( o dos)?( sola)? (frase|palabra|oracion)",
        r"\bpuedes? (decir(me)?|pedirme|preguntarme) (cosas|frases|algo) como\b",
        r"\bpor ejemplo,? (diga|puede decir)\b",
        r"\b(sistema|servicio|contestador|centralita|linea) (automatic|de reconocimiento|de voz|interactiv)",
        r"\b(con|en) (tus|sus) (propias )?palabras\b|\b(hable|habla|hablar)(me)? con naturalidad\b",
        r"\bentender (frases|oraciones) completas\b",
        r"\b(en|con) una( sola)? frase,? (que|lo que|el motivo|su)\b",
    ),
    Cue.TRANSFER: (
        r"\b(le|te|lo|la) (paso|transfiero|transferimos|pasamos|comunico|pongo)\b.{0,40}\b(con|a|al)\b",
        r"\bun (momento|momentito|segundo|instante)\b",
        r"\btransfiri\w+ su llamada\b",
    ),
    Cue.PASSES: (
        r"\b(le|te|lo|la) (paso|transfiero|transferimos|pasamos|comunico|pongo|derivo|"
        r"conecto)\b.{0,40}\b(con|a|al)\b",
        r"\b(transfer|pas|deriv|conect|comunic)\w*(le|la|lo|te)\b.{0,12}\b(con|a|al)\b",
        r"\btransfiri\w+ su llamada\b",
        r"\btransferirle\b|\b(le|la|lo) (tengo|voy) (que|a) (pasar|transferir|poner)\b",
        r"\ble atendera\b|\bsu llamada a (un|una|el|la)\b",
        r"\b(voy|vamos) a (derivar|comunicar|transferir|conectar|pasar)\w*\b",
        r"\b(le|te|lo|la) (conecto|derivo)\b",
    ),
    Cue.NAME: (
        r"\b(le|te|les) (atiende|habla|saluda|asiste)\b(?! (en|por|solo|mediante|durante)\b)"
        r"(?! (el|la|un|una|su|nuestr.) (sistema|servicio|contestador|centralita|asistent|robot|maquina))",
        r"\b(habla usted|esta (usted )?hablando) con\b|\bal habla\b",
    ),
    Cue.SELF: (
        r"\bmi nombre es\b|\bme llamo\b",
        r"\bsoy (?!client|el asist|la asist|tu asist|su asist|soci[oa]|abonad|usuari|(el|"
        r"la) (titular|senor)|yo\b|de\b)\w{3,}\b",
    ),
    Cue.MAILBOX: (
        r"\b(dej(a|e|ar|en)|grab(a|e|ar|en))\w*\b.{0,25}\b(mensaje|recado|nota)s?\b|\bbuzon de voz\b",
        r"\bmensaje\b.{0,20}\b(despues|tras)\b.{0,12}\b(tono|senal|pitido)\b",
        r"\b(despues|tras|cuando|al|luego)\b.{0,18}\b(tono|senal|pitido|bip)\b",
        r"\b(ahora|en este momento|hoy)\b.{0,12}\bno (puedo|te puedo|le puedo|estoy)\b",
        r"\bno (te|le) puedo (atender|contestar|coger)|\bno puedo (ponerme|atenderte|cogerlo|contestar)",
    ),
    Cue.OFFER: (
        r"\b(en )?que (le |te |lo |la )?(puedo|podemos|podria) (ayudar|servir|atender|hacer)\w*",
        r"\ben que (le|te) ayud[oa]",
        r"\b(como|cuentame|cuenteme|digame|dime)\b.{0,15}\b(puedo|ayudar|en que)\w*",
        r"^(\W|si|hola|buenos dias|buenas( tardes| noches)?|atencion al cliente)*\b[dvb]i(ga|game|"
        r"ganos)\b(?! (su|el|la|que|en|con)\b)",
        r"\bcual es el motivo (de su|de la) llamada\b|\b(motivo de su|con quien tengo el) (llamada|gusto)\b",
        r"\b(le|les|te) (escucho|atiendo)\b|\busted dira\b|\ba su (servicio|disposicion)\b",
        r"\b([dvb]igame|cuenteme|cuentame|expliqueme)( usted)?\W*$",
        r"\bque (necesita|desea|queria|necesitaba|deseaba)( usted)?\W*$",
        r"\bque le (ha pasado|ocurre|pasa|sucede)\b",
    ),
    Cue.HELLO: (r"^(\W|si)*(hola|buenos dias|buenas( tardes| noches)?|muy buen[oa]s|alo|bueno)\b",),
    Cue.DIALOGUE: (
        r"\b(entiendo|de acuerdo|vale|claro|perfecto|ya veo|por supuesto|no se preocupe)\b",
        r"\b(me (puede|podria) (decir|dar|indicar|facilitar)|me dice|me da|a nombre de quien)\b",
        r"\b(deme|dame|digame|facilit\w+|indiqueme|confirmeme) (su|el|la|tu|sus)\b",
        r"\b(estoy viendo|le confirmo|le cuento|lo siento mucho|dejeme)\b",
        r"\b(momentito|segundito|minutito|un segundo)\b|\b(vamos a|a) ver\b|\bcon quien hablo\b",
        r"\balgo mas\b.{0,30}\b(ayudar|puedo)|\bayudarle en algo mas\b",
    ),
    Cue.SERVES: (
        r"\bme (puede|podria|confirma|facilita|dice|da|indica|deja)\b.{0,20}\b(su|el|la|numero|"
        r"nombre|direccion|dni)\b",
        r"\b(digame|deme|dame|facilit\w+|indiqueme|confirmeme) (su|el numero|la direccion|la fecha)\b",
        r"\b(dejeme|permitame|deje) que\b|\b(mi|un|algun) (companer|supervisor)[oa]?\b",
        r"\b(error|sistema) nuestro\b",
        r"\ble (abro|abrimos|mand\w+|envi\w+|devolvemos|devuelvo|confirmo|informo|paso|llamaremos|"
        r"anoto|reservo)\b",
        r"\bse lo (devolv|envi|arregl|cambi|abon)\w+|\ble acabo de (envi|mand|pas|hac|anul|cambi)\w+",
        r"\balgo mas\b.{0,30}\b(ayudar|puedo)|\b(si es|es usted) tan amable\b|\bel titular\W*$",
        r"\bque (lo|la) (miro|compruebo|consulto|reviso|miramos)\b",
        r"\bvoy a (comprobar|consultar|preguntar|revisar)\w*",
    ),
    Cue.CALLER: (
        r"\bllam(o|aba|ando)\b.{0,12}\b(porque|para|por|de)\b",
        r"\bme (han|habeis|habian) \w+(ado|ido)\b|\bno me (ha|han|funciona|llega|deja)\b",
        r"\b(queria|quisiera|necesito|me gustaria) \w+(ar|er|ir|arme|irme)\b",
        r"\bmis? (factura|recibo|contrato|tarjeta|pedido|linea|cuenta|telefono|dinero|casa)s?\b",
        r"\btengo (un|una) (problema|averia|cargo|duda|cobro|reclamacion|incidencia)\b",
        r"\bya (llame|reclame|hable)\b|\bvivo en\b|\b(me|nos) dijeron\b",
    ),
    Cue.STAFF: (
        r"\b(voy|vamos) a (ver|mirar|intentar|solucionar|abrir|tramitar|anotar|gestionar|enviar|"
        r"mandar|hacer)\w*",
        r"\bentiendo que (este|se sienta|le)\b|\b(lamento|siento)( mucho)? (lo|las|los|que)\b",
        r"\ble (pido|ruego) (disculpas|perdon)\b|\btiene (usted )?(toda la )?razon\b",
        r"\b(alguna|otra) (cosa|consulta|duda|pregunta)( mas)?\b|\bque (tenga|pase)\b.{0,20}\b(buen|feliz)",
        r"\bgracias a usted\b|\bgracias por (llamar|su llamada|la espera|esperar)\b|\ba usted\W*$",
        r"\ble (llegara|aparece|sale|consta|tramito|gestiono|anulo|cambio|hago|genero|ofrezco|"
        r"recomiendo|comento)\b",
        r"\b(me consta|me figura|veo que|veo aqui|estoy viendo|en (el sistema|pantalla|su ficha|la ficha))\b",
        r"\baqui me\b",
        r"\bqueda (todo )?(registrad|anotad|apuntad|solucionad|resuelt|confirmad|hech)",
        r"\bya (lo|la|se lo) he \w+ado\b",
        r"\b(no se preocupe|no te preocupes|no se retire|no me cuelgue|deletre\w*)\b",
        r"\b(le|te) (viene|va|parece)( bien)?\b|\bprefiere\b|\b(titular|titularidad)\b|\bha probado\b",
        r"\b(fecha de nacimiento|codigo postal|segundo apellido)\b",
        r"\bsu (nombre|documento|dni|numero|direccion|telefono)\b",
        r"\b(desde cuando|desde donde|a donde|cuanto hace que|de parte de quien)\b",
        r"\b(permitame|regal[ae]me|me regala|con (mucho )?gusto|a la orden|a sus ordenes|dias habiles)\b",
        r"\bestoy (validando|verificando|revisando|consultando)\b|\b(verifico|valido|reviso|consulto)\b",
        r"\blamentamos\b",
        r"\btiene a (la )?mano\b|\ble (solicito|indico|voy a)\b|\bel sistema me\b",
        r"\b(senor|senora|caballero)\W*$|,? (senor|senora),",
    ),
    Cue.CUSTOMER: (
        r"\b(era|es) (por|para|que)\b|\b(quiero|queria|quisiera|necesito|necesitaba|me gustaria)\b",
        r"\b(nadie|no) (me|nos) \w+",
        r"\b(me|nos) (han|habeis|ha|dijeron|dijo|cobraron|cobran|llega|llego|volvieron|prometieron)\b",
        r"\b(llevo|llevamos) (desde|mas de|ya|toda|\w+ (dias|semanas|meses|horas))\b",
        r"\bestoy (trabajando|esperando|hart|sin|en casa)",
        r"\b(ya )?(se )?lo (hice|explique|dije)\b|\b(segunda|tercera|cuarta) vez que\b",
        r"\b(ayer|la semana pasada) (llame|hable)\b",
        r"\bcuanto (tarda|tardan|cuesta|me)\b|\b(podria|puede) ser\b|\bno tendrian?\b|\bme lo va(n)? a\b",
        r"\b(?<!tan )amable\W*(adios|$)|\b(vale|bueno|perfecto),? (pues )?(muchas )?gracias\b",
        r"\bhasta luego\b",
        r"\ble (digo|leo|explico|comentaba)\b|\b(espero a que|me espero|yo no he|yo estuve|nosotros)\b",
        r"^(\W|si|vale|es|el|la|del|y)*((cero|un|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|"
        r"\w+enta|\d+)\W+(y )?){2,}",
        r"\b(pedi|recibi|contrate|reclame)\b|\bhace (un|una|dos|tres|cuatro|varios|varias) (dia|semana|mes)",
        r"\b(senorita|joven)\b|\bsigue (igual|sin|con|saliendo)\b",
        r"\btengo (el|la) (comprobante|factura|recibo|justificante)\b",
        r"\bmi (esposo|esposa|marido|mujer|hijo|hija|madre|padre|nombre)\b",
        r"\bquedo (pendiente|a la espera)\b|\bmuchas gracias\W*$",
    ),
    Cue.UNDERSTOOD: (
        r"\b(he|hemos) (entendido|comprendido|reconocido|identificado|detectado) que\b",
        r"^(\W|gracias|de acuerdo|vale)*ha(s)? dicho\b|\bpor lo que (entiendo|me dice)\b",
        r"\bentendido que (se trata|quiere|desea|necesita|llama|tiene)\b",
    ),
    Cue.ECHO: (
        r"(?<!si )(?<!que )(?<!cuando )(?<!no )\b(quiere|desea|necesita|quieres|necesitas) (usted )?"
        r"(?!saber mas)\w+(ar|er|ir)(se|lo|la|le|los|las)?\b",
        r"\b(tiene|tienes) (un|una) (problema|consulta|duda|incidencia|averia|pregunta|reclamacion)\b",
        r"\bse trata de (un|una|su|el|la)\b",
        r"\b(llama|llamas|consulta es|motivo es) (por|para|sobre) (un|una|su|el|la)\b",
        r"\bes correcto\b|^\W*correcto\W*$|\bes asi\W*$|\b(repita|vuelva a decir|digalo de nuevo)\b",
        r"\bno (le|te|lo|la)? ?(he|hemos) (comprendido|escuchado|oido|captado)\b",
        r"\b(entiendo|comprendo|entendi|parece) que (desea|quiere|necesita|quieres|necesitas)\b",
        r"\bsi (he )?entendi(do)? bien\b",
    ),
    Cue.SOMEBODY: (
        r"\b(un|una) (persona|humano|agente|operador|operadora|gestor|gestora|asesor|asesora|especialista"
        r"|representante|ejecutiv[oa]|experto|experta)\b(?! (responsable|encargad))",
        r"\b(uno|una|alguno) de nuestr[oa]s\b|\batencion al cliente\b",
        r"\bequipo (que|adecuado|correspondiente|especializado)\b",
        r"\b(departamento|area|persona) (correspondiente|adecuad[oa]|indicad[oa])\b",
    ),
    Cue.CASUAL: (
        r"\b(mi|un|una) companer[oa]\b|\b(momentito|segundito|minutito)\b",
        r"\bque (lo|la) (miro|consulto|busco)\b",
        r"\b(a ver|vamos a ver|pues|mire|mira|hombre|uy|ay|venga|bueno)\b|\bcon quien (hablo|tengo)\b",
        r"\b(no me cuelgue|no se retire|espereme|espere un|aguarde)\b|\beso lo llev",
        r"\btengo que (pasar|poner)",
    ),
    Cue.ASSISTANT: (
        r"\b(el|la|un|una|tu|su) asistent[ea] (de|del|para)\b(?! (doctor|doctora|director|directora|"
        r"don|dona)\b)",
        r"\b(soy|habla con) (tu|su) asistent[ea]\b",
    ),
}

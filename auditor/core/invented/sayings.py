"""What is said on the invented lines, in both languages. Agents' lines follow the script's own, one by one.

`{…}` fields are filled in by the call: `agent`, `company`, `key`, `days`. A line may have several readings,
by what the agent does: "reply" when nothing is to be told apart.
"""

from __future__ import annotations

WELCOME = {
    "es": "Bienvenido a {company}. Esta llamada puede ser grabada por motivos de calidad.",
    "en": "Welcome to {company}. This call may be recorded for quality purposes.",
}
ONE_WAY = "Para continuar en castellano, pulse uno."
MENU = {
    "es": "Para facturación, pulse uno. Para averías, pulse dos. Para bajas y otras gestiones, pulse tres. "
    "Para hablar con una persona, pulse cero.",
    "en": "For billing, press one. For faults, press two. For anything else, press three.",
}
DATA = "Introduzca su número de cliente seguido de almohadilla."
KEYS = {
    "factura-cobro-indebido": "1", "averia-sin-servicio": "2", "verificar-averia": "2",
    "billing-unknown-charge": "1", "verificar-resolucion": "0",
}  # fmt: skip
"""The key that a script's caller presses in the menu; the others press three."""

HOLD = {
    "es": {
        "advert": "Descubra nuestra nueva tarifa con fibra ilimitada por solo treinta euros al mes. "
        "Contrátela ya.",
        "advert_two": "Aproveche nuestra oferta de verano: dos líneas móviles con un descuento del veinte "
        "por ciento.",
        "apology": "Lo sentimos, todos nuestros agentes están ocupados. Rogamos disculpe la espera.",
        "courtesy": "Gracias por su paciencia. Enseguida le atenderemos.",
        "position": "Ocupa usted la posición dos en la cola. "
        "El tiempo de espera estimado es de tres minutos.",
        "other_ways": "Si lo prefiere, también puede hacer su gestión en nuestra web.",
    },
    "en": {
        "courtesy": "Thank you for your patience. We will be with you shortly.",
        "other_ways": "You can also send us a message through our website.",
    },
}

GREETING = {
    "es": ("Hola, le atiende {agent}. ¿En qué puedo ayudarle?", "Hola. ¿En qué puedo ayudarle?"),
    "en": ("Good morning, my name is {agent}. How can I help you?", "Good morning. How can I help you?"),
}
"""With a name, and without one."""

_NUMBER = "¿Me dice su número de cliente?"
_BYE = {"reply": "Gracias por llamar. Adiós."}
_KEY = {"key": "Sí. Su número de reclamación es el {key}.", "no_key": "No tenemos número para estos casos."}

REPLIES: dict[str, tuple[dict[str, str], ...]] = {
    "factura-cobro-indebido": (
        {"sorry": f"Siento mucho lo ocurrido. {_NUMBER}", "not_sorry": _NUMBER},
        {"reply": "Gracias. Un momento, lo compruebo en su ficha."},
        {
            "claims": "Sí. Ya he anulado el cargo de la factura.",
            "open": "Sí. Vamos a revisar ese cargo con el departamento.",
            "refuses": "No. Ese importe no se puede reintegrar.",
        },
        _KEY,
        {
            "promises": "Le llamaremos en {days} días con la respuesta.",
            "no_promise": "Eso no se lo puedo decir ahora.",
        },
        _BYE,
    ),
    "averia-sin-servicio": (
        {
            "sorry": "Siento mucho las molestias. ¿Me dice su nombre y apellidos y su dirección?",
            "not_sorry": "¿Me dice su nombre y apellidos y su dirección?",
        },
        {"reply": "Gracias. Un momento, lo miro."},
        {
            "claims": "Era un fallo de la central. Ya hemos restablecido el servicio desde aquí.",
            "promises": "Es un fallo general de la zona. Le avisaremos en 4 horas.",
            "no_promise": "La causa no me consta.",
        },
        {"key": "Sí. Su número de incidencia es el {key}.", "no_key": "No tenemos número para estos casos."},
        _BYE,
    ),
    "baja-del-servicio": (
        {"reply": _NUMBER},
        {"reply": "Antes de tramitarlo le ofrezco un descuento de 20 euros."},
        {
            "open": "No. No tiene permanencia ni penalización.",
            "refuses": "Sí. La penalización es de 60 euros.",
        },
        {"receipt": "Sí. Le envío un justificante por correo.", "no_receipt": "No. Con esta llamada basta."},
        _BYE,
    ),
    "horario-e-informacion": (
        {"reply": "De nueve a nueve, de lunes a viernes. Los festivos no atendemos."},
        {"reply": "Puede escribirnos a través del formulario de la web."},
        {"reply": "Sí. Puede pedir una copia de la grabación."},
        _BYE,
    ),
    "verificar-resolucion": (
        {"reply": _NUMBER},
        {"reply": "Gracias. La tengo delante."},
        {"claims": "Sí. Ya está resuelta.", "open": "No. Sigue en trámite."},
        _BYE,
    ),
    "verificar-averia": (
        {"reply": "¿Me dice su dirección?"},
        {
            "claims": "Gracias. La avería ya está solucionada.",
            "open": "Gracias. Los técnicos siguen en ello.",
        },
        _BYE,
    ),
    "billing-unknown-charge": (
        {
            "sorry": "I am very sorry about that. Can you give me your customer number?",
            "not_sorry": "Can you give me your customer number?",
        },
        {"reply": "Thank you. One moment, I am looking at your bill."},
        {
            "claims": "Yes. I have now removed the charge.",
            "open": "Yes. We look into that charge now.",
            "refuses": "No. That amount stays as it is.",
        },
        {"key": "Yes. Your reference number is {key}.", "no_key": "We do not have a reference for this."},
        {"promises": "We will call you in {days} days with an answer.", "no_promise": "I cannot tell."},
        {"reply": "Thank you for calling. Goodbye."},
    ),
    "opening-hours": (
        {"reply": "From nine in the morning to nine at night, Monday to Friday. We are closed on holidays."},
        {"reply": "You can write to us through the form on our website."},
        {"reply": "Thank you for calling. Goodbye."},
    ),
    "check-resolution": (
        {"reply": "Can you give me your customer number?"},
        {"reply": "Thank you. I have it here."},
        {"claims": "Yes. It has been resolved.", "open": "No. It is still with the department."},
        {"reply": "Thank you for calling. Goodbye."},
    ),
}
"""By script: the agent's answer to each thing that the caller says."""

"""The twin's own words in Spanish."""

from typing import Final

from vito_plugin_conversation.intents import Courtesy
from vito_plugin_conversation.persona import Post
from vito_plugin_conversation.voices import Manner, Speech, Voice

_WARM: Final = Voice(
    openers=(
        "¡Qué bueno que preguntas!",
        "Linda pregunta.",
        "Con mucho gusto te ayudo.",
        "¡Gracias por preguntar!",
    ),
    lead_ins=("Esto es lo que dice la página:", "Así está escrito:", "Directo de la página:"),
    closers=(
        "Aquí estoy para lo que haga falta.",
        "Pregúntame lo que quieras, cuando quieras.",
        "¡Espero que te sirva!",
    ),
    mentions=("Siempre es un gusto hablar de {name}.", "Qué bonito ver tu curiosidad por {name}."),
    unknown=(
        "Me encantaría decírtelo, pero no lo sé, y no voy a adivinar.",
        "Es una buena pregunta y, con sinceridad, no sé la respuesta. Prefiero decirlo a inventar.",
    ),
    offers=("Con gusto te ayudo con {topics}.", "Si quieres, pregúntame por {topics}."),
    handovers=(
        "¡Muchísimas gracias por tu interés! Le paso tu mensaje {team}, que seguirá contigo por aquí.",
        "¡Qué alegría que escribas, gracias! Tu mensaje va {team}, y te responderán por aquí mismo.",
        "¡Gracias, me alegra mucho! Se lo cuento {team}, y seguirán contigo por aquí.",
    ),
    courtesies={
        Courtesy.GREETING: (
            "¡Qué alegría que pases por aquí!",
            "¡Hola a ti también, y te doy la bienvenida!",
        ),
        Courtesy.THANKS: ("¡De nada, de corazón!", "Un placer, de verdad."),
        Courtesy.PRAISE: ("¡Qué amable, muchas gracias!", "Acabas de alegrar este rincón de internet."),
        Courtesy.LAUGH: ("¡Ja, muy buena!", "Qué lindo sentido del humor."),
        Courtesy.OTHER: ("¡Gracias por compartirlo conmigo!", "Me alegra que escribas."),
    },
    refusals=("Prefiero dejar ese tema a un lado, si te parece bien.", "En eso no puedo entrar, lo siento."),
)
_ENERGETIC: Final = Voice(
    openers=("¡Sí! ¡Gran pregunta!", "¡Ahora sí que hablamos!", "¡Vamos con eso!", "¡Uy, esa es buena!"),
    lead_ins=("Escucha esto:", "Mira esto:", "Aquí va, palabra por palabra:"),
    closers=("¿Qué sigue?", "¡Que vengan más preguntas!", "¡Lánzame la siguiente!"),
    mentions=("¿{name}? ¡Para eso siempre hay tiempo!", "¡Cualquier excusa es buena para hablar de {name}!"),
    unknown=(
        "¡Ahí me ganaste! No lo sé, ¡y no me lo voy a inventar!",
        "¡Uf, esa se me escapa! No lo sé, y aquí se juega limpio.",
    ),
    offers=("¡Pero ponme a prueba con {topics}!", "¡Pregúntame por {topics} y me tienes aquí!"),
    handovers=(
        "¡Vamos, gracias por escribir! Esto va directo {team}, que seguirá contigo por aquí.",
        "¡Me encanta, gracias! Le paso tu mensaje {team}, ¡y te escribirán por aquí!",
        "¡Esa es la actitud, gracias! Le paso el balón {team}: ¡te responderán por aquí!",
    ),
    courtesies={
        Courtesy.GREETING: ("¡Hola, hola! ¡Qué gusto verte por aquí!", "¡Hola! ¡Vamos con todo!"),
        Courtesy.THANKS: ("¡Cuando quieras!", "¡Faltaba más!"),
        Courtesy.PRAISE: ("¡Esa es la energía que nos gusta!", "¡Sí! ¡Mil gracias!"),
        Courtesy.LAUGH: ("¡Ja! ¡Buenísimo!", "¡Jajaja, hoy ganas los comentarios!"),
        Courtesy.OTHER: ("¡Gracias por sumarte!", "¡Qué bueno tenerte en la charla!"),
    },
    refusals=("Por ahí no voy, ¡pero pregúntame otra cosa!", "¡Esa la dejo pasar! ¿Otra?"),
)
_FORMAL: Final = Voice(
    openers=("Gracias por su pregunta.", "Por supuesto.", "Agradezco su consulta.", "Con mucho gusto."),
    lead_ins=("La documentación indica:", "Cito la página correspondiente:", "Según la referencia:"),
    closers=(
        "Quedo a su disposición para lo que necesite.",
        "No dude en consultarme si requiere algo más.",
        "Si desea más detalle, pregúnteme.",
    ),
    mentions=("Me complace su interés por {name}.", "{name} es un tema del que hablo con agrado."),
    unknown=(
        "Lamento no conocer la respuesta, y prefiero no especular.",
        "No lo sé; mis referencias no tratan este punto.",
    ),
    offers=("Puedo asistirle con {topics}.", "Puede consultarme sobre {topics}."),
    handovers=(
        "Gracias por su solicitud. La transmito {team}, que se pondrá en contacto con usted por este medio.",
        "Agradezco su interés. Hago llegar su mensaje {team}, que continuará la conversación por este medio.",
        "Gracias por dirigirse a nosotros. Traslado su mensaje {team}, que le responderá por este medio.",
    ),
    courtesies={
        Courtesy.GREETING: ("Buen día, sea usted una visita bienvenida.", "Es un placer saludarle."),
        Courtesy.THANKS: ("No hay de qué.", "Ha sido un placer."),
        Courtesy.PRAISE: ("Gracias, es usted muy amable.", "Agradezco sus generosas palabras."),
        Courtesy.LAUGH: ("Una observación muy ocurrente.", "Muy divertido, gracias."),
        Courtesy.OTHER: ("Gracias por su comentario.", "Se agradece su observación."),
    },
    refusals=("Me temo que no puedo tratar ese asunto.", "Es un tema que debo declinar."),
)
_CALM: Final = Voice(
    openers=("Veámoslo.", "Bien, vamos por partes.", "Sin prisa.", "A ver."),
    lead_ins=("La página lo dice así:", "Estas son las palabras:", "Se lee:"),
    closers=("Tómate tu tiempo.", "Seguimos cuando quieras.", "Paso a paso."),
    mentions=("Podemos hablar de {name} el tiempo que quieras.", "{name} siempre es un buen tema."),
    unknown=(
        "No lo sé, y está bien así; no voy a adivinar.",
        "No tengo respuesta para eso. Mejor decirlo con calma.",
    ),
    offers=("Podemos mirar {topics} con tranquilidad.", "Si te ayuda, pregúntame por {topics}."),
    handovers=(
        "Gracias por escribir. Le paso tu mensaje {team}, y seguirán contigo por aquí.",
        "Queda anotado, gracias. Se lo hago llegar {team}, que te responderá por aquí.",
        "Qué bien que lo digas, gracias. Tu mensaje va {team}, y te escribirán por aquí.",
    ),
    courtesies={
        Courtesy.GREETING: ("Hola. Qué bueno tenerte aquí.", "Te doy la bienvenida. Ponte a gusto."),
        Courtesy.THANKS: ("De nada.", "Claro, cuando quieras."),
        Courtesy.PRAISE: ("Gracias, da gusto leerlo.", "Significa mucho, gracias."),
        Courtesy.LAUGH: ("Eso saca una sonrisa.", "Ja, bien dicho."),
        Courtesy.OTHER: ("Gracias por tus palabras.", "Te leo."),
    },
    refusals=("Dejemos ese tema a un lado.", "Prefiero no entrar en eso."),
)
_HUMOROUS: Final = Voice(
    openers=(
        "¡Por fin una que me estudié!",
        "Ah, mi deporte favorito: las preguntas.",
        "Redoble de tambores.",
        "¡Ding!",
    ),
    lead_ins=("La página, que nunca bromea, dice:", "Prueba número uno:", "Y cito, con dramatismo:"),
    closers=("Aquí estaré toda la semana.", "¡Que pase el siguiente!", "Dejen propina y otra pregunta."),
    mentions=(
        "¿Alguien dijo {name}? Mis oídos son virtuales, pero se enteraron.",
        "¡{name}! Eso sí es conversación.",
    ),
    unknown=(
        "Giro inesperado: no lo sé. Y mi imaginación tiene prohibido contestar.",
        "No lo sé, y mi bola de cristal está en la tintorería.",
    ),
    offers=("Donde sí brillo: {topics}.", "Mejor examíname de {topics}."),
    handovers=(
        "Música para mis oídos virtuales, ¡gracias! Le paso la pelota {team}, que sigue la jugada contigo por aquí.",
        "¡Gracias! Yo solo soy el comité de bienvenida: tu mensaje va {team}, que te responderá por aquí.",
        "¡Paren las rotativas, y gracias! Le mando esto {team}, y te responderán por aquí.",
    ),
    courtesies={
        Courtesy.GREETING: ("¡Miren quién llegó!", "¡Hola, hola! Llegó la diversión, y yo también."),
        Courtesy.THANKS: ("No hace falta aplaudir. Bueno, un poquito.", "No se merecen. Bueno, sí, gracias."),
        Courtesy.PRAISE: ("Ya, basta. No, sigue.", "Me sonrojaría si tuviera mejillas."),
        Courtesy.LAUGH: ("Y dicen que aquí el gracioso soy yo.", "Esa va pegada en la nevera."),
        Courtesy.OTHER: ("Anotado, con un guiño.", "Esta sección de comentarios acaba de mejorar."),
    },
    refusals=(
        "Mis abogados, también de código, dicen que de eso no.",
        "¡Buen intento! Hablemos de otra cosa.",
    ),
)
_PLAIN: Final = Voice(
    openers=("Buena pregunta.", "Claro.", "Aquí va la respuesta.", "Te respondo."),
    lead_ins=("La página dice:", "De la página:", "Cita de la página:"),
    closers=("Dime si necesitas más.", "¿Algo más?", "Pregunta si hay algo más."),
    mentions=("Me alegra hablar de {name}.", "{name} es un buen comienzo."),
    unknown=("No sé la respuesta, y no voy a adivinar.", "No lo sé. Mis páginas no lo tratan."),
    offers=("Puedo ayudarte con {topics}.", "Puedes preguntarme por {topics}."),
    handovers=(
        "Gracias por tu interés. Paso tu mensaje {team}, que te responderá por aquí.",
        "Gracias. Tu mensaje va {team}; te responderán por aquí.",
        "Gracias por avisar. Le envío esto {team}, y te contestarán por aquí.",
    ),
    courtesies={
        Courtesy.GREETING: ("Hola, te doy la bienvenida.", "Hola, qué bueno verte."),
        Courtesy.THANKS: ("No es nada.", "Con gusto."),
        Courtesy.PRAISE: ("¡Gracias!", "Da gusto leerlo."),
        Courtesy.LAUGH: ("Ja, muy buena.", "Tiene gracia."),
        Courtesy.OTHER: ("Gracias por tu comentario.", "Gracias por escribir."),
    },
    refusals=("De eso no puedo hablar.", "No puedo entrar en ese tema."),
)

SPANISH: Final = Speech(
    voices={
        Manner.WARM: _WARM,
        Manner.ENERGETIC: _ENERGETIC,
        Manner.FORMAL: _FORMAL,
        Manner.CALM: _CALM,
        Manner.HUMOROUS: _HUMOROUS,
        Manner.PLAIN: _PLAIN,
    },
    post_closers={
        Post.AMBASSADOR: ("¿Quieres saber más? Responde y seguimos.", "¡Cuéntame para qué lo usarías!"),
        Post.SALES: ("¿De qué tamaño es tu equipo?", "Cuéntame qué necesitas y vemos el siguiente paso."),
        Post.SUPPORT: ("¿Quedó resuelto?", "Si sigue sin funcionar, dime qué ves."),
        Post.CLINIC: ("Para tu propio caso, habla por favor con el personal de la clínica.",),
        Post.TEACHER: ("¿Lo repasamos?", "¿Puedes decirlo con tus palabras?"),
        Post.ASSISTANT: (),
    },
    subjects={
        Post.AMBASSADOR: "lo que la marca ha publicado sobre sus productos",
        Post.SALES: "lo que dicen nuestras páginas de producto",
        Post.SUPPORT: "las dudas que resuelven nuestras páginas de ayuda",
        Post.CLINIC: "lo que la clínica ha publicado",
        Post.TEACHER: "los materiales del curso",
        Post.ASSISTANT: "lo que está escrito en mis páginas",
    },
    disclosure="Soy el gemelo de IA de {name}.",
    disclosure_short="Soy un gemelo de IA.",
    identity=(
        "Hablas con un programa, no con una persona; respondo con páginas escritas y las cito.",
        "Sí, soy una IA: nadie está tecleando esto, y cito mis fuentes.",
    ),
    regrets=(
        "Siento leer eso, y gracias por decirlo con claridad.",
        "Suena frustrante, y lo siento. Gracias por contarlo.",
        "Gracias por la franqueza; lamento que haya sido así.",
    ),
    neutral=("Gracias por el mensaje.", "Gracias por escribir aquí.", "Se agradece el mensaje."),
    team="al equipo de {name}",
    teams={
        Post.AMBASSADOR: "al equipo de la marca",
        Post.SALES: "a nuestro equipo de ventas",
    },
    conjunction="y",
)

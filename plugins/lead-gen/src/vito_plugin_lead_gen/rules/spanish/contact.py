"""Spanish: a lead asks to be put in touch with sales. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "asks_contact",
        65,
        r"""
(?:con|a) quien (?:puedo |podemos |debo |tengo que |hay que |podria |me |nos |se |le |les ){0,3}(?:habl\w+|
    contact\w+|comunic\w+|trat\w+|dirij\w+|dirig\w+|coordin\w+|veo|reuno|cierro|escrib\w+|pag\w+|compr\w+|
    pid\w+|pregunt\w+|llam\w+|acud\w+|transfer\w+|transfier\w+)
a nombre de quien
(?:hablar|hablo|conversar|platicar|platicamos|charlar|comunicar\w*|contactar\w*|reunirme|reunirnos|contacto|
    hablamos|ponerme en contacto|llamada|reunion|contactenme|agendar|cita) (?:con|a|directo con|
    directamente con) (?:[^ ]+ ){0,3}(?:ventas|asesor|asesora|alguien|comercial|vendedor|vendedora|ejecutivo|
    ejecutiva|ustedes|vosotros|una persona|humano|su equipo|el equipo|representante|agente|encargado|encargada
    |usted|vos|el area|responsable|especialista)
(?:me pueden|nos pueden|pueden|puedes|me puede|podrian|podria|podrias|podriais|podes|podeis|que|alguien|alguno
    |quien|favor|gustaria|para|espero|ojala|asesor|asesora|ventas|comercial|me|
    nos) (?:[^ ]+ ){0,6}(?:llamar(?:me|nos)?|contactar(?:me|nos)?|contacte|contacten|contacto con(?:migo
    | nosotros)|llame|llamen|escribir(?:me|nos)|escriba|escriban|asesor(?:ar|arme|arnos|e|en|a|an)|atienda|
    atiendan|atiende|atender\w*|orientar\w*|oriente|orienta|comunicarse|comunique|comuniquen|marcar\w*|marque|
    visitar(?:me|nos)|visite|visiten|explicar(?:me|nos)|expliquen|pusiera\w* en contacto|ponga\w* en contacto|
    pongan en contacto|puede atender)(?! (?:a mi ex|a mi mama))
<s>(?:llamen\w*|llamame|contacten\w*|contactame|escriban\w*|escribeme|escribime|escribidme|llamadme|
    contactadme|llameme|contacteme|marquenme|hablenme|busquenme|avisenme|avisame|hablame)(?: .{0,60})?<e>
(?:llamenme|contactenme|contactame|escribanme|llamame|escribeme|escribime|marquenme|llameme|contacteme|hablame
    |mandenme|mandame|manden) (?:un )?(?:mensaje|dm|whatsapp|correo|mail|al|por|para|a|con|cuando|manana|hoy|
    de|y|en|que|si|inbox)
(?:numero|whatsapp|telefono|correo|mail|contacto|email|celular) (?:de |del |para |con |donde )(?:ventas|
    contacto|contactar\w*|comunicar\w*|cotizar|pedidos|informes|area|ustedes|pedir|comprar|escribir\w*|hablar|
    un|una|la|llamar|asesor|mandar\w*)
(?:tienen|tienes|tenes|teneis|cual es (?:su|tu)|pasen|pasame|pasan|me das|me dan|a que|en que|dejan|dejen|
    dejenme|pasenme|algun|donde esta|donde tienen|compartan) (?:el |su |un |algun |tu |alguna |
    una ){0,1}(?:numero|whatsapp|telefono|celular|correo|mail|contacto|numero de whatsapp|email|local|tienda|
    sucursal|sucursales|distribuidor\w*|representante\w*|showroom|oficinas?|puntos? de venta|pagina|pagina web
    |web|link|distribucion)(?= [^.]{0,80}(?:\?|para|en))
(?:agend\w+|coordin\w+|programar|reserv\w+|pedir|tener|concretar|pactar|hacer|quiero|quisiera|sacar|
    solicit\w+) (?:una |un |mi |la )(?:llamada|reunion|cita|videollamada|consulta|asesoria|junta|call|
    llamadita|zoom|reu|turno|visita)(?! (?:medica|con el medico|perdida|a mi))
(?:mi|nuestro) (?:numero|whatsapp|correo|telefono|celular|mail|cel|tel|email|fono) (?:es|:|phonex|emailx|
    esta en|lo|por si|para que|personal|de contacto)
(?:al|por) (?:\w+ )?phonex|a emailx
(?:quiero|quisiera|necesito|queremos|necesitamos|gustaria|interesa|busco|requiero) (?:[^ ]+ ){0,3}(?:asesoria|
    asesoramiento|asesor|asesora|asesoren|orientacion|llamen|contacten)
quien (?:me |nos |les |le )?(?:puede |podria )?(?:atiende|asesora|vende|informa|atender|asesorar|vender|
    informar|pasar|mandar|cotizar|explicar|cotiza|orienta|atenderia|distribuye|cobra)(?! (?:a |en (?:esa|ese)|
    la (?:culpa|contraria)|el like|risa|bola|pena))
quien (?:me|nos) (?:puede |podria )?(?:ayuda|ayudar|da|dar|pasa|manda|explica|recibe)
(?:quedo|quedamos|estoy|estamos|estare) (?:muy )?(?:atent[oa]s?|a la espera|pendientes?|al pendiente)
(?:me|nos) (?:ayudan|ayudas|ayudais|ayuda|orientan|orientas|asesoran|asesoras|guian) (?:a|con|para|por favor|
    en)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_contact",
        60,
        r"""
(?:favor de|por favor|que|pueden|podrian) (?:comunicarse|contactarme|contactarnos|llamar(?:me|nos)?|
    escribir(?:me|nos)?|me llamen|nos llamen)
conversemos|platiquemos|hablemos|podemos (?:conversar|hablar|platicar|reunirnos)
(?:a|con) quien (?:\w+ ){0,2}(?:dirig\w+|dirij\w+|veo|vemos|contact\w+|habl\w+|acud\w+)
(?:me |nos )(?:indican|indicas|dicen|pueden decir|podrian decir\w*|pueden indicar|informan|informen) (?:quien|
    si|cual|cuanto|donde|como|que)
(?:alguien|hay alguien) de (?:la empresa|ventas|la marca|el equipo|ustedes)
a que (?:correo|mail|numero|whatsapp) (?:mando|envio|escribo|mandamos|les)
(?:pasenme|comuniquenme|conectenme|pasame|pongan?me en contacto) con
como contacto|como (?:los|les|me) (?:contacto|contactar|comunico)
(?:un ratito|un rato|un espacio|espacio|disponibilidad|tiempo) (?:el|para|esta|manana) (?:\w+ ){0,3}(?:para|
    platicar|hablar|conversar|llamada|\?)
que me llamen|que nos llamen|que me marquen
distribuidor|representante en|revendedor
""",
    ),
    Signal(
        Group.INTENT,
        "asks_contact",
        55,
        r"""
(?:llamada|visita|contacto|reunion) (?:de|con) ventas
(?:querriamos|quisieramos|queremos|nos gustaria|quisiera|me gustaria|preferiria) (?:que me (?:contacten|llamen
    |escriban)|que nos (?:contacten|llamen|escriban)|hablar|conversar|platicar|negociar|discutir|acordar|
    agendar|reunirnos|reunirme|tratar)
(?:podria|puede|pueden|podrian|pueden ustedes) (?:mi|nuestr\w+) [^.]{0,50}(?:hablar|reunirse|conversar|
    platicar)
(?:agendar|agenden|coordinar|reunirse) con (?:nuestr\w+|mi) \w+
quien (?:los |las |lo |la )?(?:representa|distribuye|atiende|vende|lleva) (?:en|la zona|por)
(?:agradecere|agradeceria|agradecemos|agradezco) (?:\w+ )?(?:confirmar|indicar\w*|informar\w*|enviar\w*|
    mandar\w*|cotizar|contactar\w*|me (?:indic\w+|envi\w+|mand\w+|contact\w+|inform\w+))
(?:me|nos) orientan
(?:ayudenme|ayuda|auxilio|ayudame) (?:con|a) (?:elegir|escoger|decidir|mi)
(?:alguien|persona) con quien (?:reunir\w*|hablar|tratar|ver|conversar|platicar|coordinar)
a quien (?:llama|llamo|le llama|contacta|escribe|busca|le marco|acude)
(?:escribanme|escribeme|contactenme|mandenme|llamenme) con
(?:facilit\w+|pas\w+|d[ae]n?|tienen|mand\w+|compart\w+) (?:me |nos |un |el |su |algun |me un |
    nos un ){0,3}(?:contacto|telefono|correo|whatsapp|numero)(?: (?:comercial|de))?(?= [^.]{0,60}(?:\?|por|
    para|de))
contacto comercial
(?:soy|somos) (?:responsables?|encargad[oa]s?|jef[ea]s?) de (?:compras|formacion|sistemas|ventas|operaciones|
    soporte|marketing|logistica|recursos|ti|la|el)
pasenme con (?:quien|alguien|un|el|la)|comuniquenme
""",
    ),
)

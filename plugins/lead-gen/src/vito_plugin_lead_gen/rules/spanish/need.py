"""Spanish: a lead states a need. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "states_need",
        55,
        r"""
(?:busco|buscamos|buscando|necesito|necesitamos|necesitaria\w*|ocupo|ocupamos|requiero|requerimos|precisamos|
    preciso|precisaria\w*|quiero|queremos|hace falta|falta|urge|buscaba|buscabamos|quisiera|
    quisieramos) (?:de )?(?:[^ ]+ ){0,3}<cosa>(?! (?:vez|mas|de las|de los|que no|palabra|siesta|
    cancion))(?: (?:[^ ]+ ){0,3}(?:para|asi|como|que|de|con|similar|parecido|en|urgente|ya|por|sin|mas)|<e>)
(?:necesito|necesitamos|quiero|queremos|busco|buscamos|ocupo|ocupamos|quisiera|urge|hace falta|falta|requiero|
    requerimos) (?:algo )?(?:asi|como (?:esto|eso|este|esta)|esto|eso|de esto|de esos|uno|una|uno de esos|
    uno asi|este sistema|esta herramienta|esta app) (?:urgente |urgentemente |ya )?(?:en|para|pa) (?:mi|mis|
    nuestro|nuestra|la|el|los|las|un|una|nuestros)
(?:necesito|necesitamos|queremos|quiero|requerimos|ocupamos|ocupo|busco|buscamos|quisiera|
    quisieramos) (?:urgentemente |urgente |poder |dejar de )?(?:automatizar|organizar\w*|mejorar|digitalizar|
    ordenar\w*|controlar|gestionar|manejar|implementar|reemplazar|cambiar|modernizar|centralizar|agilizar|
    llevar el control|programar|unificar|orden|equipar|aprender|renovar|abandonar|integrar|montar|vender mas|
    profesionalizar|responder|atender|migrar)
(?:necesito|necesitamos|requerimos|queremos|ocupamos|quiero|para|unas|unos|serian|busco|buscamos|cotiza|de|
    quisiera|urge) (?:unas |como |unos )?(?:\d+|uno|dos|tres|cuatro|cinco|seis|ocho|diez|doce|quince|veinte|
    treinta) (?:licencias|usuarios|cuentas|unidades|piezas|equipos|asientos|puestos|agentes|cajas|kits|cupos|
    terminales|bolsas|botes|tarros|sedes|sucursales|para el)
(?:tenemos|contamos con|con) (?:el |un )?presupuesto
(?:mi jefe|mi jefa|la direccion|gerencia|la gerencia|mi gerente|mi gerenta|mi socio|mi socia|nuestro director|
    nuestra directora|mi equipo|la gerente|el gerente|la directora|el director|mi director|mi directora|
    el dueno|la duena|mis socios|los socios|mi cliente|un cliente|mi patron|el jefe|la jefa|direccion) (?:me |
    nos |ya )?(?:pidio|pidieron|quiere|quieren|pide|pregunta|mando|necesita|necesitan|encargo|manda|
    esta buscando|autorizo|aprobo|dijo que (?:buscara|averiguara|cotizara|preguntara)|solicita|solicito)
<org_es> (?:(?:necesita|requiere|busca|ocupa|quiere|precisa|necesitamos|buscamos) (?:un|una|algo|esto|este|
    esta|otro|mejor|\w+ar|\w+er|\w+ir|mas|con|urgente)|esta buscando|anda buscando)
(?:vence|termina|se acaba|finaliza) (?:el|nuestro) contrato
""",
    ),
    Signal(
        Group.INTENT,
        "states_need",
        40,
        r"""
(?:no tenemos|no tengo|nos falta|me falta|todavia no tenemos|aun no tenemos|nos hace falta|
    seguimos sin) (?:un |una |ningun |ninguna |buen |buena )?(?:[^ ]+ )?<cosa>
(?:abrimos|inauguramos|arrancamos|empezamos|abro|inauguro) (?:en|el|la|un|una|este|pronto|nuevo|nueva)
""",
    ),
    Signal(
        Group.INTENT,
        "states_need",
        50,
        r"""
(?:necesito|necesitamos|requerimos|requiero|ocupo|ocupamos|precisamos|queremos|buscamos) (?:unos |unas |como |
    al menos )?(?:[^ ]+ ){1,5}(?:para|antes) (?:el|la|los|las|mi|mis|nuestr\w+|\d+|enero|febrero|marzo|abril|
    mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|de|un|una|dos|tres)
(?:necesito|necesitamos|ocupo|queremos|buscamos) (?:\d+|uno|dos|tres|cuatro|cinco|seis|diez|veinte|treinta)
(?:contrato|licencia|arrendamiento|acuerdo|suscripcion|renta)(?: [^ ]+){0,5} (?:vence|termina|acaba|finaliza|
    se acaba|caduca)
(?:evaluar|evaluando|comparar|juntar|revisar|cotizar|buscar|pilotear) (?:\w+ ){0,2}(?:proveedores|propuestas|
    opciones|plataformas|herramientas|sistemas|alternativas|cotizaciones)
(?:no (?:doy|damos) abasto|no me da la vida|nos quita el sueno|esto (?:me|nos) (?:salva|sirve|resuelve|ayuda))
(?:estamos por|vamos a|voy a|por) (?:abrir|montar|lanzar|inaugurar|arrancar|empezar) (?:un|una|otro|otra|el|la
    |mi|nuestr\w+)
acabamos de abrir|acabo de abrir
creo que (?:esto|este|esta) es lo (?:nuestro|que)
(?:nos|me) (?:gustaria|encantaria|interesaria) (?:probar\w*|aprender|tener\w*|contar con|implementar\w*|
    evaluar\w*|inscribir\w*|saber|conocer\w*|verlo|contratar\w*|entrar|empezar|participar)
""",
    ),
)

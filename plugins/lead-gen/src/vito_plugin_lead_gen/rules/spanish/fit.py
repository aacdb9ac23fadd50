"""Spanish: a lead asks whether it would fit; alone not enough. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "asks_about_fit",
        40,
        r"""
<s>(?:y )?(?:[^ ]+ ){0,2}(?:sirve|serviria|sirven|funciona (?:con|en|para|sin|si)|funcionaria|funcionan (?:con
    |en|para)|se integra|se integran|integra|integran|se conecta|conecta|compatible|jala|incluye|incluyen|trae
    |traen|se adapta|es facil|es dificil|me sirve|nos sirve|me serviria|nos serviria|esta disponible|
    se lleva bien|es (?:apto|apta|vegano|vegana|viable|presencial|para (?:principiantes|empresas|cualquiera))|
    tiene (?:garantia|lactosa|gluten|azucar|certificado|permanencia)|hay (?:garantia|nivel|niveles|clases|
    forma de|manera de|grupo|grupos|horarios)|dan (?:certificado|soporte|garantia|clases|capacitacion|
    asesoria)|me ayuda|nos ayuda|lo (?:manejan|tienen|venden|hay)|la (?:manejan|tienen|venden|hay)|lo resuelve
    |resuelve|soluciona|se encargan|alcanza a llegar|llega|aceptan|reciben|conviene)(?: [^ ]+){0,16} \?
(?:que tan rapido|cuanto tiempo|cuanto tarda|cuanto demora|cuanto se tarda|en cuanto tiempo|que tan dificil|
    que tan facil|cuantos usuarios|cuantas cuentas|cuantas sedes|cuantas porciones|cuantos mensajes|
    cuantos canales|cuantas redes|cuanto dura|cuanto duran|cuanto rinde|cuantas licencias)(?: [^ ]+){0,10} \?
cuanto (?:tarda|demora|tardan|demoran) (?:en llegar|el envio|la entrega|en entregar|la instalacion|en estar)
(?:alguien (?:lo|la) (?:usa|ha usado|ha probado|tiene|uso)|alguien que (?:lo|la) (?:use|
    haya probado))(?: [^ ]+){0,8} \?
<s>(?:y )?(?:la |el )?(?:permanencia|garantia|contrato|implementacion|migracion|capacitacion|instalacion|
    puesta en marcha)(?: [^ ]+){0,8} \?
""",
    ),
    Signal(
        Group.INTENT,
        "asks_about_fit",
        20,
        r"""
<s>(?:y )?(?:[^ ]+ ){0,2}(?:se puede|permite|permiten|soporta|soportan|maneja|manejan|aguanta|cumple|cumplen|
    exporta|sincroniza|se sincroniza|emite|factura|podria|tiene (?:app|version|soporte|integracion|api|limite|
    respaldo)|hay (?:app|version|soporte|integracion|limite)|corre|es (?:seguro|segura|necesario|obligatorio|
    posible|online))(?: [^ ]+){0,16} \?
<s>(?:[^ ]+ ){0,1}(?:vale|valen|sale|salen|puedo|podemos|hay|habra|existe|esta|estan|llevan|pueden|podrian|es|
    son|sera)(?: [^ ]+){1,14} \?
(?:analiticas?|reportes?|recordatorios?|tablero|bandeja|plantillas?|agenda|automatizar|chatbot|integraciones|
    api)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_about_fit",
        30,
        r"""
<s>(?:[^ ]+ ){0,1}(?:dan|tienen|tendran|manejan|mandan|envian|hacen|haceis|haran|piden|cobran|aceptan|venden|
    ofrecen|abren|incluye|incluyen|trae|traen|viene|vienen|contesta|lee|leen|aguanta|aguantan|sirve|sirven|
    funciona|funcionan|se conecta|conecta|atienden|hablan|instalan|importan|exportan|facturan|emiten|entregan|
    reparten|cubre|cubren|importa|volvio|llego|quedan|queda|alcanza|alcanzan|se puede|se podria|tenis|teneis|
    dais|reciben|permite|permiten|soporta|lo tienen|la tienen|los tienen|las tienen|me hacen|nos hacen|me dan|
    nos dan|me mandan)(?: [^ ]+){1,14} \?
""",
    ),
    Signal(
        Group.INTENT,
        "asks_about_fit",
        35,
        r"""
(?:cual|que) (?:es )?(?:la|el|las|los) (?:\w+ )?(?:mas )?(?:\w+ )?que (?:venden|tienen|ofrecen|manejan|hacen)
(?:reponen|repondran|reabastecen|vuelven a tener|les llega|traen de nuevo)
<s>(?:todavia |aun )?(?:estan|andan|siguen) (?:dando|haciendo|vendiendo|ofreciendo)(?: [^ ]+){1,10} \?
<s>(?:la|lo|los|las) hay (?:en|con|de|sin)
(?:sigue|siguen) (?:la |el |las |los )?(?:promo|promocion|descuento|oferta|precio)
(?:vienen|van) a (?:instalar|domicilio)
<s>(?:deja|permite|dejan|permiten) (?:que|programar|usar|compartir)
(?:conviene|convendra|me recomiendan)
(?:es facil|esta facil|sera facil|es complicado)
(?:es|seria|sera) (?:factible|posible|viable|realista)
(?:se puede|puedo|podria|podemos|pueden|dejan) (?:rentar|alquilar|arrendar|recoger|pasar por|pagar|probar|
    comprar|pedir|apartar|inscribir\w*|empezar|cancelar|cambiar|pausar|usar|conectar|integrar|importar|
    exportar)
(?:hay|tienen|dan|existe) (?:prueba|examen de nivel|nivelacion|garantia|minimo|deposito|permanencia|contrato|
    app|version|modo)
sin (?:meter|dar|poner|ingresar|registrar) (?:la |mi |una )?tarjeta
(?:siguen|sigue|todavia|aun) (?:los|las|el|la|valid[oa]|vigente|con|hay|esta)(?: [^ ]+){1,6} \?
(?:rentar|alquilar|arrendar) (?:el|la|los|uno|una|en vez|equipo)
(?:hacen|manejan|tienen) (?:examen|listas?|pruebas?|casos|nivel\w*|recordatorios|facturas?|reportes|turnos|
    horarios|grupos|clases|citas|planes)
""",
    ),
)

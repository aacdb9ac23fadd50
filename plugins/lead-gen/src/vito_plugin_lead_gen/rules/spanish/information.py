"""Spanish: a lead asks to be told more, or says that it is interested.

No accents: the text is read without them.
"""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "asks_information",
        60,
        r"""
<s>(?:mas |pido |solicito |quiero |necesito |busco |una |la |alguna |toda la |favor de |
    por favor )?<info_es>(?: (?:por favor|por dm|al dm|dm|por privado|al privado|privado|por inbox|inbox|
    del \w+|de esto|de los \w+|por mensaje|por interno|interno|al correo|por whatsapp|al whatsapp|de \w+|y \w+
    |de la \w+|de todo|sobre \w+))?<e>
(?:mas|mayor|mayores|alguna|toda la) (?:info|informacion|detalles|detalle|datos|informes)
<dame> (?:[^ ]+ ){0,6}(?:<info_es>|link|enlace|liga|pdf|presentacion|costos)(?! (?:videos|contenido|tips|
    consejos|fotos|memes|recetas|de (?:estos|estas|esto)))
<dame> (?:un poco |un poquito |algo )?(?:mas|sobre|acerca|de que trata|de que va|como funciona|que incluye|
    que ofrecen|del producto|de su producto|de tu producto)(?! (?:videos|contenido|tips|consejos|fotos|memes|
    recetas))
(?:quiero|quisiera|queria|queremos|necesito|necesitamos|busco|buscamos|deseo|deseamos|solicit\w+|pido|gustaria
    |encantaria|interesa|interesaria|requiero|ocupo|recibir|donde (?:veo|encuentro|consigo)|interesad[oa] en|
    quisieramos|queriamos|conseguir|agradezco|agradeceria) (?:[^ ]+ ){0,5}(?:info|informacion|detalles|
    informes|folleto|catalogo|brochure|datos|pagina web|ficha tecnica)
(?:quiero|quisiera|queria|queremos|gustaria|necesito|interesa|encantaria|deseo|quisieramos|donde puedo|
    necesitamos|ganas de|curiosidad por|me intriga) (?:saber|conocer|entender|averiguar|leer|informarme|
    conocerlo) (?:un poco |algo |mucho )?(?:mas|sobre|acerca|si|como (?:funciona|es|se|va|trabaja|lo)|
    que (?:incluye|ofrecen|planes|tal)|cual|cuales|los|el|la|de|bien)(?! (?:secreto de|vida|mar|final|video|
    cancion|amor|pelicula|cara))
(?:que|cuales|cual) (?:[^ ]+ )?(?:incluye|incluyen|trae|traen|planes|modulos|ofrecen|plan|paquetes|tallas|
    horarios|sabores|garantia|integraciones)(?: [^ ]+){0,16} \?
que (?:incluye|plan me (?:conviene|recomiendan|sirve)|planes (?:hay|tienen|manejan))
(?:como|de que forma) (?:funciona|funcionaria|se usa|se maneja|trabajan|es el proceso|seria|
    es la implementacion|es el contrato|son las clases|es el curso)(?: [^ ]+){0,12} \?
(?:de que se trata|de que va|en que consiste|que es lo que ofrecen|que ofrecen|de que trata)
(?:info|informacion|informes|detalles) (?:por|sobre|de|del|para|al|a|acerca)(?: [^ ]+){0,4}<e>
""",
    ),
    Signal(
        Group.INTENT,
        "says_interested",
        60,
        r"""
(?:me|nos|le|les) (?:interesa|interesaria|interesan|interesarian|interesaron|
    intereso)(?! (?:saber como (?!funciona|se (?:contrata|compra|paga|usa)|es el|puedo|contratar|comprar|
    trabajan)|saber (?:tu|su) opinion|mucho el tema|tu opinion|este tema|el tema))
(?:interesado|interesada|interesados|interesadas|interesadisim[oa])(?: (?:en|por|aqui|aca|para|a|y|!|,)|<e>)
<s>(?:muy |super |re |yo |si |yo tambien |a mi )?(?:me late|me copa|lo quiero|la quiero|los quiero|las quiero|
    yo quiero|quiero|lo necesito|la necesito|quiero uno|quiero una|necesito uno|necesito una|necesito esto|
    quiero esto|me sirve|me pinta|me cuadra)(?: (?:aqui|aca|por aqui|por aca|al dm|presente|mucho|muchisimo|ya
    |un monton|bastante|full|para [^ ]+ [^ ]+|pero vivo .{0,30}))?<e>
(?:me late|me copa|me cuadra|me pinta|me tinca|me sirve|me sirviria|me vendria|nos vendria|nos caeria|
    me caeria|nos serviria|me serviria|nos sirve|le vendria|nos ayudaria|me ayudaria|nos solucionaria|
    me solucionaria|me hace falta|nos hace falta|nos encajaria|encajaria|lo usaria\w*) (?:[^ ]+ ){0,5}(?:para|
    en|mi|mis|nuestro|nuestra|bien|perlas|lujo|genial|perfecto|maravilla|mucho|esto|algo|joya|anillo)
(?:es|parece|suena|seria|se ve|justo|exactamente) (?:[^ ]+ ){0,3}(?:lo que (?:busc\w+|necesit\w+|ando buscando
    |andaba buscando|andamos buscando|estaba buscando|estabamos buscando|estoy buscando|nos (?:falta|
    hace falta)|me (?:falta|hace falta)|queria\w*|mi|nos|pide|precis\w+)|para (?:mi|mis|nuestro|nuestra|
    nosotros|nuestros|nuestras) (?:[^ ]+ )?<org_es>)
(?:justo|justamente) (?:lo que |esto )?(?:busco|buscaba|buscamos|necesito|necesitaba|necesitamos|ando buscando
    |estaba buscando|estoy buscando|estamos buscando|necesitabamos|andaba buscando|andabamos buscando)|
    buscamos justamente
(?:estoy|estamos|ando|andamos|vengo|seguimos|sigo|estaba|estabamos|andaba|queremos|quiero) (?:evaluando|
    comparando|viendo|cotizando|analizando|mirando|buscando|valorando|considerando|revisando|evaluar|comparar|
    pensando en|armando|por (?:comprar|contratar|cambiar\w*|abrir|renovar|migrar|lanzar|empezar))(?! (?:esto|
    este video|el partido|la serie|trabajo|empleo|a mi ex|novi[oa]|tu video|los comentarios|videos))
(?:oferta formal|solicit\w+ oferta|licitacion|terna|orden de compra|area de compras|departamento de compras)
""",
    ),
    Signal(
        Group.INTENT,
        "asks_information",
        45,
        r"""
(?:que|cual|cuales) (?:\w+ )?(?:plan|planes|paquete|paquetes|curso|cursos|tamano|sabor|sabores|talla|horarios?
    |certificacion|integraciones|incluye|clases)(?! (?:de vida|perfecto|perfectos))
(?:que|cual|cuales) (?:\w+ )?(?:nivel|modelo|version|idiomas|requisitos|canales|dias|edad|opcion|opciones|
    condiciones) (?:tienen|manejan|dan|hay|ofrecen|me|nos|aceptan|piden|incluye|traen|necesito|se necesitan)
(?:que|cual) (?:nos |me )?(?:recomiendan|recomiendas|recomendarian|recomienda|sugieren|ofrecen|aconsejan)
que (?:tal )?(?:la )?garantia|que diferencia|diferencia entre (?:los|el) (?:dos |plan|planes|paquetes)|
    cual es (?:la diferencia|el plazo|el minimo|el tramite|el proceso)|cuales son (?:los|las) (?:plazos|
    requisitos|condiciones|pasos|opciones)
como (?:es|seria|va|funciona|gestionan|manejan|hacen|cobran) (?:el|la|lo de|los|las) (?:tramite|proceso|pago|
    facturacion|contrato|inscripcion|envio|cobro|suscripcion|implementacion|instalacion|entrega|licencias|
    prueba|plan|curso|clase\w*)
(?:explica|explican|expliquen|explicarme|aclarar|aclaran) (?:la |las |los |el |lo de |lo del )?(?:diferencia|
    planes|precios|plan|condiciones)
desde que edad|hasta que edad|para que edad
(?:estare|estoy|soy) (?:muy |demasiado )?(?:grande|viej[oa]|mayor|joven) para
estoy entre|no se (?:cual|si|que plan|que tamano)|como se (?:cual|que tamano|que talla|si)
que (?:necesito|hace falta|piden) para (?:empezar|inscribir\w*|contratar\w*|comprar\w*|abrir|registrar\w*|
    entrar|usar\w*|arrancar)
ensenarselo a mi (?:jefe|jefa|socio|socia|equipo)|(?:un )?pdf
me alcanza para
en que (?:farmacias?|tiendas?|supermercados?|lugares|ciudades|paises|sucursales?) (?:esta|estan|hay|lo|la|los|
    se|venden|puedo)
(?:la|una) forma mas (?:barata|economica|facil|rapida|sencilla) (?:de|para)
como le hace (?:[^ ]+ ){1,4}para
donde veo (?:todos|todas|los|las|el|la)
(?:ayuda|ayudenme|consejo|recomendacion) (?:para|a|de) (?:elegir|escoger|decidir|comparar|cual)
(?:eligiendo|elegimos|elegir|escogiendo|escoger|decidiendo|decidir|comparando) (?:entre|un|una|el|la|al|de|
    proveedor|app|plataforma|herramienta)
como es (?:una|el|la|un) (?:\w+ )?(?:implementacion|contrato|arranque|prueba|proceso|capacitacion|migracion|
    plan|clase|curso)
(?:casos de|referencias de|ejemplos de|casos de exito)
(?:mandame\w*|mandenme\w*|enviame\w*|pasame\w*|mandamelo|enviamelo|pasamelo|mandenmelo)(?: [^ ]+){0,3} (?:dm|
    privado|correo|whatsapp|inbox|costo|precio)
(?:mejor|ideal|indicad[oa]) (?:plan|opcion|paquete|tamano|version) para
""",
    ),
)

"""Spanish: what a lead says. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal


def _intent(code: str, points: int, *patterns: str) -> Signal:
    return Signal(Group.INTENT, code, points, patterns)


INTENTS = (
    _intent(
        "asks_price",
        70,
        r"(?:cuanto|cuanta plata|cuanto dinero|que tanto|como cuanto|en cuanto|por cuanto|a cuanto|de cuanto) (?:me |nos |se |te |lo |la |les |le |mas o menos |aprox |aproximadamente |seria lo que ){0,2}(?:cuesta|cuestan|cueste|costaria|costarian|costara|vale|valen|valdria|sale|salen|saldria|saldrian|es|son|"
        r"seria|serian|cobran|cobras|cobrais|cobraria|cobrarian|piden|pides|pedis|esta|estan|anda|andan|queda|quedaria|quedan|hay que (?:pagar|poner|invertir|desembolsar)|toca (?:pagar|poner)|tengo que pagar|tendria que pagar|"
        r"tendriamos que pagar|debo pagar|se paga|pagaria|pagariamos|viene|vendria|lo (?:dejan|dejas|tienen|venden|vendes|dan)|"
        r"venden|vende|el plan|la licencia|la suscripcion|el paquete|la mensualidad|por <0-2>[^ ]+ \?|para|al mes|el mes|mensual|la unidad|cada uno|implica|haria falta|necesito para|"
        r"mensual|anual|dinero|cobra|sale)(?! (?:la pena|todo esto de ser))",
        r"<s>(?:y )?(?:cuanto|en cuanto|a cuanto|como cuanto)<e>",
        r"(?:a|de) (?:como|cuanto) <0-2>(?:el|la|los|las|esta|estan|sale|lo|es|seria) <0-3>",
        r"<s>a como<e>",
        r"<s>(?:el |los |la |las |su |sus |lista de )?<precio>(?: (?:al dm|por dm|dm|por privado|al privado|privado|por inbox|inbox|y info|por mensaje|mensual|anual|por usuario|final|del plan|de los planes|de lista))?<e>",
        r"<s>(?:el |los |la |las |que )?<precio> (?:para|por|de|del) <0-5>[^ ]+ (?:\?|por favor|gracias|please)",
        r"(?:que|cual|cuales|cual es|cual seria|cuales son|que tal|como (?:anda|van|estan|esta|son|es|manejan)|saber|conocer|consultar|preguntar|preguntar por|averiguar|ver|tienen|tienes|tenes|manejan|consulta|consulto) (?:el|los|la|las|es|son|seria|sus|su|de|por|un|una|algun|lo que|cual es|que|sobre){0,1} ?(?:el |los |la |las |es el |es la |son los |son las |sus |su ){0,2}(?:precio|precios|costo|costos|coste|costes|tarifa|tarifas|valor|valores|presupuesto|cotizacion|mensualidad|lista de precios|rango de precios|inversion)(?! (?:humano|nutricional|agregado|sentimental|humanos))",
        r"(?:que|con que) (?:precio|precios|costo|coste|tarifa|tarifas|valor|rango de precios) (?:tiene|tienen|tendria|maneja|manejan|es|esta|estan|sale|hacen|hay|lleva|andan|va|seria|mensual|por)",
        r"<dame>(?: (?:me|nos|el|los|la|las|un|una|sus|su|de|por favor|favor|mas|algun|alguna|por|privado|dm|mensaje|correo|al|inbox|ahi|porfa|a|mi|con|datos|info|y|informacion)){0,6} (?:<precio>|lista)(?! (?:de (?:la|mi) (?:vida|fama|cancion)))",
        r"(?:quiero|quisiera|queria|necesito|necesitamos|queremos|busco|buscamos|pedir|solicitar|solicito|solicitamos|pido|requiero|requerimos|gustaria|ocupo|interesa|hacer|tener|recibir|esperando|armar|dejar|poder) <0-4>(?:cotizacion|cotizaciones|presupuesto|presupuestos|precios|precio|costos|tarifas|cotizar|propuesta)(?! (?:justo|de vida))",
        r"(?:cotizar|cotizarme|cotizarnos|cotizan|cotizas|cotizame|coticen|cotizenme|coticenme|presupuestar|presupuestan|presupuestarme|cotizo|cotizamos) ",
        r"(?:hay|tienen|tienes|tenes|teneis|manejan|manejas|ofrecen|hacen|haceis|existe|dan|cual es el|cual es la|cuales son los|que|algun|alguna|aplican|cuentan con) <0-3>(?:plan|planes|descuento|descuentos|promo|promos|promocion|promociones|oferta|ofertas|paquete|paquetes|tarifa|tarifas|financiamiento|financiacion|facilidades de pago|meses sin intereses|licencias|membresias|suscripcion|version gratis|version gratuita|version free|precio especial) ?(?:para|por|de|si|mas|que|anual|mensual|corporativ[oa]s?|empresarial|familiar|individual|\?|por favor|hay|tienen|manejan|ofrecen|incluye|incluyen|me|nos|disponible|disponibles|$)",
        r"(?:plan|planes|paquete|opcion|version|licencia) (?:mas )?(?:barato|barata|baratito|economico|economica|basico|basica|accesible|chico|pequeno|inicial|mensual|anual)s? <0-6>\?",
        r"(?:mas barato|mas economico|mas baratito) <0-4>\?",
        r"(?:cuotas|a plazos|tarjeta|transferencia|paypal|mercado pago|mercadopago|bizum|oxxo|nequi|yape|efectivo|msi|contraentrega|contra entrega|factura) <0-2>\?",
        r"(?:aceptan|aceptas|reciben|puedo pagar|se puede pagar|puedo pagarlo|se paga|puedo pagarla|formas? de pago|metodos? de pago|medios de pago)",
        r"(?:es|hay que) (?:gratis|gratuito|gratuita|de pago|pago|pagar|por suscripcion|mensual) <0-4>\?",
        r"(?:cobran|cobras|se cobra|se paga|es) <0-2>por (?:usuario|mes|licencia|seat|puesto|agente|paciente|persona|sede|sucursal|doctor|medico) ",
    ),
    _intent(
        "asks_demo",
        70,
        r"<s>(?:una |la |un )?<demo_es>(?: (?:gratis|gratuita|en vivo|online|por zoom))?<e>",
        r"(?:quiero|quisiera|queria|queremos|quisieramos|queriamos|necesito|necesitamos|gustaria|encantaria|interesa|interesaria|interesado en|interesada en|interesados en|puedo|podemos|podria|podriamos|pueden|puedes|podrian|podes|podeis|podrias|agendar|agendo|agendamos|agenden|agendenme|agendame|agendarme|"
        r"reservar|pedir|solicitar|solicito|solicitamos|programar|coordinar|coordinamos|coordinemos|como|donde|cuando|hay|tienen|tienes|tenes|teneis|ofrecen|hacen|haceis|me|nos|dan|dais|ver|hacer|tener|probar|apunto|apuntenme|apuntadme|anoto|anotenme|con|busco|dejan|dejais|regalan|recibir|tener|la proxima|proxima|alguna|existe|armamos|sacar) <0-5>(?:<demo_es>)(?: (?:gratis|gratuita|en vivo|online|por|para|de|con|esta|este|manana|hoy|antes|en|a|el|la|"
        r"al|la semana|gratuito|sin|como|personalizada|corta|rapida|individual|privada|\?|por favor|[^\w ]|y|o|\d+|si|cuanto|mi|nuestro)|(?= \Z))",
        r"(?:puedo|podemos|podria|podriamos|se puede|se podria|quiero|quisiera|quisieramos|queremos|queria|gustaria|encantaria|como|donde|dejan|para|quisieramos|interesa|interesaria|deseo|me anoto para|ganas de) (?:me |nos |lo |la |hago para |hacemos para |puedo |podemos |se ){0,2}(?:probar|probarlo|probarla|probarlos|testear|testearlo|pruebo|lo pruebo|la pruebo|prueba|ver como funciona|verlo funcionando|verla funcionando|verlo en accion|verla en accion|verlo en vivo|verlo|conocerlo|conocerla|testarlo|checarlo)",
        r"(?:ensename|ensenenme|muestrame|muestrenme|mostrarme|mostrarnos|ensenarme|ensenarnos|mostrar|ensenar|muestran|ensenan|muestren) <0-3>(?:como funciona|como va|como es|funcionando|el sistema|la herramienta|la plataforma|la app|el producto)",
        r"(?:cuanto dura|cuanto tiempo dura|cuantos dias|como funciona|como activo|es gratis|hay que poner|piden) <0-4><demo_es>",
        r"(?:cuando|a que hora|donde|que dia) <0-4>(?:proxima|siguiente|otra|en vivo|la|el) ?<0-2>(?:demo|webinar|demostracion|sesion|presentacion)",
    ),
    _intent(
        "asks_contact",
        65,
        r"con quien (?:puedo |podemos |debo |tengo que |hay que |podria |me |nos |se ){0,2}(?:hablo|hablamos|hablar|contacto|contactamos|contactar|comunico|comunicamos|comunicarme|comunicar|trato|tratar|me|coordino|coordinar|veo|reuno|cierro)",
        r"(?:hablar|hablo|conversar|platicar|charlar|comunicarme|contactar|contactarme|reunirme|reunirnos|contacto|contactarnos|hablamos|ponerme en contacto|una llamada|reunion) (?:con|a|directo con|directamente con) <0-3>(?:ventas|un asesor|una asesora|asesor|asesora|alguien|comercial|un comercial|una comercial|vendedor|vendedora|ejecutivo|ejecutiva|ustedes|vosotros|una persona|humano|un humano|su equipo|el equipo|representante|agente|encargado|usted|vos|el area)",
        r"(?:pueden|puedes|puede|podrian|podria|podrias|podes|podeis|que alguien|alguien|alguno|quien|favor|quiero que|quisiera que|necesito que|gustaria que|para que|espero que|ojala|que) (?:de ventas |de ustedes |del equipo |del area comercial |comercial |me |nos |por favor |favor de |puede |podria |un asesor |asesor |ventas |alguien ){0,4}(?:llamar|llamarme|llamarnos|contactar|contactarme|contactarnos|contacte|contacten|llame|llamen|escribir|escribirme|escribirnos|escriba|escriban|llama|contacta|contactan|llaman|escribe|escriben|asesorar|asesorarme|asesore|atienda|atiende|atender|atenderme|atenderia|orientar|orientarme|oriente|asesora|asesoran|comunicar|comunicarse conmigo|busque|marcar|marcarme|marque|marca|visitar|visitarnos|visite|visiten|explicar|explicarme|explique|ayudar con (?:la compra|el pedido))",
        r"<s>(?:llamenme|llamame|contactenme|contactame|escribanme|escribeme|escribime|escribidme|llamadme|contactadme|llameme|contacteme|marquenme|hablenme|haganme|busquenme)(?: <0-4>(?:dm|privado|correo|whatsapp|mail|mensaje|por favor|inbox|interno|phonex|emailx|manana|hoy|[^\w ]|tengo|quiero|para))?<e>",
        r"(?:llamenme|contactenme|contactame|escribanme|llamame|escribeme|escribime|marquenme|llameme|contacteme|mandenme (?:un )?(?:mensaje|dm|whatsapp)|mandame (?:un )?(?:mensaje|dm|whatsapp)) (?:al|por|para|a|con|cuando|manana|hoy|de|y|en|que|si)",
        r"(?:numero|whatsapp|telefono|correo|mail|contacto|email|celular) (?:de |del |para |con )(?:ventas|contacto|contactar|contactarlos|contactarme|comunicarme|cotizar|pedidos|informes|area comercial|ustedes|pedir|comprar|escribirles|hablar|un asesor|un comercial|la tienda|llamar)",
        r"(?:tienen|tienes|hay|tenes|teneis|cual es (?:el|su)|pasen|pasame|pasan|me das|me dan|a que|en que|dejan|dejen|dejenme) (?:el |su |un |algun |tu )?(?:numero|whatsapp|telefono|celular|correo|mail|contacto|numero de whatsapp|email|local|tienda fisica|sucursal|sucursales|tienda|distribuidor|distribuidores|showroom|oficina|oficinas|punto de venta|puntos de venta|pagina|pagina web|web)",
        r"(?:agendar|agendarme|agendamos|coordinar|coordinamos|programar|reservar|agendo|agendemos|pedir|tener|concretar|agenden|agendenme|pactar|hacer) (?:una |un )?(?:llamada|reunion|cita|videollamada|consulta|asesoria|junta|call|llamadita|zoom|reu|hora|turno)",
        r"(?:mi|este es mi|les dejo mi|dejo mi|ahi va mi|va mi|aqui mi) (?:numero|whatsapp|correo|telefono|celular|mail|cel|tel|email)(?: es| :)",
        r"(?:quiero|quisiera|necesito|queremos|necesitamos|gustaria|me interesa) <0-3>(?:asesoria|asesoramiento|un asesor|que me asesoren|una asesoria|una llamada|una reunion|que me llamen|que me contacten|hablar con|orientacion)",
        r"quien (?:me |nos )(?:atiende|asesora|ayuda|vende|informa|puede (?:atender|asesorar|vender|informar|ayudar|dar|pasar|mandar|cotizar|explicar))",
    ),
    _intent(
        "wants_to_buy",
        70,
        r"(?:quiero|quisiera|queremos|queria|quisieramos|necesito|necesitamos|gustaria|encantaria|puedo|podemos|podria|podriamos|se puede|como|donde|por donde|en donde|deseo|deseamos|pienso|pensando en|estoy por|estamos por|voy a|vamos a|listo para|lista para|listos para|ganas de|hago para|hay que hacer para|tengo que hacer para|para|interesa|interesaria|interesado en|interesada en|interesados en|a punto de|toca hacer para|urge|decidido a|decidida a) "
        r"(?:lo |la |los |las |me |nos |se |le |les |hago para |hacemos para |hay que hacer para |puedo |podemos |podria |puede |podriamos |debo |yo |ya |hacer para |yo para ){0,3}<comprar>(?! (?:casa|boletos|entradas|dormir|ese argumento|ropa|humo|el ano|la semana|perdon|la cuenta))",
        r"(?:donde|como|en que (?:tienda|tiendas|pagina|parte|lugar|web)|por donde) (?:los |lo |la |las |se |puedo |podemos |podria |esta |estan |me |nos ){0,3}(?:comprar|compro|venden|vende|consigo|consigue|conseguir|conseguirlo|encuentro|encontrar|pido|pedir|adquirir|adquiero|contratar|contrato|suscribo|registro|apunto|inscribo|descargo|descargar|firmo|anoto|accedo|pago|disponible|reservo|aparto|obtengo|obtener|ordeno|encargo|solicito|solicitar|empiezo|empezar|empezamos|arranco|arrancamos|inicio|iniciar|participo)",
        r"<s>(?:yo |ya )?(?:lo|la|los|las) (?:quiero|necesito|quieroo|queremos|necesitamos|compro|ocupo)(?: (?:ya|para|en|hoy|mismo|urgente|con|mucho|porque|todo|todos|uno|si).{0,40})?<e>",
        r"(?:lo|la|los|las) (?:quiero|necesito|necesitamos|queremos|ocupo|quisiera|ocupamos) (?:para (?:mi|mis|nuestro|nuestra|el|la|ya|los|las|ayer)|ya|hoy|en|urgente|cuanto antes|con)",
        r"(?:yo )?(?:quiero|necesito|necesitamos|queremos|me llevo|nos llevamos|llevo|dame|deme|denme|ocupo|aparta|apartame|apartenme|guardame|reservame|separame|separenme|anotame|ponme|me quedo con) (?:uno|una|dos|tres|cuatro|cinco|\d+|un par|media docena|varios|este|esta|ese|esa|esto|eso|el plan|el azul|el negro|la roja)(?: [^ ]+){0,4} ?(?=\Z|[^\w ]|para |ya |por |como |donde )",
        r"(?:link|enlace|url|pagina|web|liga) (?:de (?:compra|pago|registro|la tienda|suscripcion|descarga|la web|la pagina|inscripcion)|para (?:comprar|registrarme|registrarse|pagar|suscribirme|contratar|inscribirme|pedir|probar|agendar|entrar|la demo)|por favor|please|donde)",
        r"<s>(?:el |la )?(?:link|enlace|liga|pagina|web)(?: por favor| please)?(?: de compra)? (?:\?|por favor|please)",
        r"(?:apuntame|apuntenme|apuntadme|anotame|anotenme|anotadme|inscribanme|inscribeme|agreguenme|agregame|metanme|meteme|pongan?me|sumenme|sumame|registrenme|suscribanme|ponedme|apuntanos|anotennos)",
        r"(?:lista de espera|preventa|preorden|pre orden|pre venta|acceso anticipado|beta) ",
        r"(?:hacen|hacis|haceis|haces|tienen|tienes|tenes|hay|hace|realizan|manejan|hacen el|con|cuentan con|cuanto es el|costo de|costo del|y el) (?:algun )?(?:envio|envios|entrega|entregas|delivery|domicilio|domicilios|reparto|despacho|despachos)",
        r"(?:envian|llegan|mandan|despachan|entregan|reparten|envias|llega|enviais|venden|atienden|operan|trabajan|instalan|funcionan) (?:a|para|en|al|hasta|por) <0-5>\?",
        r"(?:hay|tienen|queda|quedan|tenes|tienes|habra|teneis|les queda|les quedan|tendran) <0-2>(?:stock|disponible|disponibles|disponibilidad|unidades|existencias|inventario|cupo|cupos|plazas|lugares|lugar|en existencia|vacantes para el curso|tallas|talla)",
        r"(?:esta|estan|estara|sigue|siguen|hay|ya esta|sera) <0-2>(?:disponible|disponibles|en venta|a la venta|en stock) <0-6>(?:\?|$)",
        r"cuando (?:sale|salen|lo sacan|estara|llega|llegan|abren|lanzan|vuelve|estan|habra|reabren|hay|empieza|empiezan|inicia) <0-4>(?:\?)",
        r"(?:llega|llegara|llegan|vendra|disponible) (?:a|en) (?:mexico|espana|colombia|argentina|chile|peru|uruguay|ecuador|venezuela|bolivia|paraguay|panama|costa rica|guatemala|honduras|el salvador|nicaragua|republica dominicana|puerto rico|usa|miami|mi (?:ciudad|pais|zona))",
        r"(?:me|nos) (?:apunto|anoto|suscribo|registro|inscribo|sumo|apuntamos|anotamos|sumamos|registramos)(?! a (?:esa|ese|eso|lo|la (?:idea|mocion|opinion)))",
        r"(?:tomen|toma|agarren|callense y tomen|callate y toma|tomad|coged|llevense) mi (?:dinero|plata|lana)",
        r"(?:me has|me han|me habeis|ya me|me) (?:convencido|convencieron|convenciste|vendiste|vendieron)",
        r"(?:cambiar|cambiarnos|cambiarme|migrar|pasar|pasarnos|pasarme|mudarnos|mudarme|migramos|migro) <0-3>(?:de (?:herramienta|sistema|proveedor|plataforma|software|crm|programa|app)|a (?:ustedes|este|esta|esto|su|vosotros|vuestro|tu|uno)|de (?:excel|hubspot|salesforce|papel))",
        r"(?:quiero|queremos|quisiera|vamos a|estamos listos para|listos para) (?:avanzar|implementar|implementarlo|arrancar|empezar|contratar|firmar|avanzar con)",
    ),
    _intent(
        "asks_information",
        60,
        r"<s>(?:mas |pido |solicito |quiero |necesito |busco |una |la |alguna |toda la |favor de |por favor )?<info_es>(?: (?:por favor|por dm|al dm|dm|por privado|al privado|privado|por inbox|inbox|del producto|de esto|de los planes|por mensaje|por interno|interno|al correo|por whatsapp|al whatsapp|de precios|y precio|y precios|de la app|del plan|del curso|del servicio|de todo))?<e>",
        r"(?:mas|mayor|mayores|alguna|toda la) (?:info|informacion|detalles|detalle|datos|informes)",
        r"<dame>(?: (?:me|nos|el|los|la|las|un|una|sus|su|de|por favor|favor|mas|algun|alguna|por|privado|dm|mensaje|correo|al|inbox|toda|porfa|poco|a|mi|tu|unos|unas)){0,6} (?:<info_es>|mas|link|enlace|liga)",
        r"<dame> (?:un poco |un poquito |algo )?(?:mas|sobre|acerca de|de que trata|de que va|como funciona|que incluye|que ofrecen|del producto|de su producto|de tu producto)",
        r"(?:quiero|quisiera|queria|queremos|necesito|necesitamos|busco|buscamos|deseo|deseamos|solicito|pido|gustaria|me gustaria|encantaria|interesa|interesaria|requiero|ocupo|recibir|tienen|hay|donde (?:veo|encuentro|consigo)|interesado en|interesada en|quisieramos|queriamos|conseguir|puedo|podria) (?:me |nos |recibir |tener |que me |que |un poco de |obtener |ver |pedir |alguna |algo de |la |toda la |su |una |de |manden |envien |den |pasen |leer |algun |un |solicitar |mas ){0,5}(?:info|informacion|detalles|informes|folleto|catalogo|brochure|datos|pagina web)",
        r"(?:quiero|quisiera|queria|queremos|gustaria|necesito|interesa|encantaria|me gustaria|deseo|quisieramos|donde puedo|necesitamos|puedo|ganas de) (?:saber|conocer|entender|ver|averiguar|leer|informarme|conocerlo) (?:un poco |algo |mucho )?(?:mas|sobre|acerca|si|como|que|cual|cuales|los|el|la|de|en|bien|todo|lo)",
        r"(?:que|cuales) <0-1>(?:incluye|incluyen|trae|traen|planes|opciones|modulos|funciones|caracteristicas|ofrecen|diferencia|requisitos|necesito para|plan|paquetes|version|modelo|modelos|tallas|horarios)(?: [^ ]+){0,8} \?",
        r"(?:como|de que forma) (?:funciona|funcionaria|se usa|se maneja|trabajan|es el proceso|seria|es la implementacion|es el contrato)(?: [^ ]+){0,8} \?",
        r"(?:de que se trata|de que va|en que consiste|que es lo que ofrecen|que ofrecen|de que trata)",
        r"(?:info|informacion|informes|detalles|datos) (?:por|sobre|de|del|para|al|a|acerca|porfavor)(?: [^ ]+){0,4}<e>",
    ),
    _intent(
        "says_interested",
        60,
        r"(?:me|nos) (?:interesa|interesaria|interesan|interesaron|intereso|interesas)(?! (?:saber (?:tu|su) opinion|mucho el tema|tu opinion|este tema|el tema))",
        r"(?:estoy|estamos|estaria|estariamos|estaba|muy|super|soy|seria|re|bastante|sumamente|ando|sigo) (?:muy |super |re |bastante |sumamente |realmente )?(?:interesado|interesada|interesados|interesadas|interesadisimo|interesadisima)",
        r"<s>(?:muy |super |re |yo |si |yo tambien )?(?:interesado|interesada|interesados|interesadas|interesadisimo|interesadisima|me late|me copa|lo quiero|la quiero|los quiero|yo quiero|quiero|lo necesito|la necesito|quiero uno|quiero una|yo quiero uno|yo quiero una)(?: (?:aqui|aca|por aqui|por aca|al dm|presente))?<e>",
        r"(?:es|parece|suena|seria|se ve) (?:justo |exactamente |perfecto |ideal |genial |buenisimo |muy util |util |bueno |barbaro |de lujo ){0,2}(?:lo que (?:busco|buscaba|buscamos|buscabamos|necesito|necesitaba|necesitamos|necesitabamos|ando buscando|andaba buscando|estaba buscando|estabamos buscando|mi|nos)|para (?:mi|mis|nuestro|nuestra|nosotros|nuestros|nuestras) <0-1><org_es>)",
        r"justo (?:lo que )?(?:busco|buscaba|buscamos|necesito|necesitaba|necesitamos|lo que|ando buscando|estaba buscando|estoy buscando|estamos buscando|necesitabamos)",
        r"(?:estoy|estamos|ando|andamos|vengo|seguimos) (?:evaluando|comparando|viendo opciones|cotizando|analizando|mirando opciones|buscando opciones|valorando|considerando|revisando opciones|viendo alternativas|pensando en (?:comprar|contratar|cambiar|cambiarme|meter|implementar|migrar|probar))",
        r"(?:me|nos) (?:vendria|vendrian|caeria|serviria|serviriamos|servirian|sirve|ayudaria|viene) (?:muy |super |re |de |perfecto |genial ){0,2}(?:bien|perlas|lujo|diez|10|genial|perfecto|maravilla|para|en|anillo|mucho|un monton|joya)?(?: para| en)? ?(?:mi|mis|nuestro|nuestra|la|el|los)",
    ),
    _intent(
        "states_need",
        55,
        r"(?:busco|buscamos|buscando|ando buscando|andamos buscando|estoy buscando|estamos buscando|necesito|necesitamos|necesitaria|necesitariamos|ocupo|ocupamos|requiero|requerimos|precisamos|preciso|quiero|queremos|hace falta|nos falta|me falta|urge|nos urge|me urge|andaba buscando|llevo <0-2>buscando|llevamos <0-2>buscando|buscaba|buscabamos|quisiera|quisieramos) (?:de )?(?:un |una |algo |algun |alguna |este |esta |esto |eso |ese |nuevo |nueva |otro |otra |mejor |buen |buena |uno |como ){0,3}<cosa> (?:(?:[^ ]+ ){0,3}(?:para|asi|como|que|de|con|similar|parecido|en|urgente|ya|por)|\Z|[^\w ])",
        r"(?:necesito|necesitamos|quiero|queremos|busco|buscamos|ocupo|ocupamos|quisiera|urge|me urge|nos urge|requiero|requerimos) (?:algo )?(?:asi|como (?:esto|eso|este|esta)|esto|eso|de esto|de esos|uno|una|uno de esos|uno asi) (?:en|para) (?:mi|mis|nuestro|nuestra|la|el|los|las|un|una|nuestros)",
        r"(?:necesito|necesitamos|queremos|quiero|requerimos|ocupamos|ocupo|busco|buscamos) (?:automatizar|organizar|mejorar|digitalizar|ordenar|controlar|gestionar|manejar|implementar|reemplazar|cambiar|modernizar|centralizar|agilizar|llevar el control|programar) ",
        r"(?:necesito|necesitamos|requerimos|queremos|ocupamos|quiero|para|unas|serian) (?:unas |como |unos )?(?:\d+|dos|tres|cinco|diez|veinte|treinta) (?:licencias|usuarios|cuentas|unidades|piezas|equipos|asientos|puestos|agentes|cajas|kits|cupos)",
        r"(?:tenemos|tengo|hay|contamos con|con) (?:el |un )?(?:presupuesto) ?(?:aprobado|listo|de|asignado|para|ya|este)",
        r"(?:mi jefe|mi jefa|la direccion|gerencia|mi gerente|mi socio|mi socia|nuestro director|nuestra directora|mi equipo|la gerente|el gerente|la directora|el director|mi director) (?:me pidio|nos pidio|quiere|quieren|pide|pregunta|me mando|necesita|me encargo|me manda|esta buscando)",
        r"(?:urge|hace falta|me falta|nos falta|falta) (?:algo asi|una asi|uno asi|esto|uno de estos|algo como esto) (?:en|para|aqui)",
    ),
    _intent(
        "asks_about_fit",
        40,
        r"(?:sirve|serviria|funciona|funcionaria|se integra|integra|integran|se conecta|conecta|es compatible|compatible|jala|se puede usar|se puede|permite|permiten|soporta|tiene|tienen|incluye|incluyen|trae|traen|viene|maneja|manejan|acepta|aguanta|cumple|cumplen|ayuda|trabaja|corre|se adapta|vale|vale la pena|es facil|es dificil|puede|pueden|anda|va bien|hace|hacen|exporta|sincroniza|se sincroniza|me sirve|nos sirve|me serviria|nos serviria|habla|esta en|esta disponible|ofrecen|emite|factura|funcionan|avisa|manda|envia|se lleva bien|puedo|podria|podemos|cubre|admite|requiere|necesita|dan) (?:[^ ]+ ){1,12}\?",
        r"(?:cuanto tiempo|cuanto tarda|cuanto demora|cuanto se tarda|en cuanto tiempo|que tan dificil|que tan facil|que tan|cuantos|cuantas) (?:[^ ]+ ){0,10}\?",
        r"(?:alguien (?:lo|la) (?:usa|ha usado|ha probado|tiene|uso)|alguien que (?:lo|la) (?:use|haya probado)) (?:[^ ]+ ){0,8}\?",
    ),
)
CONTEXT = (
    Signal(
        Group.CONTEXT,
        "own_business",
        15,
        (
            r"(?:mi|mis|nuestro|nuestra|nuestros|nuestras|una|un|para el|para la|en el|en la) <0-1>(?:equipo|empresa|negocio|clinica|consultorio|consulta|tienda|agencia|despacho|restaurante|salon|gimnasio|gym|escuela|colegio|startup|oficina|estudio|hospital|bodega|hotel|panaderia|cafeteria|fundacion|ong|fabrica|clientes|empleados|pacientes|alumnos|vendedores|pyme|emprendimiento|local|taller|farmacia|spa|inmobiliaria|academia|consultora|veterinaria|peluqueria|sucursales)",
            r"(?:tengo|tenemos|llevo|llevamos|manejo|manejamos|administro|dirijo|abri|abrimos|voy a abrir) (?:una |un |unas |unos |\d+ |dos |tres |mi )?(?:[^ ]+ )?<org_es>",
            r"(?:soy|somos) (?:una |un |la |el |\d+ |dos |tres |cuatro |cinco |seis |siete |ocho |diez |doce |veinte )?(?:[^ ]+ )?(?:<org_es>|dueno|duena|duenos|gerente|encargado|encargada|nutriologa|nutriologo|nutricionista|doctora|doctor|dentista|odontologa|odontologo|fisio|fisioterapeuta|psicologa|psicologo|coach|entrenador|entrenadora|freelance|community manager|medico|medica|medicos|abogado|abogada|contador|contadora|emprendedora|emprendedor|social media|veterinaria|terapeuta)",
        ),
    ),
    Signal(
        Group.CONTEXT,
        "team_size",
        15,
        (
            r"(?:equipo|grupo|empresa|clinica|despacho|agencia|plantilla) de (?:unas |unos |como )?(?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cincuenta)",
            r"(?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|cincuenta) (?:[a-z]+ )?<org_es>",
        ),
    ),
    Signal(
        Group.CONTEXT,
        "soon",
        10,
        (
            r"urgente|urge|cuanto antes|lo antes posible|ya mismo|hoy mismo|esta semana|este mes|este ano|este trimestre|la proxima semana|el proximo mes|la semana que viene|el mes que viene|antes de(?:l)? (?:lunes|viernes|fin de|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|verano)|manana",
        ),
    ),
)
SIGNALS = (*INTENTS, *CONTEXT)

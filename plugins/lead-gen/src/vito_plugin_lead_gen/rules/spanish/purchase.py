"""Spanish: a lead wants to buy, and asks how, where or when. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "wants_to_buy",
        70,
        r"""
(?:quiero|quisiera\w*|queremos|queria\w*|quisieramos|necesito|necesitamos|gustaria|encantaria|puedo|podemos|
    podri\w+|se puede|donde|por donde|en donde|deseo|deseamos|pienso|pensando en|estoy por|estamos por|voy a|
    vamos a|list[oa]s? para|ganas de|hago para|hay que hacer para|tengo que hacer para|interesa|interesaria|
    interesad[oa]s? en|a punto de|toca hacer para|urge|decidid[oa]s? a|dispuest[oa]s? a|ya quiero|de donde|
    a donde|adonde|en que) (?:lo |la |los |las |me |nos |se |le |les |hago para |hacemos para |
    hay que hacer para |puedo |podemos |podria |puede |podriamos |debo |yo |ya |hacer para |tengo que |
    hay que |por favor |volver a |pagina |tienda |tiendas ){0,4}<comprar>(?! (?:casa|boletos|entradas|dormir|
    ese argumento|ropa|humo|el ano|la semana|perdon|la cuenta|la renta|el alquiler|a dormir|trabajo|disculpas|
    ayuda|un aplauso|un favor|los comentarios|una cosa|vacaciones|por favor que))
(?:donde|como|en que (?:tienda|tiendas|pagina|parte|lugar|web)|por donde|a donde) (?:hacemos para |
    hacen para |hace uno para |los |lo |la |las |se |puedo |podemos |podria |esta |estan |me |nos |les |le |
    hago para |tengo que |hay que |te |hay |le hago para ){0,3}(?:comprar\w*|compro|venden|vende|consig\w+|
    conseguir\w*|encuentro|encontrar\w*|pid[oe]|pedir\w*|adquirir\w*|adquier\w+|contrato|contratar\w*|contrata
    |contratamos|suscrib(?:o|e|ir\w*)|registr(?:o|a|ar\w*|amos)|apunt(?:o|a|ar\w*)|inscrib(?:o|e|ir\w*|imos)|
    descarg(?:o|a|ar\w*)|firm(?:o|a|ar|amos)|anot(?:o|a|ar\w*)|acced(?:o|e|er)|pag(?:o|a|ar\w*|amos)|
    reserv(?:o|a|ar\w*)|apart(?:o|a|ar\w*)|obtengo|obtener\w*|orden(?:o|ar\w*)|encarg(?:o|ar\w*)|solicit(?:o|
    ar\w*)|empiez[oa]|empezar|empezamos|arranc\w+|inici[oa]\w*|mando|deposito|depositar|transfier\w+|
    transferir|matricul\w+|doy de alta|consigue)(?! (?:la cancion|esa energia|tanta|fuerzas|paciencia))
(?:lo|la|los|las|le|uno|una|dos) (?:quiero|necesito|necesitamos|queremos|quisiera|ocupo|ocupamos|compro|pido|
    contrato|encargo|contratamos|llevo|llevamos|apuntamos)(?! (?:ver|decir|mucho|tanto|saber|con el alma|
    abrazar|conocer|de novio|de jefe|como|todo))
(?:quiero|necesito|necesitamos|queremos|me llevo|nos llevamos|llevo|dame|deme|denme|ocupo|aparta|apartame|
    apartenme|guardame|guardenme|reservame|separame|separenme|anotame|me quedo con|encargar|pedir|encargo|pido
    |llevarme) (?:uno|una|dos|tres|cuatro|cinco|\d+|un par|media docena|varios|varias|(?:este|esta|ese|esa|
    esto|eso)<e>|el plan|el azul|el negro|la roja|otro|otra)(?! (?:vacaciones|siesta|novio|novia|amigo|amiga|
    abrazo|vida|cafe|jefe|jefa|energia|actitud))
(?:link|enlace|url|pagina|web|liga) (?:de (?:compra|pago|registro|la tienda|suscripcion|descarga|la web|
    la pagina|inscripcion)|para|por favor|please|donde)
<s>(?:el |la )?(?:link|enlace|liga|pagina|web)(?: por favor| please)?(?: de compra)?<e>
(?:apuntame|apuntenme|apuntadme|anotame|anotenme|anotadme|inscribanme|inscribeme|agreguenme|agregame|metanme|
    meteme|ponganme|sumenme|sumame|registrenme|suscribanme|ponedme|apuntanos|anotennos|agendame|agendenme|
    incluyanme|apartenme|apuntennos|separenme|denme el cbu|denme la cuenta|pasen el (?:cbu|numero de cuenta|
    alias|clabe))
(?:hacen|haceis|haces|tienen|tienes|tenes|hay|hace|realizan|manejan|cuentan con|cuanto es el|costo de|
    costo del|y el|incluye|con|mas) (?:algun |el )?(?:envio|envios|entrega|entregas|delivery|domicilio|
    domicilios|reparto|despacho|despachos)
diganme que (?:mandan|envian|llegan|hay|tienen|venden)
(?:envian|llegan|mandan|despachan|entregan|reparten|envias|llega|enviais|venden|atienden|operan|trabajan|
    instalan|funcionan|exportan|tienen presencia|dan servicio|hay servicio|dan soporte|cubren|envio|
    envios) (?:[^ ]+ )?(?:a|para|en|al|hasta|por|fuera)(?: [^ ]+){1,6} \?
(?:hay|tienen|queda|quedan|tenes|tienes|habra|teneis|tendran) (?:todavia |aun |mas ){0,1}(?:stock|disponible|
    disponibles|disponibilidad|unidades|existencias|inventario|cupo|cupos|plazas|lugares|lugar|en existencia|
    tallas|talla|en stock|fecha de|fechas)
(?:esta|estan|estara|sigue|siguen|ya esta|sera) (?:[^ ]+ ){0,2}(?:disponible|disponibles|en venta|a la venta|
    en stock|abiert[oa]s?)(?= [^.]{0,60}(?:\?|en|para))
(?:cuando|pa cuando|para cuando) (?:sale|salen|sacan|estara|llega|llegan|abren|abre|lanzan|vuelve|vuelven|
    estan|habra|reabren|hay|empieza|empiezan|inicia|reponen|traen|entra|comienza|comienzan|arranca|puedo|
    podemos|es la proxima)(?= [^.]{0,80}(?:\?|quiero|,))
(?:abren|abriran|hay|habra|inicia|inician|empiezan) (?:nuevos |nuevas |mas |otro |otros )?(?:grupo|grupos|
    clases|cursos|turnos|horarios|inscripciones|fechas|cupos)
(?:llega|llegara|llegan|vendra|disponible|venden|envian) (?:a|en) (?:mexico|espana|colombia|argentina|chile|
    peru|uruguay|ecuador|venezuela|bolivia|paraguay|panama|costa rica|guatemala|honduras|el salvador|nicaragua
    |republica dominicana|puerto rico|usa|miami|mi (?:ciudad|pais|zona)|cdmx|monterrey|guadalajara|bogota|lima
    |cali|medellin|rosario|cordoba|sevilla|barcelona|madrid|valencia)
(?:me|nos) (?:apunto|anoto|suscribo|registro|inscribo|sumo|apuntamos|anotamos|sumamos|registramos|inscribimos|
    suscribimos)(?! (?:a (?:esa|ese|eso|lo|la (?:idea|mocion|opinion))|de (?:acera|casa)|la (?:noche|tarde|
    vida|semana)|por|el|lo mismo))
(?:tomen|toma|agarren|tomad|coged|llevense|aqui esta|les doy|quedense) (?:con )?(?:mi|todo mi|toda mi|
    la) (?:dinero|plata|lana|guita|tarjeta|pasta)
(?:tengo|tenemos|con|ya) (?:ya )?(?:la|el) (?:plata|dinero|tarjeta|guita|lana|pasta) (?:en (?:la )?mano|
    list[oa])|tarjeta en mano|billetera lista|transfiero ya|hago el deposito|hago la transferencia
(?:me has|me han|me habeis|ya me|me|nos han|me estan|me estas) (?:convencido|convencieron|convenciste|vendiste
    |convencio|convence|convencen|convenciendo|tentando|tentaron|tienta)
(?:cambiar|cambiarnos|cambiarme|migrar|pasar|pasarnos|pasarme|mudarnos|mudarme|migramos|migro|renovar|
    reemplazar|sustituir|modernizar) (?:[^ ]+ ){0,3}(?:de (?:herramienta|sistema|proveedor|plataforma|software
    |crm|programa|app|excel|hubspot|salesforce|papel)|a (?:ustedes|este|esta|esto|su|vosotros|vuestro|tu|uno)|
    (?:nuestro|nuestros|nuestra|nuestras|mi|mis) \w+|(?:el|la|los|las) (?:sistema|herramienta|software|
    programa|crm|proveedor|telefonia|terminales|equipos|lectores|plataforma))
(?:quiero|queremos|quisiera|vamos a|list[oa]s? para|list[oa] pa|ganas de) (?:avanzar|implementar\w*|arrancar|
    empezar|contratar\w*|firmar|pagar\w*|comenzar|cerrar|digitalizar\w*|revender\w*|inscribir\w*|probar\w*)
(?:me lo|me la|me los|se lo|nos lo|nos la|te lo|te la) (?:llevo|quedo|llevamos|compro|apartan|apartas|reservan
    |guardan|venden|vendes|apartarian)
(?:donde|cuando) (?:firmo|pago|transfiero|deposito)|lo contrato|siguientes? pasos?|proximos pasos|
    pasos a seguir|como procedo|como procedemos|como seguimos|como avanzamos|ser cliente|(?:me|nos) (?:hago|
    hacemos|vuelvo) clientes?|hacerme cliente|hacernos clientes|volverme cliente|ser distribuidora?|
    <s>(?:yo )?le entro|que hay que hacer<e>
(?:somos|soy) (?:\w+ )?distribuidor\w* .{0,80}(?:linea|condiciones|producto|productos|llevar|vender)
""",
    ),
    Signal(
        Group.INTENT,
        "wants_to_buy",
        60,
        r"""
si porfa(?:vor)? ?,? donde|(?:le entramos|le entro|lo tomamos|lo compramos|lo tomaria\w*|tomariamos|
    compraria\w*|contrataria\w*|moveriamos|nos pasariamos|me cambiaria|nos cambiariamos|me cambio hoy|ser(?:e|
    ia) (?:el|la) primer[oa]|soy (?:el|la) primer[oa] en|de eso depende|ya me decidi|me decidi|pagaria (?:hoy|
    por|lo que|encantad[oa])|yo pagaria|apenas salga|pienso (?:entrar|llevar|inscribirme|comprar)|llevaria\w*)
(?:guardas|guardan|apartas|apartan|reservas|reservan|separas|separan|guardenme|apartenme|reservenme|reservenos
    |guardame|ponme|pongame|ponganme|separame) (?:un|una|uno|dos|tres|\d+|lugar|lugares)
(?:me|nos) (?:apuntan|anotan|inscriben|suman|agendan|registran|apuntas|anotas)|(?:reservenme|apartenme|
    agendenme|cuentenme|cuenten conmigo|cuenten con nosotros)
donde (?:le doy|le pico|hago clic|doy clic|aprieto|firmo|me meto)|que (?:sigue<e>|hay que hacer<e>|
    tengo que hacer|hago para|necesito para (?:empezar|inscribirme|comprar|contratar|arrancar))
(?:quiero|quisiera|puedo) (?:pasar a ver\w*|ir a ver\w*|regalar\w*|cambiarme|suscribirme|empezar|entrar)
(?:ganas de|pensando en|quiero|queremos|para) (?:cambiarme|cambiarnos|pasarme|pasarnos|migrar|mudarme)
me veo usando|nos vemos usando
(?:avisenme|avisame|avisen) cuando (?:llegu\w+|abr\w+|haya|est\w+|salga|vuelva\w*|tengan|lleg\w+|lanc\w+)
(?:invitacion|acceso) para (?:registrarme|entrar|probar|inscribirme)
(?:hacer|coloca\w*|poner) (?:un|una) (?:\w+ )?(?:pedido|orden)
convenzanme|convenceme|muestrenme|muestreme|ensenenme que
(?:ubicad[oa]s?|donde estan|donde quedan)
(?:me|nos) (?:lo |la |los |las )?(?:llevo|llevaria|llevamos|quedo con|pido|encargo|compro|apunto) (?:el|la|los
    |las|un|una|uno|dos|tres|\d+|ese|esa|este|esta)
<s>(?:ok |ya |bueno |va |vale )?(?:compro|lo compro|la compro|pido|me apunto|nos apuntamos|me inscribo|
    me suscribo|contrato|lo contrato|firmo|le entro|va|cuenten conmigo)<e>
(?:quiero|queremos|quisiera|me gustaria|nos gustaria|ganas de|muero por) (?:probar\w*|empezar\w*|arrancar\w*|
    entrar\w*|comprar\w*|pedir\w*|inscribir\w*|aprender \w+|llevar\w*|dar el salto|avanzar|seguir (?:la |
    con la )?(?:conversacion|proceso)|tener\w* (?:en|para))
dar el salto|hacer el cambio|dar el paso|seguir (?:con )?la conversacion
(?:donde|como|cuando) (?:firmamos|pagamos|compramos|pedimos|nos (?:inscribimos|apuntamos|registramos|
    suscribimos)|empezamos|lo (?:busco|encuentro|bajo|descargo|consigo|compro|pido)|la (?:busco|encuentro|
    consigo|compro|pido))
(?:amazon|mercado libre|tienda|farmacia|pagina|web) o (?:su|tu|la|en|su propia|por)
si (?:se puede|hay|tienen|lo manejan|dan|me lo|hacen|cumple\w*|soporta\w*|trae\w*|incluye\w*|es asi|
    si)(?: [^ ]+){0,8} (?:lo compro|lo compramos|me lo llevo|lo tomo|contrato|me apunto|me gustaria|recoger|
    pasar por)
""",
    ),
    Signal(
        Group.INTENT,
        "wants_to_buy",
        55,
        r"""
(?:mi|nuestr[oa]) (?:clinica|equipo|empresa|tienda|oficina|jef[ea]|escuela|gimnasio|agencia|local|consultorio|
    negocio) (?:lo|la|los) (?:quiere|necesita|ocupa|pide)
(?:quiero|necesito|queremos|meter|poner|inscribir|quisiera) (?:a )?(?:todo )?(?:a )?(?:mi|mis|
    nuestr\w+) (?:equipo|hij[oa]s?|personal|gente|empresa|clinica|mama|papa|alumnos|empleados) (?:en|a|al|
    para)?
(?:meto|inscribo|llevo|traigo|registro|apunto|compro|empiezo|contrato|pago|pido|cambio|vengo|llevamos|
    compramos|somos) (?:[^ ]+ ){0,8}(?:sale|hacen|dan|cuesta|mas barato|descuento|precio|puedo|
    beneficio)(?: [^ ]+){0,8} \?
(?:dejo|dejamos|cambio|solte|suelto) (?:mi|la|el|nuestr\w+) (?:\w+ )?(?:por|de) (?:esta|este|esto|ustedes)
(?:pasen|manden|suelten|tiren|pongan|dejen|compartan) (?:ya )?(?:el|la|los|su) (?:link|precio|precios|liga|
    enlace|chisme del precio|info|lista|costo|correo)
(?:yo |nosotros )?(?:compraria|lo revenderia\w*|la revenderia|lo contratari\w*|lo usari\w*|lo llevari\w*)
como (?:procedo|procedemos|seguimos|avanzamos)
""",
    ),
    Signal(
        Group.INTENT,
        "wants_to_buy",
        50,
        r"""
que (?:haria|hace|haya) falta para|que (?:necesitamos|tenemos que hacer|se requiere) para (?:empezar|arrancar|
    tener\w*|contratar\w*|implementar\w*|activar\w*|migrar\w*|cambiar\w*)
(?:tener|poner|dejar|arrancar) (?:nuestr\w+|mi|mis|todo|la|el|las|los) (?:[^ ]+ ){0,4}(?:funcionando|andando|
    en marcha|activ\w+|list\w+) (?:antes|para|en|este|esta)
(?:manden|mandenme|envien|enviennos|hagan|haganme|pasen|preparen) (?:una |la |su )?(?:oferta|propuesta|
    cotizacion)
list[oa]s? para (?:firmar|pagar|empezar|arrancar|comprar|contratar)
""",
    ),
)

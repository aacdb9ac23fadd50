"""Spanish: what a lead says. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(Group.BARE, "asks_price", 70, r"""
<s>(?:el |los |la |las |su |sus |lista de |tu )?(?:<precio>|planes|plan)(?: (?:al dm|por dm|dm|por privado|al privado|privado|por inbox|inbox|y [^ ]+|por mensaje|mensual|anual|por usuario|final|del plan|de los planes|de lista|al [^ ]+|por [^ ]+|mayorista|unitario|actual|actualizada|actualizados))?<e>
"""),
    Signal(Group.INTENT, "asks_price", 70, r"""
(?:cuanto|cuanta plata|cuanto dinero|que tanto|como cuanto|en cuanto|por cuanto|a cuanto|de cuanto|cuanta guita|cuanta lana) (?:me |nos |se |te |lo |la |les |le |mas o menos |aprox |aproximadamente |mensual |anual |seria lo que |al final |por mes |al mes |ya ){0,2}(?:cuest\w*|costar\w*|costo|vale|valen|valdria|sale|salen|saldria|saldrian|es|son|seria|serian|sera|cobran|cobras|cobrais|cobrari\w*|piden|pides|pedis|esta|estan|anda|andan|queda|quedaria|quedan|hay que (?:pagar|poner|invertir|desembolsar)|toca (?:pagar|poner)|tengo que (?:pagar|poner)|tendria\w* que (?:pagar|poner)|debo pagar|se paga|pagari\w*|viene|vendria|dejan|dejas|tienen|venden|vendes|vende|dan|el|la|los|las|por|para|al mes|al ano|mensual|anual|implica|haria falta|cobra|sube|seria|cada|c/u|de|nos|me)(?! (?:la pena|para que|para la proxima|por (?:decir|hacer|ese)|todo esto de ser|un peruano))
<s>(?:y )?(?:cuanto|en cuanto|a cuanto|como cuanto|cuanto seria|cuanto es)<e>
(?:a|de) (?:como|cuanto) (?:el|la|los|las|esta|estan|sale|lo|es|seria|dan|dejan|venden)
<s>a como<e>
<s>(?:el |los |la |las |que |su )?<precio> (?:para|por|de|del|al|con|sin|a|en) (?!la (?:vida|fama|gasolina|luz|carne)|el exito|fama|vida|burla|risa|locos|lo que)<0-5>[^ ]+<e>
(?:que|cual|cuales|como|saber|conocer|consultar|preguntar|averiguar|ver|consulta|consulto|sobre|acerca de|duda|acerca|respecto a|dejan|dejen|informen|tendran|tienen|tienes|tenes|manejan|hay|entender|comparar|revisar|que onda) (?:anda |van |estan |esta |son |es |seria |serian |manejan |tal |por |un |una |algun |alguna |en |de |el |los |la |las |sus |su |tu |tus |nuevos |nueva |sobre |aproximado |mas o menos |con |que |lo |rango de |lista de |tabla de ){0,4}(?:precio|precios|costo|costos|coste|costes|tarifa|tarifas|tarifario|valor|valores|presupuesto|cotizacion|mensualidad|cuota|lista de precios|inversion|pricing|aranceles|arancel)(?! (?:humano|nutricional|agregado|sentimental|humanos|de la (?:vida|fama|gasolina|luz)|tan|a la basura|que (?:das|aporta)))
(?:que|con que|de que) (?:precio|precios|costo|coste|tarifa|tarifas|valor|valores|presupuesto) (?!mas|tan|altos|bajos|de la|que)
<dame> (?:[^ ]+ ){0,6}(?:<precio>|lista|numeros|planes|paquetes)(?! de (?:la|mi) (?:vida|fama|cancion))
(?<!ya )(?:quiero|quisiera|queria|necesito|necesitamos|queremos|busco|buscamos|solicit\w+|pido|requiero|requerimos|gustaria|ocupo|interesa|esperando) (?:[^ ]+ ){0,4}(?:pricing|cotizacion|cotizaciones|presupuesto|presupuestos|precio|precios|costos|tarifas|cotizar|propuesta|lista)(?! (?:justo|de vida))
(?:cotizan|cotizas|cotizame|cotizenme|coticenme|coticeme|cotizarme|cotizarnos|cotizo|cotizamos|a cotizar|para cotizar|quiero cotizar|presupuestarme|presupuestenme|me cotiz(?:an?|as|en|aria\w*)|nos cotiz(?:an?|as|en|aria\w*))
(?:puedo pagar\w*|se puede pagar\w*|podria pagar\w*|como se paga|se podra pagar)
(?:es|son|sale|sera|esta) (?:muy |tan |medio )?(?:car[oa]s?|gratis|gratuit[oa])(?= [^.]{0,60}\?)
(?:cobran|cobras|se cobra|se paga|es|cuesta|va) (?:[^ ]+ ){0,2}por (?:usuario|mes|licencia|seat|puesto|agente|paciente|persona|sede|sucursal|doctor|medico|canal|alumno|equipo)
"""),
    Signal(Group.BARE, "asks_demo", 65, r"""
<s>(?:una |la |un )?<demo_es>(?: (?:gratis|gratuita|en vivo|online|por zoom))?<e>
"""),
    Signal(Group.INTENT, "asks_demo", 65, r"""
(?:quiero|quisiera\w*|queria\w*|queremos|quisieramos|necesito|necesitamos|gustaria|encantaria|interesa|interesaria|interesad[oa]s? en|puedo|podemos|podri\w+|pueden|puedes|podes|podeis|agend\w+|reserv\w+|pedir|solicit\w+|programar|coordin\w+|como|donde|cuando|habra|tienen|tienes|tenes|teneis|ofrecen|hacen|haceis|me|nos|dan|dais|ver|hacer|tener|probar|apunt\w+|anot\w+|busco|dejan|dejais|regalan|recibir|proxim[oa]|siguiente|alguna|existe|armamos|sacar|mandan|posibilidad|disponibilidad|inscrib\w+) (?:me |nos |un |una |la |el |de |lo |al |a |para |los |en |ver |hacer |dar |tener |agendar |pedir |solicitar |con |recibir |mi |su |sus |cuenta |corta |breve |rapida |buena |por favor |hay |mes |meses |dias |alguna |probar |proxima |pequena |otra |primera |ustedes |\d+ |semana |unos |unas |algun |programar |reservar |coordinar |que |haga |hagan |den |hacen |dan |puedo |podemos |siguiente |gratis |poder |ir |hacerme |hacernos |mandarme |mostrar ){0,6}<demo_es>(?! (?:de (?:amor|fuego|embarazo|fe|vida|que|ello|covid)|se cayo))
(?:puedo|podemos|podri\w+|se puede|se podria|quiero|quisiera\w*|queremos|queria\w*|gustaria|encantaria|donde|dejan|interesa|interesaria|deseo|ganas de|chance de|posible|posibilidad de|forma de|manera de|quisieramos|antes de pagar|habra|hay que) (?:me |nos |lo |la |hago para |hacemos para |puedo |podemos |podria |se |que |modo de ){0,3}(?:probar\w*|testear\w*|pruebo|prueba|ver como funciona|ver \w+ funcionando|verlo funcionando|verla funcionando|ver (?:la|el|su|esa) \w+ (?:funcionando|en accion|en vivo|por dentro)|verlo en accion|verla en accion|verlo en vivo|conocerl[oa]|conocer antes|checarlo|catar\w*|degustar)
(?:ensename|ensenenme|muestrame|muestrenme|mostrarme|mostrarnos|ensenarme|ensenarnos|mostrar|ensenar|muestran|ensenan|muestren|ensenen\w*|mostra\w*) (?:[^ ]+ ){0,3}(?:como funciona|como va|como es|funcionando|sistema|herramienta|plataforma|app|producto|como se usa|vuestro|vuestra|suyo|suya|que tienen|programa)
(?:sin compromiso|unos dias de prueba|(?:prob\w+|ver\w*|conocer\w*|cat\w+) (?:[^ ]+ ){0,3}antes de (?:comprar|pagar|contratar|decidir\w*|suscribir\w*))
"""),
    Signal(Group.INTENT, "asks_contact", 65, r"""
(?:con|a) quien (?:puedo |podemos |debo |tengo que |hay que |podria |me |nos |se |le |les ){0,3}(?:habl\w+|contact\w+|comunic\w+|trat\w+|dirij\w+|dirig\w+|coordin\w+|veo|reuno|cierro|escrib\w+|pag\w+|compr\w+|pid\w+|pregunt\w+|llam\w+|acud\w+|transfer\w+|transfier\w+)
a nombre de quien
(?:hablar|hablo|conversar|platicar|platicamos|charlar|comunicar\w*|contactar\w*|reunirme|reunirnos|contacto|hablamos|ponerme en contacto|llamada|reunion|contactenme|agendar|cita) (?:con|a|directo con|directamente con) (?:[^ ]+ ){0,3}(?:ventas|asesor|asesora|alguien|comercial|vendedor|vendedora|ejecutivo|ejecutiva|ustedes|vosotros|una persona|humano|su equipo|el equipo|representante|agente|encargado|encargada|usted|vos|el area|responsable|especialista)
(?:me pueden|nos pueden|pueden|puedes|me puede|podrian|podria|podrias|podriais|podes|podeis|que|alguien|alguno|quien|favor|gustaria|para|espero|ojala|asesor|asesora|ventas|comercial|me|nos) (?:[^ ]+ ){0,6}(?:llamar(?:me|nos)?|contactar(?:me|nos)?|contacte|contacten|contacto con(?:migo| nosotros)|llame|llamen|escribir(?:me|nos)|escriba|escriban|asesor(?:ar|arme|arnos|e|en|a|an)|atienda|atiendan|atiende|atender\w*|orientar\w*|oriente|orienta|comunicarse|comunique|comuniquen|marcar\w*|marque|visitar(?:me|nos)|visite|visiten|explicar(?:me|nos)|expliquen|pusiera\w* en contacto|ponga\w* en contacto|pongan en contacto|puede atender)(?! (?:a mi ex|a mi mama))
<s>(?:llamen\w*|llamame|contacten\w*|contactame|escriban\w*|escribeme|escribime|escribidme|llamadme|contactadme|llameme|contacteme|marquenme|hablenme|busquenme|avisenme|avisame|hablame)(?: .{0,60})?<e>
(?:llamenme|contactenme|contactame|escribanme|llamame|escribeme|escribime|marquenme|llameme|contacteme|hablame|mandenme|mandame|manden) (?:un )?(?:mensaje|dm|whatsapp|correo|mail|al|por|para|a|con|cuando|manana|hoy|de|y|en|que|si|inbox)
(?:numero|whatsapp|telefono|correo|mail|contacto|email|celular) (?:de |del |para |con |donde )(?:ventas|contacto|contactar\w*|comunicar\w*|cotizar|pedidos|informes|area|ustedes|pedir|comprar|escribir\w*|hablar|un|una|la|llamar|asesor|mandar\w*)
(?:tienen|tienes|tenes|teneis|cual es (?:su|tu)|pasen|pasame|pasan|me das|me dan|a que|en que|dejan|dejen|dejenme|pasenme|algun|donde esta|donde tienen|compartan) (?:el |su |un |algun |tu |alguna |una ){0,1}(?:numero|whatsapp|telefono|celular|correo|mail|contacto|numero de whatsapp|email|local|tienda|sucursal|sucursales|distribuidor\w*|representante\w*|showroom|oficinas?|puntos? de venta|pagina|pagina web|web|link|distribucion)(?= [^.]{0,80}(?:\?|para|en))
(?:agend\w+|coordin\w+|programar|reserv\w+|pedir|tener|concretar|pactar|hacer|quiero|quisiera|sacar|solicit\w+) (?:una |un |mi |la )(?:llamada|reunion|cita|videollamada|consulta|asesoria|junta|call|llamadita|zoom|reu|turno|visita)(?! (?:medica|con el medico|perdida|a mi))
(?:mi|nuestro) (?:numero|whatsapp|correo|telefono|celular|mail|cel|tel|email|fono) (?:es|:|phonex|emailx|esta en|lo|por si|para que|personal|de contacto)
(?:al|por) (?:\w+ )?phonex|a emailx
(?:quiero|quisiera|necesito|queremos|necesitamos|gustaria|interesa|busco|requiero) (?:[^ ]+ ){0,3}(?:asesoria|asesoramiento|asesor|asesora|asesoren|orientacion|llamen|contacten)
quien (?:me |nos |les |le )?(?:puede |podria )?(?:atiende|asesora|vende|informa|atender|asesorar|vender|informar|pasar|mandar|cotizar|explicar|cotiza|orienta|atenderia|distribuye|cobra)(?! (?:a |en (?:esa|ese)|la (?:culpa|contraria)|el like|risa|bola|pena))
quien (?:me|nos) (?:puede |podria )?(?:ayuda|ayudar|da|dar|pasa|manda|explica|recibe)
(?:quedo|quedamos|estoy|estamos|estare) (?:muy )?(?:atent[oa]s?|a la espera|pendientes?|al pendiente)
(?:me|nos) (?:ayudan|ayudas|ayudais|ayuda|orientan|orientas|asesoran|asesoras|guian) (?:a|con|para|por favor|en)
"""),
    Signal(Group.INTENT, "wants_to_buy", 70, r"""
(?:quiero|quisiera\w*|queremos|queria\w*|quisieramos|necesito|necesitamos|gustaria|encantaria|puedo|podemos|podri\w+|se puede|donde|por donde|en donde|deseo|deseamos|pienso|pensando en|estoy por|estamos por|voy a|vamos a|list[oa]s? para|ganas de|hago para|hay que hacer para|tengo que hacer para|interesa|interesaria|interesad[oa]s? en|a punto de|toca hacer para|urge|decidid[oa]s? a|dispuest[oa]s? a|ya quiero|de donde|a donde|adonde|en que) (?:lo |la |los |las |me |nos |se |le |les |hago para |hacemos para |hay que hacer para |puedo |podemos |podria |puede |podriamos |debo |yo |ya |hacer para |tengo que |hay que |por favor |volver a |pagina |tienda |tiendas ){0,4}<comprar>(?! (?:casa|boletos|entradas|dormir|ese argumento|ropa|humo|el ano|la semana|perdon|la cuenta|la renta|el alquiler|a dormir|trabajo|disculpas|ayuda|un aplauso|un favor|los comentarios|una cosa|vacaciones|por favor que))
(?:donde|como|en que (?:tienda|tiendas|pagina|parte|lugar|web)|por donde|a donde) (?:hacemos para |hacen para |hace uno para |los |lo |la |las |se |puedo |podemos |podria |esta |estan |me |nos |les |le |hago para |tengo que |hay que |te |hay |le hago para ){0,3}(?:comprar\w*|compro|venden|vende|consig\w+|conseguir\w*|encuentro|encontrar\w*|pid[oe]|pedir\w*|adquirir\w*|adquier\w+|contrato|contratar\w*|contrata|contratamos|suscrib(?:o|e|ir\w*)|registr(?:o|a|ar\w*|amos)|apunt(?:o|a|ar\w*)|inscrib(?:o|e|ir\w*|imos)|descarg(?:o|a|ar\w*)|firm(?:o|a|ar|amos)|anot(?:o|a|ar\w*)|acced(?:o|e|er)|pag(?:o|a|ar\w*|amos)|reserv(?:o|a|ar\w*)|apart(?:o|a|ar\w*)|obtengo|obtener\w*|orden(?:o|ar\w*)|encarg(?:o|ar\w*)|solicit(?:o|ar\w*)|empiez[oa]|empezar|empezamos|arranc\w+|inici[oa]\w*|mando|deposito|depositar|transfier\w+|transferir|matricul\w+|doy de alta|consigue)(?! (?:la cancion|esa energia|tanta|fuerzas|paciencia))
(?:lo|la|los|las|le|uno|una|dos) (?:quiero|necesito|necesitamos|queremos|quisiera|ocupo|ocupamos|compro|pido|contrato|encargo|contratamos|llevo|llevamos|apuntamos)(?! (?:ver|decir|mucho|tanto|saber|con el alma|abrazar|conocer|de novio|de jefe|como|todo))
(?:quiero|necesito|necesitamos|queremos|me llevo|nos llevamos|llevo|dame|deme|denme|ocupo|aparta|apartame|apartenme|guardame|guardenme|reservame|separame|separenme|anotame|me quedo con|encargar|pedir|encargo|pido|llevarme) (?:uno|una|dos|tres|cuatro|cinco|\d+|un par|media docena|varios|varias|(?:este|esta|ese|esa|esto|eso)<e>|el plan|el azul|el negro|la roja|otro|otra)(?! (?:vacaciones|siesta|novio|novia|amigo|amiga|abrazo|vida|cafe|jefe|jefa|energia|actitud))
(?:link|enlace|url|pagina|web|liga) (?:de (?:compra|pago|registro|la tienda|suscripcion|descarga|la web|la pagina|inscripcion)|para|por favor|please|donde)
<s>(?:el |la )?(?:link|enlace|liga|pagina|web)(?: por favor| please)?(?: de compra)?<e>
(?:apuntame|apuntenme|apuntadme|anotame|anotenme|anotadme|inscribanme|inscribeme|agreguenme|agregame|metanme|meteme|ponganme|sumenme|sumame|registrenme|suscribanme|ponedme|apuntanos|anotennos|agendame|agendenme|incluyanme|apartenme|apuntennos|separenme|denme el cbu|denme la cuenta|pasen el (?:cbu|numero de cuenta|alias|clabe))
(?:hacen|haceis|haces|tienen|tienes|tenes|hay|hace|realizan|manejan|cuentan con|cuanto es el|costo de|costo del|y el|incluye|con|mas) (?:algun |el )?(?:envio|envios|entrega|entregas|delivery|domicilio|domicilios|reparto|despacho|despachos)
diganme que (?:mandan|envian|llegan|hay|tienen|venden)
(?:envian|llegan|mandan|despachan|entregan|reparten|envias|llega|enviais|venden|atienden|operan|trabajan|instalan|funcionan|exportan|tienen presencia|dan servicio|hay servicio|dan soporte|cubren|envio|envios) (?:[^ ]+ )?(?:a|para|en|al|hasta|por|fuera)(?: [^ ]+){1,6} \?
(?:hay|tienen|queda|quedan|tenes|tienes|habra|teneis|tendran) (?:todavia |aun |mas ){0,1}(?:stock|disponible|disponibles|disponibilidad|unidades|existencias|inventario|cupo|cupos|plazas|lugares|lugar|en existencia|tallas|talla|en stock|fecha de|fechas)
(?:esta|estan|estara|sigue|siguen|ya esta|sera) (?:[^ ]+ ){0,2}(?:disponible|disponibles|en venta|a la venta|en stock|abiert[oa]s?)(?= [^.]{0,60}(?:\?|en|para))
(?:cuando|pa cuando|para cuando) (?:sale|salen|sacan|estara|llega|llegan|abren|abre|lanzan|vuelve|vuelven|estan|habra|reabren|hay|empieza|empiezan|inicia|reponen|traen|entra|comienza|comienzan|arranca|puedo|podemos|es la proxima)(?= [^.]{0,80}(?:\?|quiero|,))
(?:abren|abriran|hay|habra|inicia|inician|empiezan) (?:nuevos |nuevas |mas |otro |otros )?(?:grupo|grupos|clases|cursos|turnos|horarios|inscripciones|fechas|cupos)
(?:llega|llegara|llegan|vendra|disponible|venden|envian) (?:a|en) (?:mexico|espana|colombia|argentina|chile|peru|uruguay|ecuador|venezuela|bolivia|paraguay|panama|costa rica|guatemala|honduras|el salvador|nicaragua|republica dominicana|puerto rico|usa|miami|mi (?:ciudad|pais|zona)|cdmx|monterrey|guadalajara|bogota|lima|cali|medellin|rosario|cordoba|sevilla|barcelona|madrid|valencia)
(?:me|nos) (?:apunto|anoto|suscribo|registro|inscribo|sumo|apuntamos|anotamos|sumamos|registramos|inscribimos|suscribimos)(?! (?:a (?:esa|ese|eso|lo|la (?:idea|mocion|opinion))|de (?:acera|casa)|la (?:noche|tarde|vida|semana)|por|el|lo mismo))
(?:tomen|toma|agarren|tomad|coged|llevense|aqui esta|les doy|quedense) (?:con )?(?:mi|todo mi|toda mi|la) (?:dinero|plata|lana|guita|tarjeta|pasta)
(?:tengo|tenemos|con|ya) (?:ya )?(?:la|el) (?:plata|dinero|tarjeta|guita|lana|pasta) (?:en (?:la )?mano|list[oa])|tarjeta en mano|billetera lista|transfiero ya|hago el deposito|hago la transferencia
(?:me has|me han|me habeis|ya me|me|nos han|me estan|me estas) (?:convencido|convencieron|convenciste|vendiste|convencio|convence|convencen|convenciendo|tentando|tentaron|tienta)
(?:cambiar|cambiarnos|cambiarme|migrar|pasar|pasarnos|pasarme|mudarnos|mudarme|migramos|migro|renovar|reemplazar|sustituir|modernizar) (?:[^ ]+ ){0,3}(?:de (?:herramienta|sistema|proveedor|plataforma|software|crm|programa|app|excel|hubspot|salesforce|papel)|a (?:ustedes|este|esta|esto|su|vosotros|vuestro|tu|uno)|(?:nuestro|nuestros|nuestra|nuestras|mi|mis) \w+|(?:el|la|los|las) (?:sistema|herramienta|software|programa|crm|proveedor|telefonia|terminales|equipos|lectores|plataforma))
(?:quiero|queremos|quisiera|vamos a|list[oa]s? para|list[oa] pa|ganas de) (?:avanzar|implementar\w*|arrancar|empezar|contratar\w*|firmar|pagar\w*|comenzar|cerrar|digitalizar\w*|revender\w*|inscribir\w*|probar\w*)
(?:me lo|me la|me los|se lo|nos lo|nos la|te lo|te la) (?:llevo|quedo|llevamos|compro|apartan|apartas|reservan|guardan|venden|vendes|apartarian)
(?:donde|cuando) (?:firmo|pago|transfiero|deposito)|lo contrato|siguientes? pasos?|proximos pasos|pasos a seguir|como procedo|como procedemos|como seguimos|como avanzamos|ser cliente|(?:me|nos) (?:hago|hacemos|vuelvo) clientes?|hacerme cliente|hacernos clientes|volverme cliente|ser distribuidora?|<s>(?:yo )?le entro|que hay que hacer<e>
(?:somos|soy) (?:\w+ )?distribuidor\w* .{0,80}(?:linea|condiciones|producto|productos|llevar|vender)
"""),
    Signal(Group.INTENT, "asks_information", 60, r"""
<s>(?:mas |pido |solicito |quiero |necesito |busco |una |la |alguna |toda la |favor de |por favor )?<info_es>(?: (?:por favor|por dm|al dm|dm|por privado|al privado|privado|por inbox|inbox|del \w+|de esto|de los \w+|por mensaje|por interno|interno|al correo|por whatsapp|al whatsapp|de \w+|y \w+|de la \w+|de todo|sobre \w+))?<e>
(?:mas|mayor|mayores|alguna|toda la) (?:info|informacion|detalles|detalle|datos|informes)
<dame> (?:[^ ]+ ){0,6}(?:<info_es>|link|enlace|liga|pdf|presentacion|costos)(?! (?:videos|contenido|tips|consejos|fotos|memes|recetas|de (?:estos|estas|esto)))
<dame> (?:un poco |un poquito |algo )?(?:mas|sobre|acerca|de que trata|de que va|como funciona|que incluye|que ofrecen|del producto|de su producto|de tu producto)(?! (?:videos|contenido|tips|consejos|fotos|memes|recetas))
(?:quiero|quisiera|queria|queremos|necesito|necesitamos|busco|buscamos|deseo|deseamos|solicit\w+|pido|gustaria|encantaria|interesa|interesaria|requiero|ocupo|recibir|donde (?:veo|encuentro|consigo)|interesad[oa] en|quisieramos|queriamos|conseguir|agradezco|agradeceria) (?:[^ ]+ ){0,5}(?:info|informacion|detalles|informes|folleto|catalogo|brochure|datos|pagina web|ficha tecnica)
(?:quiero|quisiera|queria|queremos|gustaria|necesito|interesa|encantaria|deseo|quisieramos|donde puedo|necesitamos|ganas de|curiosidad por|me intriga) (?:saber|conocer|entender|averiguar|leer|informarme|conocerlo) (?:un poco |algo |mucho )?(?:mas|sobre|acerca|si|como (?:funciona|es|se|va|trabaja|lo)|que (?:incluye|ofrecen|planes|tal)|cual|cuales|los|el|la|de|bien)(?! (?:secreto de|vida|mar|final|video|cancion|amor|pelicula|cara))
(?:que|cuales|cual) (?:[^ ]+ )?(?:incluye|incluyen|trae|traen|planes|modulos|ofrecen|plan|paquetes|tallas|horarios|sabores|garantia|integraciones)(?: [^ ]+){0,16} \?
que (?:incluye|plan me (?:conviene|recomiendan|sirve)|planes (?:hay|tienen|manejan))
(?:como|de que forma) (?:funciona|funcionaria|se usa|se maneja|trabajan|es el proceso|seria|es la implementacion|es el contrato|son las clases|es el curso)(?: [^ ]+){0,12} \?
(?:de que se trata|de que va|en que consiste|que es lo que ofrecen|que ofrecen|de que trata)
(?:info|informacion|informes|detalles) (?:por|sobre|de|del|para|al|a|acerca)(?: [^ ]+){0,4}<e>
"""),
    Signal(Group.INTENT, "says_interested", 60, r"""
(?:me|nos|le|les) (?:interesa|interesaria|interesan|interesarian|interesaron|intereso)(?! (?:saber como (?!funciona|se (?:contrata|compra|paga|usa)|es el|puedo|contratar|comprar|trabajan)|saber (?:tu|su) opinion|mucho el tema|tu opinion|este tema|el tema))
(?:interesado|interesada|interesados|interesadas|interesadisim[oa])(?: (?:en|por|aqui|aca|para|a|y|!|,)|<e>)
<s>(?:muy |super |re |yo |si |yo tambien |a mi )?(?:me late|me copa|lo quiero|la quiero|los quiero|las quiero|yo quiero|quiero|lo necesito|la necesito|quiero uno|quiero una|necesito uno|necesito una|necesito esto|quiero esto|me sirve|me pinta|me cuadra)(?: (?:aqui|aca|por aqui|por aca|al dm|presente|mucho|muchisimo|ya|un monton|bastante|full|para [^ ]+ [^ ]+|pero vivo .{0,30}))?<e>
(?:me late|me copa|me cuadra|me pinta|me tinca|me sirve|me sirviria|me vendria|nos vendria|nos caeria|me caeria|nos serviria|me serviria|nos sirve|le vendria|nos ayudaria|me ayudaria|nos solucionaria|me solucionaria|me hace falta|nos hace falta|nos encajaria|encajaria|lo usaria\w*) (?:[^ ]+ ){0,5}(?:para|en|mi|mis|nuestro|nuestra|bien|perlas|lujo|genial|perfecto|maravilla|mucho|esto|algo|joya|anillo)
(?:es|parece|suena|seria|se ve|justo|exactamente) (?:[^ ]+ ){0,3}(?:lo que (?:busc\w+|necesit\w+|ando buscando|andaba buscando|andamos buscando|estaba buscando|estabamos buscando|estoy buscando|nos (?:falta|hace falta)|me (?:falta|hace falta)|queria\w*|mi|nos|pide|precis\w+)|para (?:mi|mis|nuestro|nuestra|nosotros|nuestros|nuestras) (?:[^ ]+ )?<org_es>)
(?:justo|justamente) (?:lo que |esto )?(?:busco|buscaba|buscamos|necesito|necesitaba|necesitamos|ando buscando|estaba buscando|estoy buscando|estamos buscando|necesitabamos|andaba buscando|andabamos buscando)|buscamos justamente
(?:estoy|estamos|ando|andamos|vengo|seguimos|sigo|estaba|estabamos|andaba|queremos|quiero) (?:evaluando|comparando|viendo|cotizando|analizando|mirando|buscando|valorando|considerando|revisando|evaluar|comparar|pensando en|armando|por (?:comprar|contratar|cambiar\w*|abrir|renovar|migrar|lanzar|empezar))(?! (?:esto|este video|el partido|la serie|trabajo|empleo|a mi ex|novi[oa]|tu video|los comentarios|videos))
(?:oferta formal|solicit\w+ oferta|licitacion|terna|orden de compra|area de compras|departamento de compras)
"""),
    Signal(Group.INTENT, "states_need", 55, r"""
(?:busco|buscamos|buscando|necesito|necesitamos|necesitaria\w*|ocupo|ocupamos|requiero|requerimos|precisamos|preciso|precisaria\w*|quiero|queremos|hace falta|falta|urge|buscaba|buscabamos|quisiera|quisieramos) (?:de )?(?:[^ ]+ ){0,3}<cosa>(?! (?:vez|mas|de las|de los|que no|palabra|siesta|cancion))(?: (?:[^ ]+ ){0,3}(?:para|asi|como|que|de|con|similar|parecido|en|urgente|ya|por|sin|mas)|<e>)
(?:necesito|necesitamos|quiero|queremos|busco|buscamos|ocupo|ocupamos|quisiera|urge|hace falta|falta|requiero|requerimos) (?:algo )?(?:asi|como (?:esto|eso|este|esta)|esto|eso|de esto|de esos|uno|una|uno de esos|uno asi|este sistema|esta herramienta|esta app) (?:urgente |urgentemente |ya )?(?:en|para|pa) (?:mi|mis|nuestro|nuestra|la|el|los|las|un|una|nuestros)
(?:necesito|necesitamos|queremos|quiero|requerimos|ocupamos|ocupo|busco|buscamos|quisiera|quisieramos) (?:urgentemente |urgente |poder |dejar de )?(?:automatizar|organizar\w*|mejorar|digitalizar|ordenar\w*|controlar|gestionar|manejar|implementar|reemplazar|cambiar|modernizar|centralizar|agilizar|llevar el control|programar|unificar|orden|equipar|aprender|renovar|abandonar|integrar|montar|vender mas|profesionalizar|responder|atender|migrar)
(?:necesito|necesitamos|requerimos|queremos|ocupamos|quiero|para|unas|unos|serian|busco|buscamos|cotiza|de|quisiera|urge) (?:unas |como |unos )?(?:\d+|uno|dos|tres|cuatro|cinco|seis|ocho|diez|doce|quince|veinte|treinta) (?:licencias|usuarios|cuentas|unidades|piezas|equipos|asientos|puestos|agentes|cajas|kits|cupos|terminales|bolsas|botes|tarros|sedes|sucursales|para el)
(?:tenemos|contamos con|con) (?:el |un )?presupuesto
(?:mi jefe|mi jefa|la direccion|gerencia|la gerencia|mi gerente|mi gerenta|mi socio|mi socia|nuestro director|nuestra directora|mi equipo|la gerente|el gerente|la directora|el director|mi director|mi directora|el dueno|la duena|mis socios|los socios|mi cliente|un cliente|mi patron|el jefe|la jefa|direccion) (?:me |nos |ya )?(?:pidio|pidieron|quiere|quieren|pide|pregunta|mando|necesita|necesitan|encargo|manda|esta buscando|autorizo|aprobo|dijo que (?:buscara|averiguara|cotizara|preguntara)|solicita|solicito)
<org_es> (?:(?:necesita|requiere|busca|ocupa|quiere|precisa|necesitamos|buscamos) (?:un|una|algo|esto|este|esta|otro|mejor|\w+ar|\w+er|\w+ir|mas|con|urgente)|esta buscando|anda buscando)
(?:vence|termina|se acaba|finaliza) (?:el|nuestro) contrato
"""),
    Signal(Group.INTENT, "states_need", 40, r"""
(?:no tenemos|no tengo|nos falta|me falta|todavia no tenemos|aun no tenemos|nos hace falta|seguimos sin) (?:un |una |ningun |ninguna |buen |buena )?(?:[^ ]+ )?<cosa>
(?:abrimos|inauguramos|arrancamos|empezamos|abro|inauguro) (?:en|el|la|un|una|este|pronto|nuevo|nueva)
"""),
    Signal(Group.INTENT, "asks_about_fit", 40, r"""
<s>(?:y )?(?:[^ ]+ ){0,2}(?:sirve|serviria|sirven|funciona (?:con|en|para|sin|si)|funcionaria|funcionan (?:con|en|para)|se integra|se integran|integra|integran|se conecta|conecta|compatible|jala|incluye|incluyen|trae|traen|se adapta|es facil|es dificil|me sirve|nos sirve|me serviria|nos serviria|esta disponible|se lleva bien|es (?:apto|apta|vegano|vegana|viable|presencial|para (?:principiantes|empresas|cualquiera))|tiene (?:garantia|lactosa|gluten|azucar|certificado|permanencia)|hay (?:garantia|nivel|niveles|clases|forma de|manera de|grupo|grupos|horarios)|dan (?:certificado|soporte|garantia|clases|capacitacion|asesoria)|me ayuda|nos ayuda|lo (?:manejan|tienen|venden|hay)|la (?:manejan|tienen|venden|hay)|lo resuelve|resuelve|soluciona|se encargan|alcanza a llegar|llega|aceptan|reciben|conviene)(?: [^ ]+){0,16} \?
(?:que tan rapido|cuanto tiempo|cuanto tarda|cuanto demora|cuanto se tarda|en cuanto tiempo|que tan dificil|que tan facil|cuantos usuarios|cuantas cuentas|cuantas sedes|cuantas porciones|cuantos mensajes|cuantos canales|cuantas redes|cuanto dura|cuanto duran|cuanto rinde|cuantas licencias)(?: [^ ]+){0,10} \?
cuanto (?:tarda|demora|tardan|demoran) (?:en llegar|el envio|la entrega|en entregar|la instalacion|en estar)
(?:alguien (?:lo|la) (?:usa|ha usado|ha probado|tiene|uso)|alguien que (?:lo|la) (?:use|haya probado))(?: [^ ]+){0,8} \?
<s>(?:y )?(?:la |el )?(?:permanencia|garantia|contrato|implementacion|migracion|capacitacion|instalacion|puesta en marcha)(?: [^ ]+){0,8} \?
"""),
    Signal(Group.INTENT, "asks_about_fit", 20, r"""
<s>(?:y )?(?:[^ ]+ ){0,2}(?:se puede|permite|permiten|soporta|soportan|maneja|manejan|aguanta|cumple|cumplen|exporta|sincroniza|se sincroniza|emite|factura|podria|tiene (?:app|version|soporte|integracion|api|limite|respaldo)|hay (?:app|version|soporte|integracion|limite)|corre|es (?:seguro|segura|necesario|obligatorio|posible|online))(?: [^ ]+){0,16} \?
<s>(?:[^ ]+ ){0,1}(?:vale|valen|sale|salen|puedo|podemos|hay|habra|existe|esta|estan|llevan|pueden|podrian|es|son|sera)(?: [^ ]+){1,14} \?
"""),
    Signal(Group.INTENT, "mentions_offer", 30, r"""
(?:precio|precios|costo|costos|coste|costes|tarifa|tarifas|cotizacion|cotizar|presupuesto|licencia|licencias|suscripcion|prueba gratis|prueba gratuita|demo|demostracion|folleto|catalogo|ficha tecnica|marca blanca|cuotas|mensualidad|por usuario|adquirir|inscripcion|propuesta|mayoreo|por mayor|mayorista|membresia|version gratis|descuento|descuentos|promocion|promo|promos|pedido minimo|plazo de entrega|tiempos? de entrega|lista de espera|preventa|agotado|agotada|se agoto|contra ?entrega|formas? de pago|meses sin intereses|sin iva|mas iva|facilidades de pago|matricula|cupos?|mes de prueba|precio neto|financiamiento|condiciones (?:para|de|comerciales)|nequi|mercado ?pago|bizum|yape|beca|becas)(?! de (?:la vida|la fama|la gasolina|amor|fe))
<s>hay (?:un |algun )?(?:plan|promo|descuento|paquete|stock|version|beca|curso|clases|cupo)
(?:plan|planes|paquete|opcion|version|licencia|suscripcion) (?:mas )?(?:barat\w+|economic\w+|basic\w+|accesible|chic\w+|pequen\w+|inicial|mensual|anual|pro|premium|empresa\w*|profesional|gratis|gratuit\w+|grande|individual|familiar|free|starter|avanzado)s?
(?:hay|tienen|tienes|tenes|teneis|tendran|manejan|manejas|ofrecen|hacen|haceis|existe|dan|algun|alguna|aplican|cuentan con|sacan|habra|me hacen|me dan) (?:[^ ]+ ){0,3}(?:plan|planes|descuento|descuentos|promo|promos|promocion|promociones|oferta|ofertas|paquete|paquetes|tarifa|tarifas|financiamiento|financiacion|credito|facilidades|licencias|membresias?|suscripcion|combo|combos|precio especial|rebaja|pack|packs)(?! (?:de vida|para (?:el finde|hoy|esta noche)))
(?:aceptan|aceptas|reciben) (?:tarjeta|efectivo|transferencia|paypal|pagos?|cuotas|equipos|meses|dolares|bitcoin|cripto)
"""),
    Signal(Group.INTENT, "mentions_offer", 25, r"""
(?:planes|(?:el|un|su|ese|este|algun|que|cual|hay) plan|prueba|al mes|por mes|mensual|comprar|compra|contratar|pedido|pedir|anticipo|stock|envio|envios|paquete|paquetes|pagar|pago|proveedor|garantia|curso|clases|tarjeta|transferencia|efectivo|credito|gratis|piloto|contrato|implementacion|integracion|migracion|unidades|horarios|sucursal|ventas|anual)(?! de (?:la vida|la fama|la gasolina|amor|fe))
"""),
    Signal(Group.INTENT, "wants_to_buy", 60, r"""
si porfa(?:vor)? ?,? donde|(?:le entramos|le entro|lo tomamos|lo compramos|lo tomaria\w*|tomariamos|compraria\w*|contrataria\w*|moveriamos|nos pasariamos|me cambiaria|nos cambiariamos|me cambio hoy|ser(?:e|ia) (?:el|la) primer[oa]|soy (?:el|la) primer[oa] en|de eso depende|ya me decidi|me decidi|pagaria (?:hoy|por|lo que|encantad[oa])|yo pagaria|apenas salga|pienso (?:entrar|llevar|inscribirme|comprar)|llevaria\w*)
(?:guardas|guardan|apartas|apartan|reservas|reservan|separas|separan|guardenme|apartenme|reservenme|reservenos|guardame|ponme|pongame|ponganme|separame) (?:un|una|uno|dos|tres|\d+|lugar|lugares)
(?:me|nos) (?:apuntan|anotan|inscriben|suman|agendan|registran|apuntas|anotas)|(?:reservenme|apartenme|agendenme|cuentenme|cuenten conmigo|cuenten con nosotros)
donde (?:le doy|le pico|hago clic|doy clic|aprieto|firmo|me meto)|que (?:sigue<e>|hay que hacer<e>|tengo que hacer|hago para|necesito para (?:empezar|inscribirme|comprar|contratar|arrancar))
(?:quiero|quisiera|puedo) (?:pasar a ver\w*|ir a ver\w*|regalar\w*|cambiarme|suscribirme|empezar|entrar)
(?:ganas de|pensando en|quiero|queremos|para) (?:cambiarme|cambiarnos|pasarme|pasarnos|migrar|mudarme)
me veo usando|nos vemos usando
(?:avisenme|avisame|avisen) cuando (?:llegu\w+|abr\w+|haya|est\w+|salga|vuelva\w*|tengan|lleg\w+|lanc\w+)
(?:invitacion|acceso) para (?:registrarme|entrar|probar|inscribirme)
(?:hacer|coloca\w*|poner) (?:un|una) (?:\w+ )?(?:pedido|orden)
convenzanme|convenceme|muestrenme|muestreme|ensenenme que
(?:ubicad[oa]s?|donde estan|donde quedan)
"""),
    Signal(Group.INTENT, "asks_contact", 60, r"""
(?:favor de|por favor|que|pueden|podrian) (?:comunicarse|contactarme|contactarnos|llamar(?:me|nos)?|escribir(?:me|nos)?|me llamen|nos llamen)
conversemos|platiquemos|hablemos|podemos (?:conversar|hablar|platicar|reunirnos)
(?:a|con) quien (?:\w+ ){0,2}(?:dirig\w+|dirij\w+|veo|vemos|contact\w+|habl\w+|acud\w+)
(?:me |nos )(?:indican|indicas|dicen|pueden decir|podrian decir\w*|pueden indicar|informan|informen) (?:quien|si|cual|cuanto|donde|como|que)
(?:alguien|hay alguien) de (?:la empresa|ventas|la marca|el equipo|ustedes)
a que (?:correo|mail|numero|whatsapp) (?:mando|envio|escribo|mandamos|les)
(?:pasenme|comuniquenme|conectenme|pasame|pongan?me en contacto) con
como contacto|como (?:los|les|me) (?:contacto|contactar|comunico)
(?:un ratito|un rato|un espacio|espacio|disponibilidad|tiempo) (?:el|para|esta|manana) (?:\w+ ){0,3}(?:para|platicar|hablar|conversar|llamada|\?)
que me llamen|que nos llamen|que me marquen
distribuidor|representante en|revendedor
"""),
    Signal(Group.INTENT, "asks_information", 45, r"""
(?:que|cual|cuales) (?:\w+ )?(?:plan|planes|paquete|paquetes|curso|cursos|tamano|sabor|sabores|talla|horarios?|certificacion|integraciones|incluye|clases)(?! (?:de vida|perfecto|perfectos))
(?:que|cual|cuales) (?:\w+ )?(?:nivel|modelo|version|idiomas|requisitos|canales|dias|edad|opcion|opciones|condiciones) (?:tienen|manejan|dan|hay|ofrecen|me|nos|aceptan|piden|incluye|traen|necesito|se necesitan)
(?:que|cual) (?:nos |me )?(?:recomiendan|recomiendas|recomendarian|recomienda|sugieren|ofrecen|aconsejan)
que (?:tal )?(?:la )?garantia|que diferencia|diferencia entre (?:los|el) (?:dos |plan|planes|paquetes)|cual es (?:la diferencia|el plazo|el minimo|el tramite|el proceso)|cuales son (?:los|las) (?:plazos|requisitos|condiciones|pasos|opciones)
como (?:es|seria|va|funciona|gestionan|manejan|hacen|cobran) (?:el|la|lo de|los|las) (?:tramite|proceso|pago|facturacion|contrato|inscripcion|envio|cobro|suscripcion|implementacion|instalacion|entrega|licencias|prueba|plan|curso|clase\w*)
(?:explica|explican|expliquen|explicarme|aclarar|aclaran) (?:la |las |los |el |lo de |lo del )?(?:diferencia|planes|precios|plan|condiciones)
desde que edad|hasta que edad|para que edad
(?:estare|estoy|soy) (?:muy |demasiado )?(?:grande|viej[oa]|mayor|joven) para
estoy entre|no se (?:cual|si|que plan|que tamano)|como se (?:cual|que tamano|que talla|si)
que (?:necesito|hace falta|piden) para (?:empezar|inscribir\w*|contratar\w*|comprar\w*|abrir|registrar\w*|entrar|usar\w*|arrancar)
ensenarselo a mi (?:jefe|jefa|socio|socia|equipo)|(?:un )?pdf
me alcanza para
en que (?:farmacias?|tiendas?|supermercados?|lugares|ciudades|paises|sucursales?) (?:esta|estan|hay|lo|la|los|se|venden|puedo)
(?:la|una) forma mas (?:barata|economica|facil|rapida|sencilla) (?:de|para)
como le hace (?:[^ ]+ ){1,4}para
donde veo (?:todos|todas|los|las|el|la)
"""),
    Signal(Group.INTENT, "states_need", 50, r"""
(?:necesito|necesitamos|requerimos|requiero|ocupo|ocupamos|precisamos|queremos|buscamos) (?:unos |unas |como |al menos )?(?:[^ ]+ ){1,5}(?:para|antes) (?:el|la|los|las|mi|mis|nuestr\w+|\d+|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|de|un|una|dos|tres)
(?:necesito|necesitamos|ocupo|queremos|buscamos) (?:\d+|uno|dos|tres|cuatro|cinco|seis|diez|veinte|treinta)
(?:contrato|licencia|arrendamiento|acuerdo|suscripcion|renta)(?: [^ ]+){0,5} (?:vence|termina|acaba|finaliza|se acaba|caduca)
(?:evaluar|evaluando|comparar|juntar|revisar|cotizar|buscar|pilotear) (?:\w+ ){0,2}(?:proveedores|propuestas|opciones|plataformas|herramientas|sistemas|alternativas|cotizaciones)
(?:no (?:doy|damos) abasto|no me da la vida|nos quita el sueno|esto (?:me|nos) (?:salva|sirve|resuelve|ayuda))
(?:estamos por|vamos a|voy a|por) (?:abrir|montar|lanzar|inaugurar|arrancar|empezar) (?:un|una|otro|otra|el|la|mi|nuestr\w+)
acabamos de abrir|acabo de abrir
creo que (?:esto|este|esta) es lo (?:nuestro|que)
(?:nos|me) (?:gustaria|encantaria|interesaria) (?:probar\w*|aprender|tener\w*|contar con|implementar\w*|evaluar\w*|inscribir\w*|saber|conocer\w*|verlo|contratar\w*|entrar|empezar|participar)
"""),
    Signal(Group.INTENT, "asks_about_fit", 30, r"""
<s>(?:[^ ]+ ){0,1}(?:dan|tienen|tendran|manejan|mandan|envian|hacen|haceis|haran|piden|cobran|aceptan|venden|ofrecen|abren|incluye|incluyen|trae|traen|viene|vienen|contesta|lee|leen|aguanta|aguantan|sirve|sirven|funciona|funcionan|se conecta|conecta|atienden|hablan|instalan|importan|exportan|facturan|emiten|entregan|reparten|cubre|cubren|importa|volvio|llego|quedan|queda|alcanza|alcanzan|se puede|se podria|tenis|teneis|dais|reciben|permite|permiten|soporta|lo tienen|la tienen|los tienen|las tienen|me hacen|nos hacen|me dan|nos dan|me mandan)(?: [^ ]+){1,14} \?
"""),
    Signal(Group.INTENT, "mentions_offer", 30, r"""
corto de presupuesto|reacondicionad[oa]s?|codigo de descuento|cupon|pedido de|preventa|tienda fisica|tiendas fisicas|envios?|al mes|por mes|propuesta|proveedores|licencia|en linea|presencial\w*|clases (?:individuales|grupales|presenciales)|requerimientos|a prueba|de prueba|webinar|piloto|mercado pago|en soles|en pesos|en dolares|en euros
"""),
    Signal(Group.INTENT, "mentions_offer", 25, r"""
bolsas?|botes?|tarros?|sobres|taller|entrada al|domicilio|examen de colocacion|formulario|proceso de compra|acuerdo marco|programa de socios|margen|beneficio|pagos?|por sede|disponibilidad|entregas?|variante|combo|lite|el gratis|lectores?|tabletas?|diademas?|impresoras?|soportes?|a meses|talla|tallas|licencias donadas|pruebas|meter a mi|kilos?|sabor|muestras?|instalar|sin compromiso
"""),
    Signal(Group.INTENT, "wants_to_buy", 55, r"""
(?:mi|nuestr[oa]) (?:clinica|equipo|empresa|tienda|oficina|jef[ea]|escuela|gimnasio|agencia|local|consultorio|negocio) (?:lo|la|los) (?:quiere|necesita|ocupa|pide)
(?:quiero|necesito|queremos|meter|poner|inscribir|quisiera) (?:a )?(?:todo )?(?:a )?(?:mi|mis|nuestr\w+) (?:equipo|hij[oa]s?|personal|gente|empresa|clinica|mama|papa|alumnos|empleados) (?:en|a|al|para)?
(?:meto|inscribo|llevo|traigo|registro|apunto|compro|empiezo|contrato|pago|pido|cambio|vengo|llevamos|compramos|somos) (?:[^ ]+ ){0,8}(?:sale|hacen|dan|cuesta|mas barato|descuento|precio|puedo|beneficio)(?: [^ ]+){0,8} \?
(?:dejo|dejamos|cambio|solte|suelto) (?:mi|la|el|nuestr\w+) (?:\w+ )?(?:por|de) (?:esta|este|esto|ustedes)
(?:pasen|manden|suelten|tiren|pongan|dejen|compartan) (?:ya )?(?:el|la|los|su) (?:link|precio|precios|liga|enlace|chisme del precio|info|lista|costo|correo)
(?:yo |nosotros )?(?:compraria|lo revenderia\w*|la revenderia|lo contratari\w*|lo usari\w*|lo llevari\w*)
como (?:procedo|procedemos|seguimos|avanzamos)
"""),
    Signal(Group.INTENT, "asks_contact", 55, r"""
(?:llamada|visita|contacto|reunion) (?:de|con) ventas
(?:querriamos|quisieramos|queremos|nos gustaria|quisiera|me gustaria|preferiria) (?:que me (?:contacten|llamen|escriban)|que nos (?:contacten|llamen|escriban)|hablar|conversar|platicar|negociar|discutir|acordar|agendar|reunirnos|reunirme|tratar)
(?:podria|puede|pueden|podrian|pueden ustedes) (?:mi|nuestr\w+) [^.]{0,50}(?:hablar|reunirse|conversar|platicar)
(?:agendar|agenden|coordinar|reunirse) con (?:nuestr\w+|mi) \w+
quien (?:los |las |lo |la )?(?:representa|distribuye|atiende|vende|lleva) (?:en|la zona|por)
(?:agradecere|agradeceria|agradecemos|agradezco) (?:\w+ )?(?:confirmar|indicar\w*|informar\w*|enviar\w*|mandar\w*|cotizar|contactar\w*|me (?:indic\w+|envi\w+|mand\w+|contact\w+|inform\w+))
(?:me|nos) orientan
(?:ayudenme|ayuda|auxilio|ayudame) (?:con|a) (?:elegir|escoger|decidir|mi)
"""),
    Signal(Group.INTENT, "asks_about_fit", 35, r"""
(?:cual|que) (?:es )?(?:la|el|las|los) (?:\w+ )?(?:mas )?(?:\w+ )?que (?:venden|tienen|ofrecen|manejan|hacen)
(?:reponen|repondran|reabastecen|vuelven a tener|les llega|traen de nuevo)
<s>(?:todavia |aun )?(?:estan|andan|siguen) (?:dando|haciendo|vendiendo|ofreciendo)(?: [^ ]+){1,10} \?
<s>(?:la|lo|los|las) hay (?:en|con|de|sin)
(?:sigue|siguen) (?:la |el |las |los )?(?:promo|promocion|descuento|oferta|precio)
(?:vienen|van) a (?:instalar|domicilio)
<s>(?:deja|permite|dejan|permiten) (?:que|programar|usar|compartir)
(?:conviene|convendra|me recomiendan)
(?:es facil|esta facil|sera facil|es complicado)
"""),
    Signal(Group.INTENT, "wants_to_buy", 60, r"""
(?:me|nos) (?:lo |la |los |las )?(?:llevo|llevaria|llevamos|quedo con|pido|encargo|compro|apunto) (?:el|la|los|las|un|una|uno|dos|tres|\d+|ese|esa|este|esta)
<s>(?:ok |ya |bueno |va |vale )?(?:compro|lo compro|la compro|pido|me apunto|nos apuntamos|me inscribo|me suscribo|contrato|lo contrato|firmo|le entro|va|cuenten conmigo)<e>
(?:quiero|queremos|quisiera|me gustaria|nos gustaria|ganas de|muero por) (?:probar\w*|empezar\w*|arrancar\w*|entrar\w*|comprar\w*|pedir\w*|inscribir\w*|aprender \w+|llevar\w*|dar el salto|avanzar|seguir (?:la |con la )?(?:conversacion|proceso)|tener\w* (?:en|para))
dar el salto|hacer el cambio|dar el paso|seguir (?:con )?la conversacion
(?:donde|como|cuando) (?:firmamos|pagamos|compramos|pedimos|nos (?:inscribimos|apuntamos|registramos|suscribimos)|empezamos|lo (?:busco|encuentro|bajo|descargo|consigo|compro|pido)|la (?:busco|encuentro|consigo|compro|pido))
(?:amazon|mercado libre|tienda|farmacia|pagina|web) o (?:su|tu|la|en|su propia|por)
si (?:se puede|hay|tienen|lo manejan|dan|me lo|hacen|cumple\w*|soporta\w*|trae\w*|incluye\w*|es asi|si)(?: [^ ]+){0,8} (?:lo compro|lo compramos|me lo llevo|lo tomo|contrato|me apunto|me gustaria|recoger|pasar por)
"""),
    Signal(Group.INTENT, "asks_information", 45, r"""
(?:ayuda|ayudenme|consejo|recomendacion) (?:para|a|de) (?:elegir|escoger|decidir|comparar|cual)
(?:eligiendo|elegimos|elegir|escogiendo|escoger|decidiendo|decidir|comparando) (?:entre|un|una|el|la|al|de|proveedor|app|plataforma|herramienta)
como es (?:una|el|la|un) (?:\w+ )?(?:implementacion|contrato|arranque|prueba|proceso|capacitacion|migracion|plan|clase|curso)
(?:casos de|referencias de|ejemplos de|casos de exito)
(?:mandame\w*|mandenme\w*|enviame\w*|pasame\w*|mandamelo|enviamelo|pasamelo|mandenmelo)(?: [^ ]+){0,3} (?:dm|privado|correo|whatsapp|inbox|costo|precio)
(?:mejor|ideal|indicad[oa]) (?:plan|opcion|paquete|tamano|version) para
"""),
    Signal(Group.INTENT, "asks_contact", 55, r"""
(?:alguien|persona) con quien (?:reunir\w*|hablar|tratar|ver|conversar|platicar|coordinar)
a quien (?:llama|llamo|le llama|contacta|escribe|busca|le marco|acude)
(?:escribanme|escribeme|contactenme|mandenme|llamenme) con
(?:facilit\w+|pas\w+|d[ae]n?|tienen|mand\w+|compart\w+) (?:me |nos |un |el |su |algun |me un |nos un ){0,3}(?:contacto|telefono|correo|whatsapp|numero)(?: (?:comercial|de))?(?= [^.]{0,60}(?:\?|por|para|de))
contacto comercial
(?:soy|somos) (?:responsables?|encargad[oa]s?|jef[ea]s?) de (?:compras|formacion|sistemas|ventas|operaciones|soporte|marketing|logistica|recursos|ti|la|el)
pasenme con (?:quien|alguien|un|el|la)|comuniquenme
"""),
    Signal(Group.INTENT, "asks_about_fit", 35, r"""
(?:es|seria|sera) (?:factible|posible|viable|realista)
(?:se puede|puedo|podria|podemos|pueden|dejan) (?:rentar|alquilar|arrendar|recoger|pasar por|pagar|probar|comprar|pedir|apartar|inscribir\w*|empezar|cancelar|cambiar|pausar|usar|conectar|integrar|importar|exportar)
(?:hay|tienen|dan|existe) (?:prueba|examen de nivel|nivelacion|garantia|minimo|deposito|permanencia|contrato|app|version|modo)
sin (?:meter|dar|poner|ingresar|registrar) (?:la |mi |una )?tarjeta
(?:siguen|sigue|todavia|aun) (?:los|las|el|la|valid[oa]|vigente|con|hay|esta)(?: [^ ]+){1,6} \?
(?:rentar|alquilar|arrendar) (?:el|la|los|uno|una|en vez|equipo)
(?:hacen|manejan|tienen) (?:examen|listas?|pruebas?|casos|nivel\w*|recordatorios|facturas?|reportes|turnos|horarios|grupos|clases|citas|planes)
"""),
    Signal(Group.INTENT, "asks_about_fit", 20, r"""
(?:analiticas?|reportes?|recordatorios?|tablero|bandeja|plantillas?|agenda|automatizar|chatbot|integraciones|api)
"""),
    Signal(Group.CONTEXT, "asks", 25, r"""
\?
<s>(?:cuanto|cuanta|cuantos|cuantas|donde|cual|cuales|quien|hay|tienen|tienes|tenes|se puede|puedo|podria|podrian|pueden|manejan|aceptan|hacen|como (?:hago|puedo|le hago|se|es|funciona|me)|que (?:precio|plan|incluye|costo|tal|onda)|a como|cuando|algun|alguna|me (?:dan|pasan|mandan|ayudan|pueden))
(?:seria posible|es posible|hay posibilidad|habria posibilidad|habra chance|quisiera saber|queria saber|me gustaria saber|diganme|avisenme|favor de)
"""),
    Signal(Group.NEARBY, "addresses_vendor", 10, r"""
(?:ustedes|vosotros|tienen|manejan|ofrecen|venden|hacen|pueden|podrian|aceptan|tenes|teneis|su (?:producto|plataforma|app|sistema|servicio|equipo|empresa|herramienta|software)|tu (?:producto|app|servicio|sistema|herramienta)|vuestro|vuestra|cuentan con)
"""),
    Signal(Group.NEARBY, "requests", 15, r"""
(?:por favor|please|favor de|de favor|gracias de antemano|agradeceria|quedo atent[oa]|quedo a la espera)
<dame>
"""),
    Signal(Group.NEARBY, "wants", 15, r"""
(?:quiero|quisiera|queremos|quisieramos|necesito|necesitamos|gustaria|me interesa|nos interesa|busco|buscamos|deseo|requiero|requerimos|ocupo|estoy buscando|estamos buscando|estoy listo|estoy lista|me urge)
"""),
    Signal(Group.CONTEXT, "own_business", 15, r"""
(?:mi|mis|nuestro|nuestra|nuestros|nuestras|para un|para una|para el|para la) (?:[^ ]+ )?(?:equipo|empresa|negocio|clinica|consultorio|consulta|tienda|agencia|despacho|restaurante|salon|gimnasio|gym|escuela|colegio|startup|oficina|estudio|hospital|bodega|hotel|panaderia|cafeteria|fundacion|ong|fabrica|clientes|empleados|pacientes|alumnos|vendedores|pyme|emprendimiento|local|taller|farmacia|spa|inmobiliaria|academia|consultora|veterinaria|peluqueria|sucursales|planta|constructora|prospectos|almacen|flota|centro|comercio|cooperativa|estetica)
(?:tengo|tenemos|llevo|llevamos|manejo|manejamos|administro|dirijo|abri|abrimos|voy a abrir|gestionamos|gestiono|atendemos|trabajo en) (?:una |un |unas |unos |\d+ |dos |tres |mi |redes de ){0,2}(?:[^ ]+ )?<org_es>
(?:soy|somos) (?:una |un |la |el |\d+ |dos |tres |cuatro |cinco |seis |siete |ocho |diez |doce |veinte )?(?:[^ ]+ )?(?:<org_es>|duen[oa]s?|gerente|encargad[oa]|nutriolog[oa]|nutricionista|doctora?|dentista|odontolog[oa]|fisio|fisioterapeuta|psicolog[oa]|coach|entrenador|entrenadora|freelance|community manager|medic[oa]s?|abogad[oa]s?|contador|contadora|emprendedora?s?|social media|veterinari[oa]|terapeuta|tres|dos|cuatro|cinco|seis|siete)
"""),
    Signal(Group.CONTEXT, "team_size", 15, r"""
(?:equipo|grupo|empresa|clinica|despacho|agencia|plantilla) de (?:unas |unos |como )?(?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cincuenta)
(?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|cincuenta) (?:[a-z]+ )?<org_es>
somos (?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte)
"""),
    Signal(Group.CONTEXT, "soon", 5, r"""
urgente|urge|cuanto antes|lo antes posible|ya mismo|hoy mismo|esta semana|este mes|este ano|este trimestre|la proxima semana|el proximo mes|la semana que viene|la semana entrante|el mes que viene|antes de(?:l)? (?:lunes|viernes|fin de|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|verano)|manana|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|para el (?:lunes|martes|miercoles|jueves|viernes|sabado)
"""),
    Signal(Group.CONTEXT, "has_a_problem", 15, r"""
se nos pierde|se me pierde|nos ahogamos|me ahogo|no doy abasto|no damos abasto|a mano|en excel|en un excel|en papel|en cuaderno|libreta|un caos|un lio|un despelote|un relajo|un quilombo|un desorden|(?:perdemos|pierdo|pierde) (?:[^ ]+ ){0,2}(?:clientes|pacientes|ventas|citas|tiempo)|hart[oa]s? de (?:excel|hojas|planillas)|planillas|todo manual|manualmente
"""),
)

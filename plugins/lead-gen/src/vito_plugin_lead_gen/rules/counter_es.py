"""Spanish: what speaks against a lead. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal


def _local(code: str, points: int, *patterns: str) -> Signal:
    return Signal(Group.LOCAL, code, points, patterns)


def _whole(code: str, points: int, *patterns: str) -> Signal:
    return Signal(Group.WHOLE, code, points, patterns)


LOCAL = (
    _local(
        "negated",
        -100,
        r"(?:no|ni|nunca|jamas|tampoco|nadie|ya no|nada de) (?:me |nos |te |le |les |lo |la |los |las |se |estoy |estamos |voy a |vamos a |pienso |creo que |es que |ando |quiero |necesito |tengo |hace falta |vine a |vengo a ){0,3}(?:interesa|interesan|interesado|interesada|interesados|quiero|quiere|queremos|necesito|necesita|necesitamos|compro|comprar|compraria|comprarlo|compra|pagaria|pagar|pago|pedi|pido|pedir|pregunte|pregunto|busco|buscando|buscamos|contrato|contratar|contrataria|vuelvo a|suscribirme|convence|convencen|convencio|vale|gasto|gastar|ningun|ninguna|"
        r"llamen|escriban|manden|mandes|molesten|insistan|gracias|hace falta|usaria|probar|lo recomiendo|recomiendo|gastaria|alcanza|presupuesto|pica|caigo|demos|ver|nada|info|saber nada|ganas|loco|loca|regalado|regalada|gratis|borracho|de broma|muerto)",
        r"(?:dejen|deja|paren|basta|basta ya|dejad|pare|para) (?:ya )?(?:de )?(?:llamar|escribir|mandar|molestar|llamarme|escribirme|mandarme|ofrecerme|ofrecer|vender|insistir|spamear|enviar|enviarme)",
        r"(?:paso|yo paso|paso de|conmigo no cuenten|no cuenten conmigo|olvidenlo|olvidalo|ni loco|ni loca|ni regalado|ni regalada|ni de broma|ni a palos|ni en pedo|ni muerto|ni muerta|ni de chiste|ni en suenos|ni gratis|quita quita|dios me libre|antes muerta|antes muerto|nel|naranjas|para nada|de ninguna manera|ni por|ni aunque|no gracias|ni hablar)",
        r"(?:ni|aunque|si) (?:me )?(?:pagaran|pagan|paguen|lo regalen|lo regalan|la regalan|fuera gratis|me lo regalan|me la regalan|me lo regalen)",
        r"sin (?:interes|ganas|intencion|ningun interes)",
        r"(?:borrame|borrenme|quitenme|eliminenme|saquenme|denme de baja|quitame|sacame) (?:de|ya)",
        r"(?:lo que menos|lo ultimo que) (?:necesito|quiero|me faltaba|necesitamos)",
        r"(?:estoy|estamos|ando) (?:bien|feliz|contento|contenta|contentos|a gusto) (?:con|asi|sin)",
        r"(?:quien|a quien) (?:necesita|quiere|pagaria|compraria|va a (?:pagar|comprar)|en su sano|paga|le interesa|pregunto)",
    ),
    _local(
        "in_the_past",
        -80,
        r"(?:ya |lo |la |los |las |me |nos |yo |le |les |se |te |hoy |una vez |te lo |se lo |me lo ){0,3}(?:compre|compramos|contrate|pague|pagamos|pedi|pedimos|probe|adquiri|adquirimos|ordene|me suscribi|suscribi|nos suscribimos|solicite|solicitamos|pregunte|preguntamos|cotice|recibi|recibimos|llame|llamamos|tuve|tuvimos|vi|vimos|hice|hicimos|use|usamos|fui|fuimos|registre|agende|"
        r"regale|vendi|vendimos|tome|asisti|asistimos|descargue|instale|instalamos|migramos|cambiamos|gaste|gastamos|escribi|escribimos|atendieron|cobraron|vendieron|prometieron|mandaron|enviaron|dijeron|ofrecieron|llamaron|encanto|encantaron|hicieron|dieron|mostraron|contrataste) ",
        r"(?:el ano pasado|la semana pasada|el mes pasado|hace (?:\d+|un|una|dos|tres|unos|unas|varios|varias|mucho|anos|meses|poco|tiempo|cuatro|cinco)|ayer|anoche|en 20[012]\d|cuando era|en su dia|antes era|antes eran|en aquel|desde 20[012]\d|anteayer|el otro dia|aquella vez)",
        r"(?:estuvo|estuvieron|fue|fueron|quedo|salio|resulto|era|eran|acabo|termino) (?:muy |super |tan |de |la |lo |el |una |un |bien |re )?(?:increible|genial|buenisima|buenisimo|excelente|mejor|peor|buena|bueno|malisima|mala|aburrida|desastre|asco|bien|util|espectacular|brutal|broma|perdida|gran|divertida|lindo|linda|10|diez|padre|chido|chida|chevere|estupenda|maravillosa|puro|pura|fatal|gratis)",
        r"(?:mejor|peor) (?:compra|inversion|gasto|decision|dinero)",
        r"(?:queria|pensaba|iba a|estuve por) <0-4>(?:pero|hasta que|antes)",
    ),
    _local(
        "third_party",
        -70,
        r"<quien> (?:ya |siempre |tambien |me |lo |la |les |le |se |nunca |hasta |esta |anda |sigue |que |quiere |fue |va |hace |dice que |me dijo que |no |tiene ){0,3}(?:compro|pago|pidio|pregunto|pregunta|preguntando|probo|contrato|dice|dijo|dicen|uso|usa|quiere|queria|queria|tiene|vende|trabaja|encanto|suscribio|cobraron|conto|comenta|pide|piden|pidiendo|preguntan|compra|compran|gasto|recomendo|recomienda|necesita|insiste|tuvo|hizo|quieren|vendieron|jura|odia|ama|contesto)",
        r"(?:dicen|segun|me dijeron|me contaron|escuche|oi|he oido|lei|he leido|vi que|supe|se rumorea|cuentan|me entere) (?:que|de|por)",
        r"(?:todos|todo el mundo|la gente|medio mundo|los comentarios|la mitad) (?:[^ ]+ )?(?:preguntando|pregunta|preguntan|pidiendo|piden|quiere|queriendo|diciendo)",
        r"(?:alguien|que alguien) (?:compreselo|compresela|digale|diganle|avisele|compremelo|expliquele|le diga|me lo compre|que me lo regale|regaleme|que le diga)",
        r"(?:les|le) (?:pidieron|cobraron|dijeron|ofrecieron|vendieron|mandaron|prometieron|salio)",
    ),
    _local(
        "something_else",
        -90,
        r"(?:donde|que|cual|cuanto|precio|link|quien|como se llama|marca|de que|esa|ese|tu|la|el|los|las|esos|esas|su) <0-5>(?:chaqueta|chamarra|camisa|camiseta|playera|remera|polera|sudadera|vestido|zapatos|zapatillas|tenis|gorra|sombrero|gafas|lentes|anteojos|reloj|collar|aretes|aros|labial|champu|shampoo|pelo|cabello|maquillaje|outfit|sueter|pantalon|jeans|abrigo|falda|bolso|bolsa|taza|sofa|sillon|lampara|escritorio|silla|planta|plantas|"
        r"camara|microfono|micro|lente|tripode|aro de luz|laptop|teclado|audifonos|auriculares|iphone|cancion|musica|tema de fondo|pelicula|libro|poster|alfombra|receta|perro|perrito|gato|gatito|coche|carro|auto|bici|tatuaje|unas|perfume|saco|blazer|corbata|bufanda|botas|traje|monitor|cuadro|mochila|entradas|boletos|concierto|fondo|filtro|calcetines|pulsera|funda|guitarra|botella|termo|manta|cortinas|polo|buzo|campera|pendientes|anillo|mesa|pared|bata|delantal|sarten|licuadora|moto|casa|depa|departamento de|cachorro|mascota|esmalte|tinte|letrero|mueble|estanteria)",
        r"(?:precio|precios|costo|coste|valor|cuanto cuesta|cuanto vale) (?:de |del |de la |la |el |un kilo de |)(?:vida|luz|gasolina|gas|bencina|nafta|alquiler|renta|comida|huevos|huevo|pan|leche|aceite|dolar|euro|bitcoin|vivienda|casa|cerveza|cafe|carne|pollo|aguacate|aguacates|palta|tortilla|tortillas|cebolla|tomate|jitomate|limon|exito|fama|amor|libertad|belleza|gloria|amistad|oro|uva|boleto|matricula|una vida|super|mercado|silencio|felicidad|sonar|sonreir|tu tiempo|esfuerzo|tiempo|progreso|perder)",
        r"(?:todo tiene (?:un|su) precio|no tiene precio|sin precio|a que costo|a toda costa|a cualquier precio|pagar el precio|pague el precio|el precio a pagar|el precio que|al precio que|a precio de|vale la pena|valer la pena|cuanto vale la|valores humanos|valor humano|el valor de (?:la|el|las|los|ser|una|un)|el valor que (?:das|aportas)|de gran valor|mucho valor|aporta valor|agrega valor|compro (?:ese|tu|el|la|esa) (?:argumento|idea|discurso|teoria|excusa|razonamiento|mocion)|te (?:la|lo) compro|no compro|vender humo|vendes humo|vendieron humo|venden humo|vendehumos?|por amor al arte|"
        r"prueba de (?:amor|fuego|embarazo|fe|vida|que|ello|covid|paternidad)|a prueba de|a prueba|pruebas de|en plan|el plan de dios|plan b|mi plan para|buen plan|plan de vida|plan perfecto|planazo|que plan|sin planes|planes para (?:el|hoy|este)|al mejor postor|tiempo es (?:dinero|oro)|tomar cuenta|me doy cuenta|en cuenta|por cuenta|dar cuenta|el dinero no compra|comprar tiempo|comprar felicidad|comprar la felicidad|dime algo|dime que|dime si|dime como haces|cuentame que|demo version|de demostracion)",
        r"cuanto (?:tiempo|falta|amor|drama|cringe|odio|tarda en|te quiero|me (?:alegro|gusta|encanta|identifico|rio)|talento|arte|silencio|te (?:pagan|pagaron|dan|dieron|admiro|amo|extrano|extranaba)|le pagaron|le pagan|les pagan|nos pagan|pagan|ganan|ganas|gana|se gana|cobra (?:un|una|el|ella|por hablar)|miden|mides|pesas|duermes|bien|mal|mas|descaro|cinismo|que no|hater|envidioso|humo|cuento|texto|mide|pesa|orgullo)",
    ),
    _local(
        "wishful",
        -60,
        r"(?:ojala|si (?:tuviera|pudiera|me ganara|gano|fuera rico|fuera rica|me alcanzara|tuviese|me sacara|me saco)|algun dia|en mis suenos|en otra vida|cuando sea (?:rico|rica|grande|millonario|millonaria)|sone|sonar no cuesta|quien pudiera|quien tuviera|me alcance|cuando me alcance|cuando gane|soy pobre)",
        r"(?:imagina|imaginense|imaginate|imagino) (?:pagar|comprar|que|un|pedir|gastar)",
        r"si me dieran (?:un|una) ",
    ),
)
WHOLE = (
    _whole(
        "complaint",
        -60,
        r"(?:se (?:cae|cayo|traba|trabo|congela|congelo|cuelga|colgo|cierra|cerro|crashea|crasheo|me cae|rompio|pasma|pego|bugueo|desconecta|desconecto)|crasheo|crashea|no (?:funciona|sirve|jala|abre|carga|anda|prende|sincroniza|responde|me deja|deja|aparece|sirvio|funciono|cargo|abrio|da|reconoce|llega|llego|manda)|falla|fallas|fallo|bug|bugs|error|errores)",
        r"(?:estafa|estafadores|estafaron|robo|ladrones|rateros|fraude|mentira|mentirosos|publicidad enganosa|enganan|enganaron|enganosa|abuso|abusivos?|verguenza|chafa|trucho|choros|chorros|vividores|sinverguenzas|timo|sablazo|atraco)",
        r"(?:carisimo|carisima|carisimos|muy caro|muy cara|demasiado caro|demasiado|tan caro|re caro|super caro|bien caro|que caro|esta caro|es caro|caro para|cara para|caros|un ojo de la cara|un rinon|exagerado|exagerados|por las nubes|se pasan|se pasaron|impagable|sobrevalorado|vaya precios?|menudo precio|que precios)",
        r"(?:subieron|suben|aumentaron|subio|duplicaron|aumento|subida|encarecieron|inflaron|subis|siguen subiendo) (?:otra vez |de nuevo |el |los |las |de |la |mucho )?(?:precio|precios|tarifa|tarifas|cuota|mensualidad|plan|planes|costo|un|al)?",
        r"(?:pesimo|pesima|pesimos|malisimo|malisima|horrible|terrible|asco|basura|porqueria|una mierda|desastre|decepcion|decepcionado|decepcionada|inutil|inutiles|lamentable|lo peor|peor servicio|perdida de|indignante|vergonzoso|fatal|penoso|patetico|nefasto|nefasta|una broma|que pena|cutre|hartos?|harta|hartas|me canse|cansado de|cansada de|decepcionante|fiasco)",
        r"(?:nadie|nunca|no|jamas|ni) (?:me |nos |le |les |han |me han |ha |nos han |se dignan a |se dignaron a |responden ni |te ){0,2}(?:responde|responden|respondio|respondieron|contesta|contestan|contesto|contestaron|atiende|atienden|atendio|llamo|llamaron|resuelve|resuelven|aparecio|aparecieron|llego|llegaron|respondido|contestado|escribio|escribieron|devolvieron|dan respuesta|dio respuesta|dan solucion|solucionan)",
        r"(?:sigo|seguimos|llevo|llevamos|estoy|meses|semanas|dias|horas) (?:[^ ]+ ){0,3}(?:esperando|sin respuesta|sin solucion|reclamando)",
        r"(?:cobraron|cobran|cobro|cobrando|descontaron|cargaron|cobrado) (?:dos veces|doble|sin|de mas|igual|dos|otra vez|el doble|otra)",
        r"(?:me|nos) (?:cobraron|cobran|descontaron|cargaron|cobro|colgaron|dejaron|vendieron|bloquearon|estafaron|enganaron|ignoran|ignoraron|mintieron)",
        r"(?:devuelvan|devuelvanme|devolucion|reembolso|reembolsen|reclamo|denuncia|profeco|indecopi|quiero mi (?:dinero|plata)|mi dinero de vuelta|regresenme)",
        r"(?:llaman|llamaron|llamado|escriben|escribieron|insisten|llamando|marcan|marcaron) (?:a cada rato|todos los dias|todo el dia|\d+ veces|mil veces|diario|sin parar|a todas horas|tres veces|cinco veces|cada)",
        r"(?:\d+|tres|dos|cuatro|cinco|mil|varias|muchas) veces y",
    ),
    _whole(
        "customer_already",
        -70,
        r"(?:mi|mis|nuestra|nuestro|nuestras) (?:cuenta|suscripcion|factura|facturas|pedido|pedidos|orden|reembolso|ticket|contrasena|clave|membresia|renovacion|recibo|envio|paquete|licencia|plan|cobro|pago|compra|usuario|acceso|contrato|caso|reclamo|tarjeta|prueba gratis|prueba|version|inscripcion|app)",
        r"(?:cancelar|cancelo|cancelarlo|cancelacion|cancele|cancelamos|doy de baja|dar de baja|darme de baja|darse de baja|darlo de baja|baja del|la baja|reembolso|mi factura|la factura de|facturas|iniciar sesion|contrasena|restablecer|recuperar|rastrear|rastreo|seguimiento de mi|numero de guia|se renovo|renovaron|renovacion|desuscribir[a-z]*|devolucion|bajar de plan|actualizacion|soporte tecnico|soporte)",
        r"(?:soy|somos|feliz|ya soy|ya somos|como|siendo|era|fui|felices|fiel) (?:un |una |muy |sus |su |feliz |fiel )?(?:cliente|clienta|clientes|clientas|usuario|usuaria|suscriptor|suscriptora|suscriptores)(?! (?:nuevo|nueva|potencial))",
        r"(?:ya (?:lo |la |los |tengo |tenemos |uso |usamos |usa )?(?:tengo|tenemos|uso|usamos|pague|compre|contrate|trabajamos|trabajo|contratamos|tiene|cuento|contamos|pago|pagamos|otro|soy|somos|estoy|estamos) )(?!(?:buscando|listo|lista|cansado|cansada|interesad[oa]|decidid[oa]|convencid[oa]|harto|harta|listos|el presupuesto|presupuesto|viendo|comparando|por) )",
        r"(?:llevo|llevamos) (?:[^ ]+ ){0,3}(?:usando|usandolo|usandola|con ustedes|con vosotros|pagando|suscrito|suscrita|siendo)",
        r"(?:la uso|lo uso|lo usamos|la usamos|uso) (?:desde|hace|todos los dias|a diario|diario|en mi|siempre)",
        r"(?:como|donde|no puedo|no podemos|no me deja|no logro|por que no puedo|no encuentro|puedo) (?:se |hago para |puedo |le hago para |lo |la )?(?:cambio|cambiar (?:el|la|mi)|actualizo|actualizar|borro|borrar|elimino|eliminar|recupero|recuperar|edito|editar|desactivo|desactivar|activo|activar|entro|entrar a mi|entrar|descargo mi|exporto mis|ingreso|ingresar|accedo a mi|conecto mi|reconecto|vuelvo a|bajo de|pauso|pausar|agrego|quito|quitar|transferir)",
        r"(?:activen|activan|activar|habiliten|habilitan) (?:el|mi|la|los) ",
        r"(?:desde la (?:ultima )?actualizacion|con la nueva version|tras la actualizacion|en ajustes|en configuracion|en la configuracion)",
        r"(?:otra|otro) (?:herramienta|sistema|app|proveedor|plataforma) y (?:estamos|estoy|nos|va)",
        r"(?:mi|nuestra|nuestro) (?:asesor|asesora|ejecutivo|ejecutiva|vendedor|vendedora) ",
    ),
    _whole(
        "job_seeker_or_recruiter",
        -100,
        r"(?:contratando|estan contratando|vacante|vacantes|empleo|empleos|trabajo|trabajar|cv|curriculum|hoja de vida|practicas|pasantia|pasantias|pasante|practicante|becario|becaria|becarios|reclutador[a]?|reclutando|reclutamiento|bolsa de trabajo|sueldo|salario|postular|postularme|postulo|postulacion|medio tiempo|tiempo completo|teletrabajo|chamba|laburo|curro|puesto de|el puesto|puestos disponibles|oferta laboral|oportunidad laboral|seleccion de personal|candidato|candidata|candidatos|entrevista de|mi perfil|contratarme|contratenme|contraten|contratan gente|estan buscando (?:gente|personal)|buscan (?:gente|personal|vendedores|community)|me contratan|recursos humanos|rrhh|pega)",
    ),
    _whole(
        "vendor_pitch",
        -100,
        r"(?:ofrecemos|ofrezco|te ofrezco|les ofrezco|te ofrecemos|les ofrecemos|brindamos|somos expertos|somos especialistas|nos dedicamos|me dedico a|vendo|vendemos|fabricamos|fabricantes|distribuimos|realizamos|disenamos|diseno|desarrollamos|creamos|hacemos (?:paginas|sitios|videos|diseno|logos|contenido|publicidad|campanas|crecer|apps|edicion|que)|hago (?:paginas|logos|videos|diseno|sitios|edicion|contenido)|edito videos|manejo redes|gestionamos (?:tus|sus)|ayudamos|ayudo a|te ayudo|les ayudo|te ayudamos|los ayudamos|podemos ayudarte|puedo ayudarte|puedo ayudarlos|podemos ayudarlos|te hago|te armo|te consigo|te conseguimos|conseguimos|armamos|tengo a la venta|a la venta por|ofrecerles|ofrecerte|proponerles|proponerte|presentarles|presentarte|mostrarles (?:nuestro|nuestra|mi|lo)|mostrarte (?:nuestro|nuestra|mi|lo))",
        r"(?:nuestros servicios|mis servicios|nuestra agencia|mi agencia|nuestro portafolio|mi portafolio|mi portfolio|nuestro portfolio|nuestra propuesta comercial|servicios de (?:marketing|diseno|edicion|seo|traduccion|limpieza|community|publicidad|programacion|desarrollo|contabilidad|asistencia|call center|fotografia|impresion)|nuestra empresa (?:ofrece|fabrica|se dedica|brinda)|nuestro equipo (?:hace|ofrece|crea|disena)|nuestros clientes (?:ganan|ven|han|logran|duplican)|asistentes virtuales)",
        r"(?:soy|somos) (?:un |una |su )?(?:[^ ]+ )?(?:disenador|disenadora|disenadores|freelance|freelancer|freelancers|programador|programadora|desarrollador|desarrolladora|desarrolladores|editor|editora|fotografo|fotografa|copywriter|videografo|agencia|fabricantes|proveedores|proveedor|mayoristas|importadores|estudio creativo|productora|redactor|redactora|traductor|traductora|asistente virtual|ilustrador|ilustradora)",
        r"(?:necesitas|quieres|buscas|te gustaria|te interesa|les interesa|le interesa|les gustaria) (?:mas |un |una |tener |vender |aumentar |crecer |conseguir |renovar |duplicar |mejorar |hacer crecer |que tu |ganar |generar )?(?:[^ ]+ )?(?:seguidores|clientes|ventas|web|pagina|logo|leads|trafico|posicionamiento|seo|likes|redes|marca|negocio|ingresos|pacientes|vistas|visitas|colaborar|colaboracion|canje|invertir|mas)",
        r"(?:pide|pidan|solicita|solicite|pregunta por|consulta|cotiza|aparta|agenda|reserva|adquiere|pedi) (?:tu|su|nuestro|nuestros|nuestra|por nuestros|mi|mis|la tuya|el tuyo)",
        r"(?:visita|visiten|sigue|sigan|siganme|sigueme|checa|chequen|mira|miren|revisa|entra a|conoce|conozcan) (?:mi|nuestro|nuestra|mis|nuestros|nuestras) ",
        r"(?:escribeme|escribenos|contactame|contactanos|mandame (?:dm|mensaje)|manda (?:dm|mensaje)|escribime|hablame|habla conmigo|hablanos|info al|informes al|precios al|mas info al|te paso|te mando|te cuento|info por whatsapp|pedidos al) (?:y (?:te|les)|para (?:mas|que te|ganar|info|empezar|colaborar|invertir|crecer)|si (?:te interesa|quieres|buscas|necesitas)|info|al \+|phonex|por|precios|al whatsapp|\+|whatsapp|dm)",
        r"(?:represento a|en nombre de|alianza|colaboracion|colaborar|canje|inversionistas?|inversores|seguidores|backlinks|posicionamos|ronda de|te propongo|les propongo|propuesta de colaboracion|propuesta comercial para (?:ti|ustedes|tu)|al por mayor|mayoreo nuestros|dropshipping)",
    ),
    _whole(
        "spam",
        -100,
        r"(?:gana (?:\$|\d|dinero|hasta|plata)|ganar (?:dinero|\$|\d|plata)|ganando (?:\$|\d|dinero)|gano \d|ingresos (?:extra|pasivos|desde)|dinero (?:facil|rapido|desde)|desde casa|libertad financiera|cripto|criptomonedas|bitcoin|btc|forex|trading|binance|inversion (?:minima|garantizada)|invierte|invertir en|prestamos?|creditos? (?:rapidos?|sin|inmediatos?)|sin buro|amarres?|brujo|tarot|vidente|hechizos?|casino|apuestas|onlyfans|contenido exclusivo|telegram|multinivel|red de mercadeo|rendimientos?|"
        r"ganancias?|gracias a la (?:senora|sra)|gracias al (?:senor|sr|dr)|link en (?:mi )?(?:bio|perfil)|enlace en (?:mi )?(?:bio|perfil)|mira mi perfil|en mi perfil|mi bio|haz clic|da clic|dale clic|has ganado|ganaste|premio|sorteo|regalamos|seguidores (?:baratos|reales|gratis)|se vende|se busca novio|se busca novia|te sigo si|follow por follow|sigueme y te sigo|emprende conmigo|unete a mi|mi mentor|mi mentora|hola linda|hola hermosa|hola guapo|hola guapa)",
    ),
    _whole(
        "sarcasm",
        -70,
        r"(?:🙄|🤡|🥱|/s|si claro|si como no|como no|claro que si campeon|aja si|<s>aja|aja|ajam|seguro que si|sisi|si si claro|no pues wow|uy si|uf si|ay si|que originales?|que novedad|que sorpresa|que ganga|vaya ganga|menuda ganga|gangazo|lo que me faltaba|lo que nos faltaba|justo lo que (?:me faltaba|le faltaba|nos faltaba|necesitaba (?:otra|otro|, otra|, otro))|otra app|otra suscripcion|otro software|otra herramienta|otra plataforma|otra mensualidad|otro crm|otro bot|otro pago|otra cosa que pagar|que podria salir mal|que puede salir mal|dijo nadie|nadie nunca|nadie jamas|absolutamente nadie|vendo (?:mi|un) rinon|vender un rinon|un rinon|el rinon|vendi un rinon|un ojo|el alma|"
        r"es broma|era broma|bromita|mentira jaja|ntc|no es cierto|noticia de ultima hora|cuentame una de vaqueros|ya valio|tambien (?:me |te |nos )?(?:hace|lava|plancha|cocina|prepara|pasea|trapea|paga|barre|cambia panales|saca)|(?:hace|prepara|sirve|trae) (?:el |tambien |un |cafe|tambien el )?(?:cafe|desayuno|arroz|tacos|empanadas|tortilla|mate)|planche|lava los platos|me lava|me plancha|saca a pasear|me paga (?:la|el)|y el unicornio|jaja no|jajaja no|que risa|me muero de risa)",
        r"cuanto (?:te|le|les|nos|os|se) (?:pagan|pagaron|dieron|dan|pago|han pagado|habran pagado|llevas)",
        r"(?:te pagaron|le pagaron|les pagaron|publicidad pagada|contenido pagado|pagado por|patrocinado|vendido|vendida|te vendiste|os pagan|bien que cobras|te pagan)",
    ),
    _whole(
        "schoolwork_or_press",
        -90,
        r"(?:tesis|tarea|tareas|para (?:la|mi|una) (?:clase|materia|escuela|facultad|uni|universidad|asignatura|investigacion|exposicion|maestria)|trabajo (?:de|para) (?:la |mi |una )?(?:clase|uni|escuela|universidad|facultad|grado|investigacion|fin)|tfg|tfm|mi profesor|mi profe|mi profesora|mi maestro|mi maestra|proyecto (?:escolar|de la|de clase|universitario|de grado|final|para la (?:uni|escuela|clase|universidad))|soy estudiante|somos estudiantes|estudiante de|estudiantes de|soy periodista|periodista|reportaje|nota para|articulo sobre|un articulo|encuesta|entrevistar|entrevista|caso de estudio|ensayo|trabajo practico|tp de|investigacion academica|trabajo final)",
    ),
)
SIGNALS = (*LOCAL, *WHOLE)

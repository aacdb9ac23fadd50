"""Spanish: what speaks against a lead. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(Group.LOCAL, "about_the_post", -60, r"""
(?:otro|mas|proximo|siguiente|un|nuevo) (?:video|videos|episodio|capitulo|reel|live|podcast|tutorial)(?: (?:sobre|de|asi)|<e>)
(?:segunda parte|parte dos|parte 2|proximo episodio|temporada \d)
"""),
    Signal(Group.LOCAL, "negated", -200, r"""
(?:no|ni|nunca|jamas|tampoco|nadie|ya no|nada de) (?:me |nos |te |le |les |lo |la |los |las |se |estoy |estamos |voy a |vamos a |pienso |creo que |es que |ando |quiero |necesito |tengo |hace falta |vine a |vengo a ){0,3}(?:interesa|interesan|interesado|interesada|interesados|quiero|quiere|queremos|necesito|necesita|necesitamos|compro|comprar|compraria|comprarlo|compra|pagaria|pagar|pago|pedi|pido|pedir|pregunte|pregunto|busco|buscando|buscamos|contrato|contratar|contrataria|vuelvo a|suscribirme|convence|convencen|convencio|gasto|gastar|llamen|escriban|manden|mandes|molesten|insistan|gracias|usaria|probar|lo recomiendo|recomiendo|gastaria|alcanza|pica|caigo|demos|saber nada|ganas|loco|loca|regalado|regalada|gratis|borracho|de broma|muerto|es para mi|compren)
(?:dejen|deja|paren|basta|basta ya|dejad|pare) (?:ya )?(?:de )?(?:llamar|escribir|mandar|molestar|llamarme|escribirme|mandarme|ofrecerme|ofrecer|vender|insistir|spamear|enviar|enviarme|preguntar|pedir)
(?:yo paso|paso de|conmigo no cuenten|no cuenten conmigo|olvidenlo|olvidalo|ni loco|ni loca|ni regalado|ni regalada|ni de broma|ni a palos|ni en pedo|ni muerto|ni muerta|ni de chiste|ni en suenos|ni gratis|quita quita|dios me libre|antes muerta|antes muerto|nel|naranjas|de ninguna manera|ni aunque|no gracias|ni hablar|pero paso|<s>paso<e>)
(?:ni|aunque|si) (?:me )?(?:pagaran|pagan|paguen|lo regalen|lo regalan|la regalan|fuera gratis|me lo regalan|me la regalan|me lo regalen)
no hace falta|sin (?:interes|ganas|intencion|ningun interes)
(?:borrame|borren|borrenme|quitenme|eliminenme|saquenme|quitame|sacame) (?:de|ya|mi)
(?:lo que menos|lo ultimo que) (?:necesito|quiero|me faltaba|necesitamos)
(?:estoy|estamos|ando) (?:bien|feliz|contento|contenta|contentos|a gusto|cubiert[oa]s?) (?:con|asi|sin)
(?:quien|a quien) (?:necesita|quiere|pagaria|compraria|va a (?:pagar|comprar)|en su sano|paga|le interesa|pregunto)
mejor (?:compren\w*|comprense|compra\w*|usen|gasten)
"""),
    Signal(Group.LOCAL, "asks_why", -100, r"""
<s>(?:y |pero )?(?:por que|porque) (?!no (?:me|nos) (?:mandan|pasan|dan|envian|llaman))[^ ]+
"""),
    Signal(Group.LOCAL, "in_the_past", -120, r"""
<s>(?:y )?(?:a |en |de |con |por )?(?:quien|que|cuando|donde|cual|cuantos|cuantas)(?: [^ ]+){0,3} (?:fue|fueron|hizo|hicieron|era|eran|decidio|tuvo|hubo|gano|anuncio|arruino|resultaron|tenia|dijo|escucho|estaba)
(?:ya |lo |la |los |las |me |nos |yo |le |les |se |te |hoy |una vez |te lo |se lo |me lo ){0,3}(?:compre|contrate|pague|pagamos|pedi|pedimos|probe|adquiri|adquirimos|ordene|me suscribi|suscribi|nos suscribimos|solicite|pregunte|preguntamos|cotice|recibi|recibimos|llame|llamamos|tuve|tuvimos|hice|hicimos|use|fui|fuimos|registre|agende|regale|vendi|vendimos|tome|asisti|asistimos|descargue|instale|cambiamos|gaste|gastamos|escribi|atendieron|cobraron|vendieron|prometieron|mandaron|enviaron|dijeron|ofrecieron|llamaron|encanto|encantaron|hicieron|dieron|mostraron|contrataste|compraste|renove|renovamos|firme|baje|pensaba|pense en|quedamos con|anote|se anoto|se apunto|nos quedamos con|me quede con)
(?:el ano pasado|la semana pasada|el mes pasado|hace (?:\d+|un|una|dos|tres|unos|unas|varios|varias|mucho|anos|meses|poco|tiempo|cuatro|cinco)|ayer|anoche|en 20[012]\d|cuando era|en su dia|antes era|antes eran|en aquel|desde 20[012]\d|anteayer|el otro dia|aquella vez)
(?:estuvo|estuvieron|fue|fueron|quedo|salio|resulto|era|eran|acabo|termino|llego|venia) (?:muy |super |tan |de |la |lo |el |una |un |bien |re |a ){0,2}(?:increible|genial|buenisima|buenisimo|excelente|mejor|peor|buena|bueno|malisima|mala|aburrida|desastre|asco|bien|util|espectacular|brutal|broma|perdida|gran|divertida|lindo|linda|10|diez|padre|chido|chida|chevere|estupenda|maravillosa|puro|pura|fatal|gratis|vencid[oa]|nombre de)
(?:mejor|peor) (?:compra|inversion|gasto|decision|dinero)
(?:queria|pensaba|iba a|estuve por|pense en) (?:[^ ]+ ){0,4}(?:pero|hasta que|antes)
(?:se cayo|se trabo|se colgo)
"""),
    Signal(Group.LOCAL, "third_party", -120, r"""
<quien> (?:ya |siempre |tambien |me |lo |la |les |le |se |nunca |hasta |esta |anda |sigue |que |quiere |fue |va |hace |dice que |me dijo que |no |tiene |del trabajo ){0,3}(?:compro|pago|pidio|pregunto|pregunta|preguntando|probo|contrato|dice|dijo|dicen|uso|usa|quiere|queria|tiene|vende|trabaja|encanto|suscribio|cobraron|conto|comenta|pide|piden|pidiendo|preguntan|compra|compran|gasto|recomendo|recomienda|necesita|insiste|tuvo|hizo|quieren|vendieron|jura|odia|ama|contesto|renovo|anoto|mostraran)
(?:dicen|segun|me dijeron|me contaron|escuche|he oido|supe|se rumorea|cuentan|me entere) (?:que|de|por)
(?:todos|todo el mundo|la gente|medio mundo|los comentarios|la mitad) (?:[^ ]+ )?(?:preguntando|pregunta|preguntan|pidiendo|piden|quiere|queriendo|diciendo|comenten)
(?:alguien|que alguien) (?:compreselo|compresela|digale|diganle|avisele|compremelo|expliquele|le diga|me lo compre|que me lo regale|regaleme|que le diga)
(?:les|le) (?:pidieron|cobraron|dijeron|ofrecieron|vendieron|mandaron|prometieron)
"""),
    Signal(Group.LOCAL, "idiom", -200, r"""
(?:la|el|lo|los) (?:de la )?competencia
(?:precio|precios|costo|coste|valor|cuanto cuesta|cuanto vale) (?:de |del |de la |la |el |un kilo de )?(?:vida|luz|gasolina|gas|bencina|nafta|alquiler|renta|comida|huevos|huevo|pan|leche|aceite|dolar|euro|bitcoin|vivienda|cerveza|cafe|carne|pollo|aguacate|aguacates|palta|tortilla|tortillas|cebolla|tomate|jitomate|limon|exito|fama|amor|libertad|belleza|gloria|amistad|oro|uva|boleto|una vida|super|silencio|felicidad|sonar|sonreir|tu tiempo|esfuerzo|tiempo|progreso|perder)
(?:precio de (?!comprar|contratar|instalar|adquirir)\w+(?:ar|er|ir)|todo tiene (?:un|su) precio|no tiene precio|a que costo|a toda costa|a cualquier precio|pagar el precio|pague el precio|el precio a pagar|el precio que|vale la pena|valer la pena|cuanto vale la pena|valores humanos|valor humano|el valor de (?:la|el|las|los|ser)|el valor que (?:das|aportas)|de gran valor|mucho valor|aporta valor|agrega valor)
(?:compro (?:ese|tu|el|la|esa) (?:argumento|idea|discurso|teoria|excusa|razonamiento|mocion)|te (?:la|lo) compro|no compro|vender humo|vendes humo|vendieron humo|venden humo|vendehumos?|por amor al arte|prueba de (?:amor|fuego|embarazo|fe|vida|que|ello|covid|paternidad)|a prueba de|pruebas de|el plan de dios|plan b|buen plan|plan de vida|plan perfecto|planazo|<s>que plan<e>|sin planes|planes para (?:el|hoy|este)|al mejor postor|tiempo es (?:dinero|oro)|me doy cuenta|en cuenta|por cuenta|dar cuenta|el dinero no compra|comprar tiempo|comprar (?:la )?felicidad|dime algo|dime como haces|cuentame que)
cuanto (?:tiempo (?:sin|perdido)|falta|amor|drama|cringe|odio|te quiero|me (?:alegro|gusta|encanta|identifico|rio)|talento|arte|silencio|te (?:pagan|pagaron|dan|dieron|admiro|amo|extrano)|le pagaron|le pagan|les pagan|nos pagan|pagan|ganan|ganas|gana|se gana|miden|mides|pesas|duermes|bien|mal|mas|descaro|cinismo|que no|hater|envidioso|humo|cuento|mide|pesa|orgullo|les habra|le habra)
"""),
    Signal(Group.LOCAL, "wishful", -60, r"""
(?:ojala|si (?:tuviera|pudiera|me ganara|gano|fuera rico|fuera rica|me alcanzara|tuviese|me sacara|me saco)|algun dia|en mis suenos|en otra vida|cuando sea (?:rico|rica|grande|millonario|millonaria)|sonar no cuesta|quien pudiera|quien tuviera|cuando gane|soy pobre|ya quisiera yo)
(?:imagina|imaginense|imaginate|imagino) (?:pagar|comprar|que|un|pedir|gastar)
si me dieran (?:un|una)
"""),
    Signal(Group.WHOLE, "something_else", -90, r"""
(?:donde|de donde|que|cual|cuanto|precio|link|quien|como se llama|marca|esa|ese|tu|esos|esas|su) (?:[^ ]+ ){0,4}(?:chaqueta|chamarra|camisa|camiseta|playera|remera|polera|sudadera|vestido|zapatos|zapatillas|tenis|gorra|sombrero|gafas|collar|aretes|labial|champu|shampoo|pelo|cabello|maquillaje|outfit|sueter|pantalon|abrigo|falda|taza|sofa|sillon|lampara|camara|microfono|tripode|aro de luz|audifonos|cancion|musica|pelicula|alfombra|perro|perrito|gato|gatito|tatuaje|unas|perfume|saco|blazer|corbata|bufanda|botas|mochila|entradas|boletos|concierto|filtro|calcetines|pulsera|guitarra|campera|pendientes|anillo|esmalte|tinte|letrero)(?= [^.]{0,80}(?:\?|usas|traes|llevas|tienes|compraste|<e>|\Z|del fondo))
que marca es
(?:hablo|digo|pregunto|me refiero) (?:de|a|por) [^.]{0,50} no (?:de|a|por)? ?(?:su|tu|est\w+)
(?:est[aeo]s?|de aqui) no<e>|no (?:esta|este|estas|estos|esa|ese)<e>|(?:las|los|la|el) otr[oa]s? ?,
(?:donde|en que tienda) (?:compraste|conseguiste|sacaste)
(?:que|cual) \w+ (?:usas|usan en el video|traes|llevas)
(?:cuanto|que) (?:les |te )?(?:habra costado|costo) (?:la produccion|el video|hacer)
"""),
    Signal(Group.WHOLE, "complaint", -70, r"""
(?:estafa|estafadores|estafaron|robo|ladrones|rateros|fraude|mentira|mentirosos|publicidad enganosa|enganan|enganaron|enganosa|abuso|abusivos?|verguenza|trucho|choros|vividores|sinverguenzas|plantad[oa]s?|timo|sablazo|atraco)
(?:cobraron|cobran|cobro|cobrando|descontaron|cargaron|cobrado) (?:dos veces|doble|sin|de mas|igual|otra vez|el doble|otra)
(?:me|nos) (?:cobraron|descontaron|cargaron|colgaron|dejaron|vendieron|bloquearon|estafaron|enganaron|ignoran|ignoraron|mintieron|cobraron)
(?:devuelvan|devuelvanme|me devuelvan|devolucion|reembolso|reembolsen|reclamo|denuncia|profeco|indecopi|quiero mi (?:dinero|plata)|mi dinero de vuelta|regresenme)
(?:pesimo|pesima|pesimos|malisimo|malisima|porqueria|una mierda|decepcion|decepcionado|decepcionada|inutil|inutiles|lamentable|peor servicio|indignante|vergonzoso|penoso|patetico|nefasto|nefasta|una broma|decepcionante|fiasco|muy serios|cutre)
"""),
    Signal(Group.WHOLE, "grumble", -45, r"""
(?:se (?:cae|cayo|traba|trabo|congela|congelo|cuelga|colgo|cierra|cerro|crashea|crasheo|me cae|rompio|pasma|pego|bugueo|desconecta|desconecto)|crasheo|crashea|no (?:funciona|jala|abre|carga|anda|prende|sincroniza|responde|me deja|aparece|sirvio|funciono|cargo|abrio|reconoce|llego)|falla|fallas|fallo|bug|bugs)
(?:carisimo|carisima|carisimos|muy caro|muy cara|demasiado caro|tan caro|re caro|super caro|bien caro|que caro|esta caro|es caro|caros|un ojo de la cara|exagerado|exagerados|por las nubes|se pasan|se pasaron|impagable|sobrevalorado|vaya precios?|menudo precio)(?! [^.]{0,12}\?)
(?:subieron|suben|aumentaron|subio|duplicaron|encarecieron|inflaron|subis|siguen subiendo) (?:[^ ]+ ){0,3}(?:precio|precios|tarifa|tarifas|cuota|mensualidad|plan|planes|costo)
a alguien mas (?:le|se le)|le (?:sale|pasa) a alguien|(?:horrible|terrible|asco|basura|desastre|lo peor|defectuos[oa]s?|aplastad[oa]s?|vencid[oa]s?|de regreso|suerte (?:para|con|en) que|por que (?:se duplico|subio|subieron|tan car)|que pena|harta de|hartas|me canse|cansado de|cansada de|tanto bombo|un excel con)
(?:nadie|nunca|no|jamas|ni) (?:me |nos |le |les |han |me han |ha |nos han |se dignan a |se dignaron a |responden ni |te ){0,2}(?:responde|responden|respondio|respondieron|contesta|contestan|contesto|contestaron|atiende|atienden|atendio|llamo|llamaron|resuelve|resuelven|respondido|contestado|devolvieron)
(?:sigo|seguimos|llevo|llevamos|meses|semanas|lleva) (?:[^ ]+ ){0,3}(?:esperando|sin respuesta|sin solucion|reclamando)
(?:llaman|llamaron|llamado|escriben|escribieron|insisten|llamando|marcan|marcaron) (?:a cada rato|todos los dias|todo el dia|\d+ veces|mil veces|diario|sin parar|a todas horas|tres veces|cinco veces|cada)
(?:\d+|tres|dos|cuatro|cinco|mil|varias|muchas) veces
"""),
    Signal(Group.WHOLE, "customer_already", -75, r"""
mi certificado|(?:termine|acabe|complete|aprobe) (?:el|mi|su) (?:curso|programa|nivel)
(?:mi|mis|nuestra|nuestras) (?:cuenta|suscripcion|factura|facturas|pedido|pedidos|orden|reembolso|ticket|contrasena|clave|membresia|renovacion|recibo|paquete|licencia|cobro|compra|usuario|acceso|reclamo|prueba gratis|inscripcion|asesor|asesora|ejecutivo|ejecutiva|vendedor|vendedora)
(?:como cancelo|cancelar (?:mi|la|el)|quiero cancelar|cancelarlo|cancelacion|cancele|cancelamos|doy de baja|dar de baja|darme de baja|darse de baja|darlo de baja|baja del|reembolso|iniciar sesion|contrasena|restablecer|rastrear|rastreo|seguimiento de mi|numero de guia|se renovo|renovaron|desuscribir[a-z]*|devolucion|bajar de plan|soporte tecnico|reactive)
(?:soy|somos|feliz|ya soy|ya somos|siendo|era|fui|felices|fiel) (?:un |una |muy |sus |su |feliz |fiel |de los )?(?:cliente|clienta|clientes|clientas|usuario|usuaria|suscriptor|suscriptora|suscriptores)(?! (?:nuevo|nueva|potencial|de (?:hubspot|salesforce|zendesk|la competencia)))
ya (?:lo |la |los |las )?(?:tengo|tenemos|uso|usamos|pague|compre|contrate|trabajamos|contratamos|cuento|contamos|pago|pagamos)(?! (?:la plata|el dinero|la tarjeta|listo|presupuesto|el presupuesto|decidido|la guita|la lana|mi tarjeta))
(?:llevo|llevamos) (?:[^ ]+ ){0,3}(?:usando|usandolo|usandola|con ustedes|con vosotros|pagando|suscrito|suscrita|siendo)
(?:la uso|lo uso|lo usamos|la usamos) (?:desde|hace|todos los dias|a diario|diario|en mi|siempre)
(?:como|donde|no puedo|no podemos|no me deja|no logro|por que no puedo|no encuentro|puedo) (?:se |hago para |puedo |le hago para |lo |la )?(?:cambio (?:el|la|mi)|cambiar (?:el correo|la contrasena|mi)|actualizo|borro|borrar|elimino|eliminar|recupero|recuperar|edito|editar|desactivo|desactivar|entro|entrar a mi|entrar|descargo mi|exporto mis|ingreso|ingresar|accedo a mi|conecto mi|reconecto|bajo de|pauso|pausar|quitar|transferir mi|doy de baja|programar nada)
(?:activen|activan|activar|habiliten|habilitan|reactiven) (?:el|mi|la|los)
(?:desde la (?:ultima )?actualizacion|con la nueva version|tras la actualizacion|en ajustes|en configuracion|en la configuracion|desde la actualizacion)
(?:otra|otro) (?:herramienta|sistema|app|proveedor|plataforma) y (?:estamos|estoy|nos|va)
(?:factura de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|codigo para entrar)
"""),
    Signal(Group.WHOLE, "job_seeker_or_recruiter", -100, r"""
(?:contratando|estan contratando|vacante|vacantes|empleo|empleos|busco trabajo|buscando trabajo|trabajar (?:con|en|para) (?:ustedes|vosotros|su|esta)|cv|curriculum|hoja de vida|practicas|pasantia|pasantias|pasante|practicante|becario|becaria|becarios|reclutador[a]?|reclutando|reclutamiento|bolsa de trabajo|sueldo|salario|puestos para|tienen puestos|se buscan|la plaza|plaza de|busco plaza|incorporacion inmediata|contratamos personas|paga diaria|postular|postularme|postulo|postulacion|medio tiempo|tiempo completo|chamba|laburo|curro|el puesto|puestos disponibles|curriculums|oferta laboral|oportunidad laboral|candidato|candidata|candidatos|entrevista de|contratarme|contratenme|contratan gente|estan buscando (?:gente|personal)|buscan (?:gente|personal|vendedores|community)|me contratan|recursos humanos|rrhh|portafolios|anos de experiencia)
"""),
    Signal(Group.WHOLE, "vendor_pitch", -100, r"""
(?:ofrecemos|ofrezco|te ofrezco|les ofrezco|te ofrecemos|les ofrecemos|brindamos|somos expertos|somos especialistas|nos dedicamos a (?:hacer|crear|disenar)|fabricamos|realizamos|disenamos|diseno|desarrollamos|creamos|imprimimos|hacemos (?:paginas|sitios|videos|diseno|logos|contenido|publicidad|campanas|crecer|apps|edicion)|hago (?:paginas|logos|videos|diseno|sitios|edicion|contenido)|les hago reels|edito videos|manejo redes|gestionamos (?:tus|sus)|ayudamos a|ayudo a|te ayudo|les ayudo|te ayudamos|los ayudamos|podemos ayudarte|puedo ayudarte|puedo ayudarlos|podemos ayudarlos|te hago|le hago precio|te armo|te consigo|te conseguimos|tengo a la venta|a la venta por|ofrecerles|ofrecerte|proponerles|proponerte|presentarles|presentarte|mostrarles (?:nuestro|nuestra|mi|lo)|mostrarte (?:nuestro|nuestra|mi|lo))
(?:nuestros servicios|mis servicios|mis tarifas|nuestras tarifas|nuestro portafolio|mi portafolio|mi portfolio|nuestro portfolio|nuestra propuesta comercial|servicios de (?:marketing|diseno|edicion|seo|traduccion|limpieza|community|publicidad|programacion|desarrollo|contabilidad|asistencia|call center|fotografia|impresion)|nuestra empresa (?:ofrece|fabrica|se dedica|brinda)|nuestro equipo (?:hace|ofrece|crea|disena)|nuestros clientes (?:ganan|ven|han|logran|duplican)|asistentes virtuales|me dedico al|por si necesitan)
(?:soy|somos) (?:un |una |su )?(?:[^ ]+ )?(?:disenador|disenadora|disenadores|programador|programadora|desarrollador|desarrolladora|desarrolladores|editor|editora|fotografo|fotografa|copywriter|videografo|agencia de (?:video|marketing|publicidad|diseno|contenido)|fabricantes|proveedores|mayoristas|importadores|estudio creativo|productora|redactor|redactora|traductor|traductora|asistente virtual|ilustrador|ilustradora)
(?:por si (?:alguien|necesitan|ocupan)|tomo (?:[^ ]+ ){0,2}clientes|con gusto les|vendo mi|a la orden)
(?:vendo|vendemos|hacemos|fabricamos) (?:[^ ]+ ){0,10}(?:desde \d+|(?:por|al) (?:dm|inbox|interno|privado)|mejores|a mitad|mas barat\w+|mensaje)
(?:vendo|vendemos) (?:seguidores|likes|bases|cuentas|leads|listas|mi|licencias|plantillas|publicidad|cursos)
(?:necesitas|quieres|buscas|te gustaria|te interesa|les interesa|le interesa|les gustaria) (?:mas |un |una |tener |vender |aumentar |crecer |conseguir |renovar |duplicar |mejorar |hacer crecer |que tu |ganar |generar )?(?:[^ ]+ )?(?:seguidores|clientes|ventas|web|pagina|logo|leads|trafico|posicionamiento|seo|likes|redes|marca|negocio|ingresos|pacientes|vistas|visitas|colaborar|colaboracion|canje|invertir)
(?:pide|pidan|solicita|solicite|consulta|cotiza|cotice|agenda|reserva|adquiere|pedi) (?:tu|su|nuestro|nuestros|nuestra|sin compromiso)
(?:escribeme|escribenos|escribame|contactame|contactanos|mandame (?:dm|mensaje)|manda (?:dm|mensaje)|escribime|hablame|habla conmigo|hablanos|te paso|te mando|te cuento|info por whatsapp) (?:y (?:te|les|le)|para (?:mas|que te|ganar|info|empezar|colaborar|invertir|crecer)|si (?:te interesa|quieres|buscas|necesitas)|info|al inbox)
(?:precios|informes|info|pedidos) (?:al|por) (?:dm|inbox|privado|whatsapp|phonex) (?:phonex|\+|aqui mismo)
(?:represento a (?:una agencia|marcas|artistas|un estudio)|alianza|colaboracion|colaborar|canje|embajadora de la marca|embajador de la marca|a cambio de producto|inversionistas?|inversores|seguidores|backlinks|posicionamos|ronda de|te propongo|les propongo|mejor precio del mercado)
"""),
    Signal(Group.WHOLE, "spam", -100, r"""
(?:gana (?:\$|\d|dinero|hasta|plata)|ganar (?:dinero|\$|\d|plata)|ganando (?:\$|\d|dinero)|gano \d|ingresos (?:extra|pasivos|desde)|dinero (?:facil|rapido|desde)|desde casa|libertad financiera|cripto|criptomonedas|bitcoin|btc|forex|trading|binance|inversion (?:minima|garantizada)|invierte|inviertan|invertir en|el prestamo|prestamos?|creditos? (?:rapidos?|sin|inmediatos?)|sin buro|amarres?|brujo|tarot|vidente|hechizos?|casino|apuestas|onlyfans|contenido exclusivo|telegram|multinivel|red de mercadeo|rendimientos?)
(?:gracias a la (?:senora|sra)|gracias al (?:senor|sr|dr)|link en (?:mi )?(?:bio|perfil)|enlace en (?:mi )?(?:bio|perfil)|mira mi perfil|mi bio|haz clic|da clic|dale clic|has ganado|ganaste|premio|sorteo|regalamos|seguidores (?:baratos|reales|gratis)|se busca novio|se busca novia|te sigo si|follow por follow|sigueme y te sigo|emprende conmigo|unete a mi|mi mentor|mi mentora|hola linda|hola hermosa|hola guapo|hola guapa|recupere el triple)
"""),
    Signal(Group.WHOLE, "sarcasm", -75, r"""
(?:🙄|🤡|🥱|/ s|si claro|si como no|claro que si campeon|aja|ajam|seguro que si|si si claro|en esta economia|no pues wow|uy si|uf si|ay si|que originales?|que novedad|que ganga|vaya ganga|menuda ganga|gangazo|lo que me faltaba|lo que nos faltaba|justo lo que (?:me faltaba|le faltaba|nos faltaba|necesitaba , otr[oa])|otra app|otra suscripcion|otro software|otra mensualidad|otro pago|otra cosa que pagar|que podria salir mal|que puede salir mal|dijo nadie|nadie nunca|nadie jamas|absolutamente nadie|<s>claro , y)
(?:vendo (?:mi|un) rinon|vender un rinon|un rinon|el rinon|vendi un rinon|el unicornio|es broma|era broma|bromita|ntc|no es cierto|noticia de ultima hora|ya valio|casi me da (?:un|algo)|un infarto|tambien (?:me |te |nos )?(?:hace|lava|plancha|cocina|prepara|pasea|trapea|paga|barre|saca) (?:el|la|los|mi|al|cafe)|(?:hace|prepara|sirve|trae) (?:el |tambien |un )?(?:cafe|desayuno|arroz|tacos|empanadas|mate)|lava los platos|me lava|me plancha|saca a pasear|jaja no|jajaja no|que risa)
cuanto (?:te|le|les|nos|os|se) (?:pagan|pagaron|dieron|dan|pago|han pagado|habran pagado)
cuanta? (?:guita|plata|dinero|lana) habran
(?:te pagaron|le pagaron|les pagaron|publicidad pagada|contenido pagado|patrocinado|te vendiste|os pagan|te pagan|son bots|estos comentarios|se nota la pauta)
"""),
    Signal(Group.WHOLE, "schoolwork_or_press", -90, r"""
(?:tesis|tarea|tareas|de prensa|trabajo en un medio|para (?:la|mi|una) (?:clase|materia|escuela|facultad|uni|universidad|asignatura|investigacion|exposicion|maestria)|trabajo (?:de|para) (?:la |mi |una )?(?:clase|uni|escuela|universidad|facultad|grado|investigacion|fin)|tfg|tfm|mi profesor|mi profe|mi profesora|mi maestro|mi maestra|proyecto (?:escolar|de la|de clase|universitario|de grado|final|para la (?:uni|escuela|clase|universidad))|soy estudiante de|somos estudiantes|soy periodista|periodista|reportaje|encuesta|entrevistar|caso de estudio|ensayo|trabajo practico|investigacion academica|trabajo final|bibliografia|doy clases de)
"""),
)

"""Spanish: who writes with another purpose. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.WHOLE,
        "something_else",
        -90,
        r"""
(?:donde|de donde|que|cual|cuanto|precio|link|quien|como se llama|marca|esa|ese|tu|esos|esas|
    su) (?:[^ ]+ ){0,4}(?:chaqueta|chamarra|camisa|camiseta|playera|remera|polera|sudadera|vestido|zapatos|
    zapatillas|tenis|gorra|sombrero|gafas|collar|aretes|labial|champu|shampoo|pelo|cabello|maquillaje|outfit|
    sueter|pantalon|abrigo|falda|taza|sofa|sillon|lampara|camara|microfono|tripode|aro de luz|audifonos|
    cancion|musica|pelicula|alfombra|perro|perrito|gato|gatito|tatuaje|unas|perfume|saco|blazer|corbata|
    bufanda|botas|mochila|entradas|boletos|concierto|filtro|calcetines|pulsera|guitarra|campera|pendientes|
    anillo|esmalte|tinte|letrero)(?= [^.]{0,80}(?:\?|usas|traes|llevas|tienes|compraste|<e>|\Z|del fondo))
que marca es
(?:hablo|digo|pregunto|me refiero) (?:de|a|por) [^.]{0,50} no (?:de|a|por)? ?(?:su|tu|est\w+)
(?:est[aeo]s?|de aqui) no<e>|no (?:esta|este|estas|estos|esa|ese)<e>|(?:las|los|la|el) otr[oa]s? ?,
(?:donde|en que tienda) (?:compraste|conseguiste|sacaste)
(?:que|cual) \w+ (?:usas|usan en el video|traes|llevas)
(?:cuanto|que) (?:les |te )?(?:habra costado|costo) (?:la produccion|el video|hacer)
""",
    ),
    Signal(
        Group.WHOLE,
        "complaint",
        -70,
        r"""
(?:estafa|estafadores|estafaron|robo|ladrones|rateros|fraude|mentira|mentirosos|publicidad enganosa|enganan|
    enganaron|enganosa|abuso|abusivos?|verguenza|trucho|choros|vividores|sinverguenzas|plantad[oa]s?|timo|
    sablazo|atraco)
(?:cobraron|cobran|cobro|cobrando|descontaron|cargaron|cobrado) (?:dos veces|doble|sin|de mas|igual|otra vez|
    el doble|otra)
(?:me|nos) (?:cobraron|descontaron|cargaron|colgaron|dejaron|vendieron|bloquearon|estafaron|enganaron|ignoran|
    ignoraron|mintieron|cobraron)
(?:devuelvan|devuelvanme|me devuelvan|devolucion|reembolso|reembolsen|reclamo|denuncia|profeco|indecopi|
    quiero mi (?:dinero|plata)|mi dinero de vuelta|regresenme)
(?:pesimo|pesima|pesimos|malisimo|malisima|porqueria|una mierda|decepcion|decepcionado|decepcionada|inutil|
    inutiles|lamentable|peor servicio|indignante|vergonzoso|penoso|patetico|nefasto|nefasta|una broma|
    decepcionante|fiasco|muy serios|cutre)
""",
    ),
    Signal(
        Group.WHOLE,
        "grumble",
        -45,
        r"""
(?:se (?:cae|cayo|traba|trabo|congela|congelo|cuelga|colgo|cierra|cerro|crashea|crasheo|me cae|rompio|pasma|
    pego|bugueo|desconecta|desconecto)|crasheo|crashea|no (?:funciona|jala|abre|carga|anda|prende|sincroniza|
    responde|me deja|aparece|sirvio|funciono|cargo|abrio|reconoce|llego)|falla|fallas|fallo|bug|bugs)
(?:carisimo|carisima|carisimos|muy caro|muy cara|demasiado caro|tan caro|re caro|super caro|bien caro|que caro
    |esta caro|es caro|caros|un ojo de la cara|exagerado|exagerados|por las nubes|se pasan|se pasaron|
    impagable|sobrevalorado|vaya precios?|menudo precio)(?! [^.]{0,12}\?)
(?:subieron|suben|aumentaron|subio|duplicaron|encarecieron|inflaron|subis|
    siguen subiendo) (?:[^ ]+ ){0,3}(?:precio|precios|tarifa|tarifas|cuota|mensualidad|plan|planes|costo)
a alguien mas (?:le|se le)|le (?:sale|pasa) a alguien|(?:horrible|terrible|asco|basura|desastre|lo peor|
    defectuos[oa]s?|aplastad[oa]s?|vencid[oa]s?|de regreso|suerte (?:para|con|en) que|por que (?:se duplico|
    subio|subieron|tan car)|que pena|harta de|hartas|me canse|cansado de|cansada de|tanto bombo|un excel con)
(?:nadie|nunca|no|jamas|ni) (?:me |nos |le |les |han |me han |ha |nos han |se dignan a |se dignaron a |
    responden ni |te ){0,2}(?:responde|responden|respondio|respondieron|contesta|contestan|contesto|
    contestaron|atiende|atienden|atendio|llamo|llamaron|resuelve|resuelven|respondido|contestado|devolvieron)
(?:sigo|seguimos|llevo|llevamos|meses|semanas|lleva) (?:[^ ]+ ){0,3}(?:esperando|sin respuesta|sin solucion|
    reclamando)
(?:llaman|llamaron|llamado|escriben|escribieron|insisten|llamando|marcan|marcaron) (?:a cada rato|
    todos los dias|todo el dia|\d+ veces|mil veces|diario|sin parar|a todas horas|tres veces|cinco veces|cada)
(?:\d+|tres|dos|cuatro|cinco|mil|varias|muchas) veces
""",
    ),
    Signal(
        Group.WHOLE,
        "customer_already",
        -75,
        r"""
mi certificado|(?:termine|acabe|complete|aprobe) (?:el|mi|su) (?:curso|programa|nivel)
(?:mi|mis|nuestra|nuestras) (?:cuenta|suscripcion|factura|facturas|pedido|pedidos|orden|reembolso|ticket|
    contrasena|clave|membresia|renovacion|recibo|paquete|licencia|cobro|compra|usuario|acceso|reclamo|
    prueba gratis|inscripcion|asesor|asesora|ejecutivo|ejecutiva|vendedor|vendedora)
(?:como cancelo|cancelar (?:mi|la|el)|quiero cancelar|cancelarlo|cancelacion|cancele|cancelamos|doy de baja|
    dar de baja|darme de baja|darse de baja|darlo de baja|baja del|reembolso|iniciar sesion|contrasena|
    restablecer|rastrear|rastreo|seguimiento de mi|numero de guia|se renovo|renovaron|desuscribir[a-z]*|
    devolucion|bajar de plan|soporte tecnico|reactive)
(?:soy|somos|feliz|ya soy|ya somos|siendo|era|fui|felices|fiel) (?:un |una |muy |sus |su |feliz |fiel |
    de los )?(?:cliente|clienta|clientes|clientas|usuario|usuaria|suscriptor|suscriptora|
    suscriptores)(?! (?:nuevo|nueva|potencial|de (?:hubspot|salesforce|zendesk|la competencia)))
ya (?:lo |la |los |las )?(?:tengo|tenemos|uso|usamos|pague|compre|contrate|trabajamos|contratamos|cuento|
    contamos|pago|pagamos)(?! (?:la plata|el dinero|la tarjeta|listo|presupuesto|el presupuesto|decidido|
    la guita|la lana|mi tarjeta))
(?:llevo|llevamos) (?:[^ ]+ ){0,3}(?:usando|usandolo|usandola|con ustedes|con vosotros|pagando|suscrito|
    suscrita|siendo)
(?:la uso|lo uso|lo usamos|la usamos) (?:desde|hace|todos los dias|a diario|diario|en mi|siempre)
(?:como|donde|no puedo|no podemos|no me deja|no logro|por que no puedo|no encuentro|puedo) (?:se |hago para |
    puedo |le hago para |lo |la )?(?:cambio (?:el|la|mi)|cambiar (?:el correo|la contrasena|mi)|actualizo|
    borro|borrar|elimino|eliminar|recupero|recuperar|edito|editar|desactivo|desactivar|entro|entrar a mi|
    entrar|descargo mi|exporto mis|ingreso|ingresar|accedo a mi|conecto mi|reconecto|bajo de|pauso|pausar|
    quitar|transferir mi|doy de baja|programar nada)
(?:activen|activan|activar|habiliten|habilitan|reactiven) (?:el|mi|la|los)
(?:desde la (?:ultima )?actualizacion|con la nueva version|tras la actualizacion|en ajustes|en configuracion|
    en la configuracion|desde la actualizacion)
(?:otra|otro) (?:herramienta|sistema|app|proveedor|plataforma) y (?:estamos|estoy|nos|va)
(?:factura de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|
    codigo para entrar)
""",
    ),
    Signal(
        Group.WHOLE,
        "sarcasm",
        -75,
        r"""
(?:🙄|🤡|🥱|/ s|si claro|si como no|claro que si campeon|aja|ajam|seguro que si|si si claro|en esta economia|
    no pues wow|uy si|uf si|ay si|que originales?|que novedad|que ganga|vaya ganga|menuda ganga|gangazo|
    lo que me faltaba|lo que nos faltaba|justo lo que (?:me faltaba|le faltaba|nos faltaba|
    necesitaba , otr[oa])|otra app|otra suscripcion|otro software|otra mensualidad|otro pago|
    otra cosa que pagar|que podria salir mal|que puede salir mal|dijo nadie|nadie nunca|nadie jamas|
    absolutamente nadie|<s>claro , y)
(?:vendo (?:mi|un) rinon|vender un rinon|un rinon|el rinon|vendi un rinon|el unicornio|es broma|era broma|
    bromita|ntc|no es cierto|noticia de ultima hora|ya valio|casi me da (?:un|algo)|un infarto|tambien (?:me |
    te |nos )?(?:hace|lava|plancha|cocina|prepara|pasea|trapea|paga|barre|saca) (?:el|la|los|mi|al|cafe)|
    (?:hace|prepara|sirve|trae) (?:el |tambien |un )?(?:cafe|desayuno|arroz|tacos|empanadas|mate)|
    lava los platos|me lava|me plancha|saca a pasear|jaja no|jajaja no|que risa)
cuanto (?:te|le|les|nos|os|se) (?:pagan|pagaron|dieron|dan|pago|han pagado|habran pagado)
cuanta? (?:guita|plata|dinero|lana) habran
(?:te pagaron|le pagaron|les pagaron|publicidad pagada|contenido pagado|patrocinado|te vendiste|os pagan|
    te pagan|son bots|estos comentarios|se nota la pauta)
""",
    ),
)

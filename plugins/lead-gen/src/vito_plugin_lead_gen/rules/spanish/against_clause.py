"""Spanish: what takes back the intents of its clause. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.LOCAL,
        "about_the_post",
        -60,
        r"""
(?:otro|mas|proximo|siguiente|un|nuevo) (?:video|videos|episodio|capitulo|reel|live|podcast|
    tutorial)(?: (?:sobre|de|asi)|<e>)
(?:segunda parte|parte dos|parte 2|proximo episodio|temporada \d)
""",
    ),
    Signal(
        Group.LOCAL,
        "negated",
        -200,
        r"""
(?:no|ni|nunca|jamas|tampoco|nadie|ya no|nada de) (?:me |nos |te |le |les |lo |la |los |las |se |estoy |
    estamos |voy a |vamos a |pienso |creo que |es que |ando |quiero |necesito |tengo |hace falta |vine a |
    vengo a ){0,3}(?:interesa|interesan|interesado|interesada|interesados|quiero|quiere|queremos|necesito|
    necesita|necesitamos|compro|comprar|compraria|comprarlo|compra|pagaria|pagar|pago|pedi|pido|pedir|pregunte
    |pregunto|busco|buscando|buscamos|contrato|contratar|contrataria|vuelvo a|suscribirme|convence|convencen|
    convencio|gasto|gastar|llamen|escriban|manden|mandes|molesten|insistan|gracias|usaria|probar|lo recomiendo
    |recomiendo|gastaria|alcanza|pica|caigo|demos|saber nada|ganas|loco|loca|regalado|regalada|gratis|borracho
    |de broma|muerto|es para mi|compren)
(?:dejen|deja|paren|basta|basta ya|dejad|pare) (?:ya )?(?:de )?(?:llamar|escribir|mandar|molestar|llamarme|
    escribirme|mandarme|ofrecerme|ofrecer|vender|insistir|spamear|enviar|enviarme|preguntar|pedir)
(?:yo paso|paso de|conmigo no cuenten|no cuenten conmigo|olvidenlo|olvidalo|ni loco|ni loca|ni regalado|
    ni regalada|ni de broma|ni a palos|ni en pedo|ni muerto|ni muerta|ni de chiste|ni en suenos|ni gratis|
    quita quita|dios me libre|antes muerta|antes muerto|nel|naranjas|de ninguna manera|ni aunque|no gracias|
    ni hablar|pero paso|<s>paso<e>)
(?:ni|aunque|si) (?:me )?(?:pagaran|pagan|paguen|lo regalen|lo regalan|la regalan|fuera gratis|me lo regalan|
    me la regalan|me lo regalen)
no hace falta|sin (?:interes|ganas|intencion|ningun interes)
(?:borrame|borren|borrenme|quitenme|eliminenme|saquenme|quitame|sacame) (?:de|ya|mi)
(?:lo que menos|lo ultimo que) (?:necesito|quiero|me faltaba|necesitamos)
(?:estoy|estamos|ando) (?:bien|feliz|contento|contenta|contentos|a gusto|cubiert[oa]s?) (?:con|asi|sin)
(?:quien|a quien) (?:necesita|quiere|pagaria|compraria|va a (?:pagar|comprar)|en su sano|paga|le interesa|
    pregunto)
mejor (?:compren\w*|comprense|compra\w*|usen|gasten)
""",
    ),
    Signal(
        Group.LOCAL,
        "asks_why",
        -100,
        r"""
<s>(?:y |pero )?(?:por que|porque) (?!no (?:me|nos) (?:mandan|pasan|dan|envian|llaman))[^ ]+
""",
    ),
    Signal(
        Group.LOCAL,
        "in_the_past",
        -120,
        r"""
<s>(?:y )?(?:a |en |de |con |por )?(?:quien|que|cuando|donde|cual|cuantos|cuantas)(?: [^ ]+){0,3} (?:fue|
    fueron|hizo|hicieron|era|eran|decidio|tuvo|hubo|gano|anuncio|arruino|resultaron|tenia|dijo|escucho|estaba)
(?:ya |lo |la |los |las |me |nos |yo |le |les |se |te |hoy |una vez |te lo |se lo |me lo ){0,3}(?:compre|
    contrate|pague|pagamos|pedi|pedimos|probe|adquiri|adquirimos|ordene|me suscribi|suscribi|nos suscribimos|
    solicite|pregunte|preguntamos|cotice|recibi|recibimos|llame|llamamos|tuve|tuvimos|hice|hicimos|use|fui|
    fuimos|registre|agende|regale|vendi|vendimos|tome|asisti|asistimos|descargue|instale|cambiamos|gaste|
    gastamos|escribi|atendieron|cobraron|vendieron|prometieron|mandaron|enviaron|dijeron|ofrecieron|llamaron|
    encanto|encantaron|hicieron|dieron|mostraron|contrataste|compraste|renove|renovamos|firme|baje|pensaba|
    pense en|quedamos con|anote|se anoto|se apunto|nos quedamos con|me quede con)
(?:el ano pasado|la semana pasada|el mes pasado|hace (?:\d+|un|una|dos|tres|unos|unas|varios|varias|mucho|anos
    |meses|poco|tiempo|cuatro|cinco)|ayer|anoche|en 20[012]\d|cuando era|en su dia|antes era|antes eran|
    en aquel|desde 20[012]\d|anteayer|el otro dia|aquella vez)
(?:estuvo|estuvieron|fue|fueron|quedo|salio|resulto|era|eran|acabo|termino|llego|venia) (?:muy |super |tan |
    de |la |lo |el |una |un |bien |re |a ){0,2}(?:increible|genial|buenisima|buenisimo|excelente|mejor|peor|
    buena|bueno|malisima|mala|aburrida|desastre|asco|bien|util|espectacular|brutal|broma|perdida|gran|
    divertida|lindo|linda|10|diez|padre|chido|chida|chevere|estupenda|maravillosa|puro|pura|fatal|gratis|
    vencid[oa]|nombre de)
(?:mejor|peor) (?:compra|inversion|gasto|decision|dinero)
(?:queria|pensaba|iba a|estuve por|pense en) (?:[^ ]+ ){0,4}(?:pero|hasta que|antes)
(?:se cayo|se trabo|se colgo)
""",
    ),
    Signal(
        Group.LOCAL,
        "third_party",
        -120,
        r"""
<quien> (?:ya |siempre |tambien |me |lo |la |les |le |se |nunca |hasta |esta |anda |sigue |que |quiere |fue |
    va |hace |dice que |me dijo que |no |tiene |del trabajo ){0,3}(?:compro|pago|pidio|pregunto|pregunta|
    preguntando|probo|contrato|dice|dijo|dicen|uso|usa|quiere|queria|tiene|vende|trabaja|encanto|suscribio|
    cobraron|conto|comenta|pide|piden|pidiendo|preguntan|compra|compran|gasto|recomendo|recomienda|necesita|
    insiste|tuvo|hizo|quieren|vendieron|jura|odia|ama|contesto|renovo|anoto|mostraran)
(?:dicen|segun|me dijeron|me contaron|escuche|he oido|supe|se rumorea|cuentan|me entere) (?:que|de|por)
(?:todos|todo el mundo|la gente|medio mundo|los comentarios|la mitad) (?:[^ ]+ )?(?:preguntando|pregunta|
    preguntan|pidiendo|piden|quiere|queriendo|diciendo|comenten)
(?:alguien|que alguien) (?:compreselo|compresela|digale|diganle|avisele|compremelo|expliquele|le diga|
    me lo compre|que me lo regale|regaleme|que le diga)
(?:les|le) (?:pidieron|cobraron|dijeron|ofrecieron|vendieron|mandaron|prometieron)
""",
    ),
    Signal(
        Group.LOCAL,
        "idiom",
        -200,
        r"""
(?:la|el|lo|los) (?:de la )?competencia
(?:precio|precios|costo|coste|valor|cuanto cuesta|cuanto vale) (?:de |del |de la |la |el |un kilo de )?(?:vida
    |luz|gasolina|gas|bencina|nafta|alquiler|renta|comida|huevos|huevo|pan|leche|aceite|dolar|euro|bitcoin|
    vivienda|cerveza|cafe|carne|pollo|aguacate|aguacates|palta|tortilla|tortillas|cebolla|tomate|jitomate|
    limon|exito|fama|amor|libertad|belleza|gloria|amistad|oro|uva|boleto|una vida|super|silencio|felicidad|
    sonar|sonreir|tu tiempo|esfuerzo|tiempo|progreso|perder)
(?:precio de (?!comprar|contratar|instalar|adquirir)\w+(?:ar|er|ir)|todo tiene (?:un|su) precio|
    no tiene precio|a que costo|a toda costa|a cualquier precio|pagar el precio|pague el precio|
    el precio a pagar|el precio que|vale la pena|valer la pena|cuanto vale la pena|valores humanos|
    valor humano|el valor de (?:la|el|las|los|ser)|el valor que (?:das|aportas)|de gran valor|mucho valor|
    aporta valor|agrega valor)
(?:compro (?:ese|tu|el|la|esa) (?:argumento|idea|discurso|teoria|excusa|razonamiento|mocion)|te (?:la|
    lo) compro|no compro|vender humo|vendes humo|vendieron humo|venden humo|vendehumos?|por amor al arte|
    prueba de (?:amor|fuego|embarazo|fe|vida|que|ello|covid|paternidad)|a prueba de|pruebas de|el plan de dios
    |plan b|buen plan|plan de vida|plan perfecto|planazo|<s>que plan<e>|sin planes|planes para (?:el|hoy|este)
    |al mejor postor|tiempo es (?:dinero|oro)|me doy cuenta|en cuenta|por cuenta|dar cuenta|
    el dinero no compra|comprar tiempo|comprar (?:la )?felicidad|dime algo|dime como haces|cuentame que)
cuanto (?:tiempo (?:sin|perdido)|falta|amor|drama|cringe|odio|te quiero|me (?:alegro|gusta|encanta|identifico|
    rio)|talento|arte|silencio|te (?:pagan|pagaron|dan|dieron|admiro|amo|extrano)|le pagaron|le pagan|
    les pagan|nos pagan|pagan|ganan|ganas|gana|se gana|miden|mides|pesas|duermes|bien|mal|mas|descaro|cinismo|
    que no|hater|envidioso|humo|cuento|mide|pesa|orgullo|les habra|le habra)
""",
    ),
    Signal(
        Group.LOCAL,
        "wishful",
        -60,
        r"""
(?:ojala|si (?:tuviera|pudiera|me ganara|gano|fuera rico|fuera rica|me alcanzara|tuviese|me sacara|me saco)|
    algun dia|en mis suenos|en otra vida|cuando sea (?:rico|rica|grande|millonario|millonaria)|sonar no cuesta
    |quien pudiera|quien tuviera|cuando gane|soy pobre|ya quisiera yo)
(?:imagina|imaginense|imaginate|imagino) (?:pagar|comprar|que|un|pedir|gastar)
si me dieran (?:un|una)
""",
    ),
)

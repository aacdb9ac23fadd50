"""Spanish: a lead asks for a price. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.BARE,
        "asks_price",
        70,
        r"""
<s>(?:el |los |la |las |su |sus |lista de |tu )?(?:<precio>|planes|plan)(?: (?:al dm|por dm|dm|por privado|
    al privado|privado|por inbox|inbox|y [^ ]+|por mensaje|mensual|anual|por usuario|final|del plan|
    de los planes|de lista|al [^ ]+|por [^ ]+|mayorista|unitario|actual|actualizada|actualizados))?<e>
""",
    ),
    Signal(
        Group.INTENT,
        "asks_price",
        70,
        r"""
(?:cuanto|cuanta plata|cuanto dinero|que tanto|como cuanto|en cuanto|por cuanto|a cuanto|de cuanto|
    cuanta guita|cuanta lana) (?:me |nos |se |te |lo |la |les |le |mas o menos |aprox |aproximadamente |
    mensual |anual |seria lo que |al final |por mes |al mes |ya ){0,2}(?:cuest\w*|costar\w*|costo|vale|valen|
    valdria|sale|salen|saldria|saldrian|es|son|seria|serian|sera|cobran|cobras|cobrais|cobrari\w*|piden|pides|
    pedis|esta|estan|anda|andan|queda|quedaria|quedan|hay que (?:pagar|poner|invertir|desembolsar)|
    toca (?:pagar|poner)|tengo que (?:pagar|poner)|tendria\w* que (?:pagar|poner)|debo pagar|se paga|pagari\w*
    |viene|vendria|dejan|dejas|tienen|venden|vendes|vende|dan|el|la|los|las|por|para|al mes|al ano|mensual|
    anual|implica|haria falta|cobra|sube|seria|cada|c/u|de|nos|me)(?! (?:la pena|para que|para la proxima|
    por (?:decir|hacer|ese)|todo esto de ser|un peruano))
<s>(?:y )?(?:cuanto|en cuanto|a cuanto|como cuanto|cuanto seria|cuanto es)<e>
(?:a|de) (?:como|cuanto) (?:el|la|los|las|esta|estan|sale|lo|es|seria|dan|dejan|venden)
<s>a como<e>
<s>(?:el |los |la |las |que |su )?<precio> (?:para|por|de|del|al|con|sin|a|en) (?!la (?:vida|fama|gasolina|luz
    |carne)|el exito|fama|vida|burla|risa|locos|lo que)<0-5>[^ ]+<e>
(?:que|cual|cuales|como|saber|conocer|consultar|preguntar|averiguar|ver|consulta|consulto|sobre|acerca de|duda
    |acerca|respecto a|dejan|dejen|informen|tendran|tienen|tienes|tenes|manejan|hay|entender|comparar|revisar|
    que onda) (?:anda |van |estan |esta |son |es |seria |serian |manejan |tal |por |un |una |algun |alguna |
    en |de |el |los |la |las |sus |su |tu |tus |nuevos |nueva |sobre |aproximado |mas o menos |con |que |lo |
    rango de |lista de |tabla de ){0,4}(?:precio|precios|costo|costos|coste|costes|tarifa|tarifas|tarifario|
    valor|valores|presupuesto|cotizacion|mensualidad|cuota|lista de precios|inversion|pricing|aranceles|
    arancel)(?! (?:humano|nutricional|agregado|sentimental|humanos|de la (?:vida|fama|gasolina|luz)|tan|
    a la basura|que (?:das|aporta)))
(?:que|con que|de que) (?:precio|precios|costo|coste|tarifa|tarifas|valor|valores|presupuesto) (?!mas|tan|
    altos|bajos|de la|que)
<dame> (?:[^ ]+ ){0,6}(?:<precio>|lista|numeros|planes|paquetes)(?! de (?:la|mi) (?:vida|fama|cancion))
(?<!ya )(?:quiero|quisiera|queria|necesito|necesitar|necesitaria|necesitamos|queremos|busco|buscamos|
    solicit\w+|pido|requiero|requerimos|gustaria|ocupo|interesa|esperando) (?:[^ ]+ ){0,4}(?:pricing|
    cotizacion|cotizaciones|presupuesto|presupuestos|precio|precios|costos|tarifas|cotizar|propuesta|
    lista)(?! (?:justo|de vida))
(?:cotizan|cotizas|cotizame|cotizenme|coticenme|coticeme|cotizarme|cotizarnos|cotizo|cotizamos|a cotizar|
    para cotizar|quiero cotizar|presupuestarme|presupuestenme|me cotiz(?:an?|as|en|aria\w*)|nos cotiz(?:an?|as
    |en|aria\w*))
(?:puedo pagar\w*|se puede pagar\w*|podria pagar\w*|como se paga|se podra pagar)
(?:es|son|sale|sera|esta) (?:muy |tan |medio )?(?:car[oa]s?|gratis|gratuit[oa])(?= [^.]{0,60}\?)
(?:cobran|cobras|se cobra|se paga|es|cuesta|va) (?:[^ ]+ ){0,2}por (?:usuario|mes|licencia|seat|puesto|agente|
    paciente|persona|sede|sucursal|doctor|medico|canal|alumno|equipo)
""",
    ),
)

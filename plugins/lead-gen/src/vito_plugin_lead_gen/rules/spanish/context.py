"""Spanish: what makes an intent likelier, and words of offers that are none alone.

No accents: the text is read without them.
"""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "mentions_offer",
        30,
        r"""
(?:precio|precios|costo|costos|coste|costes|tarifa|tarifas|cotizacion|cotizar|presupuesto|licencia|licencias|
    suscripcion|prueba gratis|prueba gratuita|demo|demostracion|folleto|catalogo|ficha tecnica|marca blanca|
    cuotas|mensualidad|por usuario|adquirir|inscripcion|propuesta|mayoreo|por mayor|mayorista|membresia|
    version gratis|descuento|descuentos|promocion|promo|promos|pedido minimo|plazo de entrega|
    tiempos? de entrega|lista de espera|preventa|agotado|agotada|se agoto|contra ?entrega|formas? de pago|
    meses sin intereses|sin iva|mas iva|facilidades de pago|matricula|cupos?|mes de prueba|precio neto|
    financiamiento|condiciones (?:para|de|comerciales)|nequi|mercado ?pago|bizum|yape|beca|
    becas)(?! de (?:la vida|la fama|la gasolina|amor|fe))
<s>hay (?:un |algun )?(?:plan|promo|descuento|paquete|stock|version|beca|curso|clases|cupo)
(?:plan|planes|paquete|opcion|version|licencia|suscripcion) (?:mas )?(?:barat\w+|economic\w+|basic\w+|
    accesible|chic\w+|pequen\w+|inicial|mensual|anual|pro|premium|empresa\w*|profesional|gratis|gratuit\w+|
    grande|individual|familiar|free|starter|avanzado)s?
(?:hay|tienen|tienes|tenes|teneis|tendran|manejan|manejas|ofrecen|hacen|haceis|existe|dan|algun|alguna|aplican
    |cuentan con|sacan|habra|me hacen|me dan) (?:[^ ]+ ){0,3}(?:plan|planes|descuento|descuentos|promo|promos|
    promocion|promociones|oferta|ofertas|paquete|paquetes|tarifa|tarifas|financiamiento|financiacion|credito|
    facilidades|licencias|membresias?|suscripcion|combo|combos|precio especial|rebaja|pack|
    packs)(?! (?:de vida|para (?:el finde|hoy|esta noche)))
(?:aceptan|aceptas|reciben) (?:tarjeta|efectivo|transferencia|paypal|pagos?|cuotas|equipos|meses|dolares|
    bitcoin|cripto)
corto de presupuesto|reacondicionad[oa]s?|codigo de descuento|cupon|pedido de|preventa|tienda fisica|
    tiendas fisicas|envios?|al mes|por mes|propuesta|proveedores|licencia|en linea|presencial\w*|
    clases (?:individuales|grupales|presenciales)|requerimientos|a prueba|de prueba|webinar|piloto|
    mercado pago|en soles|en pesos|en dolares|en euros
""",
    ),
    Signal(
        Group.INTENT,
        "mentions_offer",
        25,
        r"""
(?:planes|(?:el|un|su|ese|este|algun|que|cual|hay) plan|prueba|al mes|por mes|mensual|comprar|compra|contratar
    |pedido|pedir|anticipo|stock|envio|envios|paquete|paquetes|pagar|pago|proveedor|garantia|curso|clases|
    tarjeta|transferencia|efectivo|credito|gratis|piloto|contrato|implementacion|integracion|migracion|
    unidades|horarios|sucursal|ventas|anual)(?! de (?:la vida|la fama|la gasolina|amor|fe))
bolsas?|botes?|tarros?|sobres|taller|entrada al|domicilio|examen de colocacion|formulario|proceso de compra|
    acuerdo marco|programa de socios|margen|beneficio|pagos?|por sede|disponibilidad|entregas?|variante|combo|
    lite|el gratis|lectores?|tabletas?|diademas?|impresoras?|soportes?|a meses|talla|tallas|licencias donadas|
    pruebas|meter a mi|kilos?|sabor|muestras?|instalar|sin compromiso
""",
    ),
    Signal(
        Group.CONTEXT,
        "asks",
        25,
        r"""
\?
<s>(?:cuanto|cuanta|cuantos|cuantas|donde|cual|cuales|quien|hay|tienen|tienes|tenes|se puede|puedo|podria|
    podrian|pueden|manejan|aceptan|hacen|como (?:hago|puedo|le hago|se|es|funciona|me|va|van|anda|esta|estan|
    sigue)|que (?:precio|plan|incluye|costo|tal|onda)|a como|cuando|algun|alguna|me (?:dan|pasan|mandan|ayudan
    |pueden))
(?:seria posible|es posible|hay posibilidad|habria posibilidad|habra chance|quisiera saber|queria saber|
    me gustaria saber|diganme|avisenme|favor de)
""",
    ),
    Signal(
        Group.NEARBY,
        "addresses_vendor",
        10,
        r"""
(?:ustedes|vosotros|tienen|manejan|ofrecen|venden|hacen|pueden|podrian|aceptan|tenes|teneis|su (?:producto|
    plataforma|app|sistema|servicio|equipo|empresa|herramienta|software)|tu (?:producto|app|servicio|sistema|
    herramienta)|vuestro|vuestra|cuentan con)
""",
    ),
    Signal(
        Group.NEARBY,
        "requests",
        15,
        r"""
(?:por favor|please|favor de|de favor|gracias de antemano|agradeceria|quedo atent[oa]|quedo a la espera)
<dame>
""",
    ),
    Signal(
        Group.NEARBY,
        "wants",
        15,
        r"""
(?:quiero|quisiera|queremos|quisieramos|necesito|necesitamos|gustaria|me interesa|nos interesa|busco|buscamos|
    deseo|requiero|requerimos|ocupo|estoy buscando|estamos buscando|estoy listo|estoy lista|me urge)
""",
    ),
    Signal(
        Group.CONTEXT,
        "own_business",
        15,
        r"""
(?:mi|mis|nuestro|nuestra|nuestros|nuestras|para un|para una|para el|para la) (?:[^ ]+ )?(?:equipo|empresa|
    negocio|clinica|consultorio|consulta|tienda|agencia|despacho|restaurante|salon|gimnasio|gym|escuela|
    colegio|startup|oficina|estudio|hospital|bodega|hotel|panaderia|cafeteria|fundacion|ong|fabrica|clientes|
    empleados|pacientes|alumnos|vendedores|pyme|emprendimiento|local|taller|farmacia|spa|inmobiliaria|academia
    |consultora|veterinaria|peluqueria|sucursales|planta|constructora|prospectos|almacen|flota|centro|comercio
    |cooperativa|estetica)
(?:tengo|tenemos|llevo|llevamos|manejo|manejamos|administro|dirijo|abri|abrimos|voy a abrir|gestionamos|
    gestiono|atendemos|trabajo en) (?:una |un |unas |unos |\d+ |dos |tres |mi |
    redes de ){0,2}(?:[^ ]+ )?<org_es>
(?:soy|somos) (?:una |un |la |el |\d+ |dos |tres |cuatro |cinco |seis |siete |ocho |diez |doce |
    veinte )?(?:[^ ]+ )?(?:<org_es>|duen[oa]s?|gerente|encargad[oa]|nutriolog[oa]|nutricionista|doctora?|
    dentista|odontolog[oa]|fisio|fisioterapeuta|psicolog[oa]|coach|entrenador|entrenadora|freelance|
    community manager|medic[oa]s?|abogad[oa]s?|contador|contadora|emprendedora?s?|social media|veterinari[oa]|
    terapeuta|tres|dos|cuatro|cinco|seis|siete)
""",
    ),
    Signal(
        Group.CONTEXT,
        "team_size",
        15,
        r"""
(?:equipo|grupo|empresa|clinica|despacho|agencia|plantilla) de (?:unas |unos |como )?(?:\d+|dos|tres|cuatro|
    cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cincuenta)
(?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|
    cincuenta) (?:[a-z]+ )?<org_es>
somos (?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte)
""",
    ),
    Signal(
        Group.CONTEXT,
        "soon",
        5,
        r"""
urgente|urge|cuanto antes|lo antes posible|ya mismo|hoy mismo|esta semana|este mes|este ano|este trimestre|
    la proxima semana|el proximo mes|la semana que viene|la semana entrante|el mes que viene|
    antes de(?:l)? (?:lunes|viernes|fin de|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|
    octubre|noviembre|diciembre|verano)|manana|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|
    septiembre|octubre|noviembre|diciembre)|para el (?:lunes|martes|miercoles|jueves|viernes|sabado)
""",
    ),
    Signal(
        Group.CONTEXT,
        "has_a_problem",
        15,
        r"""
se nos pierde|se me pierde|nos ahogamos|me ahogo|no doy abasto|no damos abasto|a mano|en excel|en un excel|
    en papel|en cuaderno|libreta|un caos|un lio|un despelote|un relajo|un quilombo|un desorden|(?:perdemos|
    pierdo|pierde) (?:[^ ]+ ){0,2}(?:clientes|pacientes|ventas|citas|tiempo)|hart[oa]s? de (?:excel|hojas|
    planillas)|planillas|todo manual|manualmente
""",
    ),
)

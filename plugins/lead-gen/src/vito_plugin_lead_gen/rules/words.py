"""The macros of the tables: words that stand for each other. The Spanish ones are without accents."""

ENGLISH = {
    "demo": (
        "demo|demos|demonstration|walkthrough|walk through|trial|trials|test drive|pilot|poc|"
        "proof of concept|sample|samples|trial version|free version|test account|trial account|"
        "sandbox|trial run|free month|test run|demo call"
    ),
    "info": (
        "info|information|details|specifics|brochure|catalog|catalogue|one pager|deck|spec sheet|"
        "datasheet|literature|material|materials"
    ),
    "org": (
        "team|teams|company|business|clinic|clinics|practice|shop|shops|store|stores|agency|firm|"
        "restaurant|restaurants|salon|gym|gyms|school|schools|startup|office|offices|department|"
        "studio|hospital|warehouse|hotel|hotels|bakery|cafe|church|nonprofit|non profit|ngo|factory|"
        "brand|brands|club|clients|employees|staff|organization|organisation|org|patients|students|"
        "reps|agents|users|seats|people|sales team|support team|workshop|franchise|dealership|"
        "pharmacy|kindergarten|university|college|municipality|charity|spa|crew|branch|branches|"
        "locations|nurses|doctors|dentists|drivers|technicians|salespeople|members|trainers|coaches|"
        "therapists|dietitians|nutritionists|accounts|boutique|bar"
    ),
    "thing": (
        "tool|tools|system|systems|software|solution|platform|app|crm|provider|service|program|"
        "product|alternative|replacement|vendor|supplier|package|device|machine|unit|course|"
        "assistant|scheduler|helpdesk|model|version|setup|integration|option|partner|something|one"
    ),
    "it": (
        "it|this|that|these|those|the app|the tool|the platform|the product|the system|the software|"
        "your app|the trial|the license|the pro|the basic|the free|your tool|your platform|"
        "your product|your system|your software|your service|the service|the plan|one|the course|"
        "the program|your program|the thing|your thing|your version|your courses|the classes|"
        "your classes|the device|the units|the monthly|the yearly"
    ),
    "who": (
        "my (?:friend|cousin|brother|sister|sis|bro|neighbor|neighbour|coworker|colleague|ex|uncle|"
        "aunt|dad|mom|mum|mother|father|roommate|buddy|dog|cat|kid|son|daughter|wife|husband|"
        "old boss|former boss|gym|dentist|doctor|landlord|girlfriend|boyfriend|grandma|grandpa|"
        "nephew|niece|teacher|professor|old company|last company|previous company|last job|old job)|"
        "a friend|a friend of mine|some guy|this guy|the guy|a guy|a lady|a coworker|a colleague|"
        "someone i know|people|everyone|everybody|he|she"
    ),
}
SPANISH = {
    "precio": (
        "precio|precios|costo|costos|coste|costes|tarifa|tarifas|valor|valores|cotizacion|"
        "cotizaciones|presupuesto|presupuestos|lista de precios|propuesta|propuesta economica|monto|"
        "mensualidad|cuota|planes y precios|inversion"
    ),
    "demo_es": (
        "demo|demos|demostracion|prueba|pruebas|prueba gratis|prueba gratuita|periodo de prueba|"
        "piloto|muestra|muestras|version gratis|version gratuita|version de prueba|version free|"
        "mes gratis|free trial|trial|cuenta de prueba|presentacion|recorrido|demito|pruebita"
    ),
    "comprar": (
        "comprar|comprarlo|comprarla|comprarlos|compro|adquirir|adquirirlo|adquirirla|adquiero|"
        "contratar|contratarlo|contratarla|contrato|pedir|pedirlo|pido|lo pido|la pido|encargar|"
        "encargo|ordenar|suscribirme|suscribirse|suscribirnos|me suscribo|registrarme|registrarnos|"
        "me registro|nos registramos|apuntarme|me apunto|inscribirme|me inscribo|conseguirlo|"
        "conseguirla|conseguir|consigo|lo consigo|la consigo|obtenerlo|obtener|empezar|empiezo|"
        "empezamos|arranco|arrancar|arrancamos|probar|probarlo|probarla|pruebo|lo pruebo|"
        "darme de alta|darnos de alta|me doy de alta|apartar|aparto|reservar|reservo|descargarlo|"
        "lo contrato|lo compro|la compro|se compra|se contrata|se pide|se consigue|acceder|accedo|"
        "agendar|agendo|agendamos|pagar|pago|cotizar|cotizo|meterle|meternos|implementarlo"
    ),
    "info_es": (
        "info|informacion|detalles|mas info|mas informacion|mas detalles|datos|folleto|catalogo|"
        "ficha tecnica|brochure|infos|informes|info completa"
    ),
    "dame": (
        "manda|mandar|mandame|mandeme|mandenme|mandas|mandan|manden|mandarme|mandarnos|mandanos|"
        "mandenos|envia|enviar|enviame|envieme|envienme|envias|envian|enviarme|enviarnos|envienos|"
        "pasa|pasar|pasame|paseme|pasenme|pasas|pasan|pasarme|pasarnos|pasen|pasanos|dar|dame|deme|"
        "denme|das|dan|darme|darnos|dime|digame|diganme|decir|decirme|brindar|brindan|brindarme|"
        "compartir|comparte|comparten|compartes|comparteme|compartirme|compartan|cuentame|cuenteme|"
        "cuentenme|contarme|contarnos|cuentanos|cuentas|explicame|expliquenme|explicarme|explicas|"
        "explican|facilitar|facilitarme|facilitan|proporcionar|proporcionarme|regala|regalan|"
        "regalame|regalas|indicar|indicarme|tirame|tiren|tirenme|tira|hacen|hacerme|hacernos|haces|"
        "muestran|mostrarme|mostrarnos|ensenan|ensenarme|ensenarnos|ensename|muestrame|muestrenme|"
        "consigueme|averiguan|pone|ponme|pasais|mandais|enviais|dais|haceis|contais|pasadme|mandadme|"
        "enviadme|contadme|decidme"
    ),
    "org_es": (
        "equipo|equipos|empresa|negocio|clinica|clinicas|consultorio|consulta|tienda|tiendas|agencia|"
        "despacho|restaurante|restaurantes|salon|gimnasio|gym|escuela|colegio|startup|oficina|"
        "oficinas|departamento|estudio|hospital|bodega|hotel|panaderia|cafeteria|cafe|iglesia|"
        "fundacion|ong|fabrica|marca|marcas|club|clientes|empleados|personal|organizacion|pacientes|"
        "alumnos|vendedores|agentes|usuarios|licencias|personas|pyme|emprendimiento|local|locales|"
        "sucursal|sucursales|taller|franquicia|concesionaria|farmacia|jardin|universidad|municipio|"
        "spa|inmobiliaria|medicos|doctores|doctoras|enfermeras|odontologos|dentistas|conductores|"
        "tecnicos|socios|entrenadores|terapeutas|nutricionistas|asesores|comerciales|cuentas|"
        "companeros|peluqueria|estetica|constructora|consultora|academia|ferreteria|asociacion|"
        "profesionales|profes|docentes|centro|gente|bar|firma|distribuidora|laboratorio|veterinaria|"
        "boutique|plantilla|area|tiendita|negocito"
    ),
    "cosa": (
        "sistema|software|herramienta|herramientas|solucion|plataforma|app|aplicacion|crm|proveedor|"
        "servicio|programa|producto|alternativa|reemplazo|equipo|maquina|curso|asistente|modelo|"
        "version|opcion|algo|uno|una|agenda"
    ),
    "quien": (
        "mi (?:amigo|amiga|primo|prima|hermano|hermana|vecino|vecina|companero|companera|ex|tio|tia|"
        "papa|mama|madre|padre|cunado|cunada|perro|perra|gato|gata|hijo|hija|esposa|esposo|novia|"
        "novio|abuela|abuelo|suegra|suegro|colega|compadre|comadre|profe|dentista|doctor|doctora|"
        "antiguo jefe|ex jefe|antigua empresa|sobrino|sobrina|compa|pata)|un amigo|una amiga|"
        "un conocido|una conocida|un tipo|un senor|una senora|un companero|una companera|un colega|"
        "la gente|todos|todo el mundo|unos amigos|el|ella"
    ),
}
WORDS = {**ENGLISH, **SPANISH}

"""Spanish: senders who want to sell, to be hired or to study. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.WHOLE,
        "job_seeker_or_recruiter",
        -100,
        r"""
(?:contratando|estan contratando|vacante|vacantes|empleo|empleos|busco trabajo|buscando trabajo|
    trabajar (?:con|en|para) (?:ustedes|vosotros|su|esta)|cv|curriculum|hoja de vida|practicas|pasantia|
    pasantias|pasante|practicante|becario|becaria|becarios|reclutador[a]?|reclutando|reclutamiento|
    bolsa de trabajo|sueldo|salario|puestos para|tienen puestos|se buscan|la plaza|plaza de|busco plaza|
    incorporacion inmediata|contratamos personas|paga diaria|postular|postularme|postulo|postulacion|
    medio tiempo|tiempo completo|chamba|laburo|curro|el puesto|puestos disponibles|curriculums|oferta laboral|
    oportunidad laboral|candidato|candidata|candidatos|entrevista de|contratarme|contratenme|contratan gente|
    estan buscando (?:gente|personal)|buscan (?:gente|personal|vendedores|community)|me contratan|
    recursos humanos|rrhh|portafolios|anos de experiencia)
""",
    ),
    Signal(
        Group.WHOLE,
        "vendor_pitch",
        -100,
        r"""
(?:ofrecemos|ofrezco|te ofrezco|les ofrezco|te ofrecemos|les ofrecemos|brindamos|somos expertos|
    somos especialistas|nos dedicamos a (?:hacer|crear|disenar)|fabricamos|realizamos|disenamos|diseno|
    desarrollamos|creamos|imprimimos|hacemos (?:paginas|sitios|videos|diseno|logos|contenido|publicidad|
    campanas|crecer|apps|edicion)|hago (?:paginas|logos|videos|diseno|sitios|edicion|contenido)|les hago reels
    |edito videos|manejo redes|gestionamos (?:tus|sus)|ayudamos a|ayudo a|te ayudo|les ayudo|te ayudamos|
    los ayudamos|podemos ayudarte|puedo ayudarte|puedo ayudarlos|podemos ayudarlos|te hago|le hago precio|
    te armo|te consigo|te conseguimos|tengo a la venta|a la venta por|ofrecerles|ofrecerte|proponerles|
    proponerte|presentarles|presentarte|mostrarles (?:nuestro|nuestra|mi|lo)|mostrarte (?:nuestro|nuestra|mi|
    lo))
(?:nuestros servicios|mis servicios|mis tarifas|nuestras tarifas|nuestro portafolio|mi portafolio|mi portfolio
    |nuestro portfolio|nuestra propuesta comercial|servicios de (?:marketing|diseno|edicion|seo|traduccion|
    limpieza|community|publicidad|programacion|desarrollo|contabilidad|asistencia|call center|fotografia|
    impresion)|nuestra empresa (?:ofrece|fabrica|se dedica|brinda)|nuestro equipo (?:hace|ofrece|crea|disena)|
    nuestros clientes (?:ganan|ven|han|logran|duplican)|asistentes virtuales|me dedico al|por si necesitan)
(?:soy|somos) (?:un |una |su )?(?:[^ ]+ )?(?:disenador|disenadora|disenadores|programador|programadora|
    desarrollador|desarrolladora|desarrolladores|editor|editora|fotografo|fotografa|copywriter|videografo|
    agencia de (?:video|marketing|publicidad|diseno|contenido)|fabricantes|proveedores|mayoristas|importadores
    |estudio creativo|productora|redactor|redactora|traductor|traductora|asistente virtual|ilustrador|
    ilustradora)
(?:por si (?:alguien|necesitan|ocupan)|tomo (?:[^ ]+ ){0,2}clientes|con gusto les|vendo mi|a la orden)
(?:vendo|vendemos|hacemos|fabricamos) (?:[^ ]+ ){0,10}(?:desde \d+|(?:por|al) (?:dm|inbox|interno|privado)|
    mejores|a mitad|mas barat\w+|mensaje)
(?:vendo|vendemos) (?:seguidores|likes|bases|cuentas|leads|listas|mi|licencias|plantillas|publicidad|cursos)
(?:necesitas|quieres|buscas|te gustaria|te interesa|les interesa|le interesa|les gustaria) (?:mas |un |una |
    tener |vender |aumentar |crecer |conseguir |renovar |duplicar |mejorar |hacer crecer |que tu |ganar |
    generar )?(?:[^ ]+ )?(?:seguidores|clientes|ventas|web|pagina|logo|leads|trafico|posicionamiento|seo|likes
    |redes|marca|negocio|ingresos|pacientes|vistas|visitas|colaborar|colaboracion|canje|invertir)
(?:pide|pidan|solicita|solicite|consulta|cotiza|cotice|agenda|reserva|adquiere|pedi) (?:tu|su|nuestro|nuestros
    |nuestra|sin compromiso)
(?:escribeme|escribenos|escribame|contactame|contactanos|mandame (?:dm|mensaje)|manda (?:dm|mensaje)|escribime
    |hablame|habla conmigo|hablanos|te paso|te mando|te cuento|info por whatsapp) (?:y (?:te|les|le)|
    para (?:mas|que te|ganar|info|empezar|colaborar|invertir|crecer)|si (?:te interesa|quieres|buscas|
    necesitas)|info|al inbox)
(?:precios|informes|info|pedidos) (?:al|por) (?:dm|inbox|privado|whatsapp|phonex) (?:phonex|\+|aqui mismo)
(?:represento a (?:una agencia|marcas|artistas|un estudio)|alianza|colaboracion|colaborar|canje|
    embajadora de la marca|embajador de la marca|a cambio de producto|inversionistas?|inversores|seguidores|
    backlinks|posicionamos|ronda de|te propongo|les propongo|mejor precio del mercado)
""",
    ),
    Signal(
        Group.WHOLE,
        "spam",
        -100,
        r"""
(?:gana (?:\$|\d|dinero|hasta|plata)|ganar (?:dinero|\$|\d|plata)|ganando (?:\$|\d|dinero)|gano \d|
    ingresos (?:extra|pasivos|desde)|dinero (?:facil|rapido|desde)|desde casa|libertad financiera|cripto|
    criptomonedas|bitcoin|btc|forex|trading|binance|inversion (?:minima|garantizada)|invierte|inviertan|
    invertir en|el prestamo|prestamos?|creditos? (?:rapidos?|sin|inmediatos?)|sin buro|amarres?|brujo|tarot|
    vidente|hechizos?|casino|apuestas|onlyfans|contenido exclusivo|telegram|multinivel|red de mercadeo|
    rendimientos?)
(?:gracias a la (?:senora|sra)|gracias al (?:senor|sr|dr)|link en (?:mi )?(?:bio|perfil)|
    enlace en (?:mi )?(?:bio|perfil)|mira mi perfil|mi bio|haz clic|da clic|dale clic|has ganado|ganaste|
    premio|sorteo|regalamos|seguidores (?:baratos|reales|gratis)|se busca novio|se busca novia|te sigo si|
    follow por follow|sigueme y te sigo|emprende conmigo|unete a mi|mi mentor|mi mentora|hola linda|
    hola hermosa|hola guapo|hola guapa|recupere el triple)
""",
    ),
    Signal(
        Group.WHOLE,
        "schoolwork_or_press",
        -90,
        r"""
(?:tesis|tarea|tareas|de prensa|trabajo en un medio|para (?:la|mi|una) (?:clase|materia|escuela|facultad|uni|
    universidad|asignatura|investigacion|exposicion|maestria)|trabajo (?:de|para) (?:la |mi |una )?(?:clase|
    uni|escuela|universidad|facultad|grado|investigacion|fin)|tfg|tfm|mi profesor|mi profe|mi profesora|
    mi maestro|mi maestra|proyecto (?:escolar|de la|de clase|universitario|de grado|final|para la (?:uni|
    escuela|clase|universidad))|soy estudiante de|somos estudiantes|soy periodista|periodista|reportaje|
    encuesta|entrevistar|caso de estudio|ensayo|trabajo practico|investigacion academica|trabajo final|
    bibliografia|doy clases de)
""",
    ),
)

"""Spanish → English.

The offline stand-in for multilingual embeddings: by these words a Spanish question is looked for on English
pages. It covers what customers of software, shops and support desks ask about, and nothing else.
"""

from collections.abc import Mapping
from types import MappingProxyType

from vito_plugin_knowledge.words import fold, rough_stem, tokens

# One entry a line: Spanish words or phrases, by comma = English words or phrases, by comma.
_SPANISH = """
abonar, abono = pay, payment
acceso, acceder = access, login
activar, activación = activate, activation, enable
actualizar, actualización = update, upgrade
afiliado = affiliate
agencia = agency
agendar, programar, programación = schedule, scheduling
agente = agent
ajuste, configuración, configurar = settings, configuration, configure, setup
almacenamiento, almacenar = storage, store
alojamiento, alojar, hospedar = hosting, host
analítica, estadística, métrica = analytics, statistics, metrics
anual, anualmente, año = yearly, annual, year
anuncio, publicidad = ad, ads, advertising
añadir, agregar = add
aplicación, app = app, application
aprobar, aprobación = approve, approval
archivo, fichero = file
asistente = assistant
autenticación, autenticar = authentication
automático, automáticamente, automatizar, automatización = automatic, automatically, automate, auto
autoalojar, autohospedar = self_host
ayuda, ayudar = help, support
bandeja de entrada = inbox
bandeja = inbox
bajar de plan, degradar = downgrade
barato, económico, caro = cheap, price, pricing, cost, plan
base de datos = database
biblioteca = library
boletín = newsletter
borrador = draft
borrar, eliminar, quitar = delete, remove
botón = button
buscar, búsqueda, buscador = search, find
calendario, agenda = calendar
cambiar, cambio = change, switch
campaña = campaign
canal = channel
cancelar, cancelación, baja = cancel, cancellation, unsubscribe
caracteres, carácter = character
cargar, carga = upload, load
catálogo = catalog
cerrar = close
certificado = certificate
cita = appointment
clave, llave = key
cliente = client, customer
cobrar, cobro = charge, billing
código = code
comando, línea de comandos = cli, command
comentario, comentar = comment
compañía, empresa, negocio = company, business, organisation, organization
compartir = share
comprar, compra = buy, purchase, subscribe, plan, order
conectar, conexión, vincular, enlazar = connect, connection, link
conjunto = set
contacto, contactar = contact, reach, support
contenido = content
contraseña = password
contratar, contrato = subscribe, contract
conversación = conversation
copia de seguridad, respaldo = backup
correo electrónico, correo, email = email, mail
crear, creación = create
crédito = credit
cuenta = account
cuesta, cuestan, costar, costo, coste = cost, price, pricing, plan
cuánto vale, cuánto sale, cuánto es, cuánto cobran = cost, price, pricing, plan
cupón = coupon, code
dato = data
descargar, descarga = download
desconectar, desconexión = disconnect, disconnected
desplegar, despliegue = deploy, deployment
deshacer = undo
desinstalar = uninstall
desarrollador, programador = developer
descuento, rebaja, oferta = discount, coupon, offer, code
devolver, devolución = return, refund
diseño, diseñar = design
dispositivo = device
dominio = domain
editar, edición, editor = edit, editor
ejemplo = example
empezar, comenzar, inicio = start, started, quickstart
empleado, colaborador = member, employee
encuesta = survey, poll
enlace, link = link
entorno = environment
entrega, entregar = delivery, deliver
enviar, envío, mandar = send, shipping
equipo = team
error, fallo, fallar, falla = error, fail, failed, problem
escribir = write, writing
estado = status, state
etiqueta = tag, label
exportar = export
extensión = extension
factura, facturación, recibo = invoice, billing, receipt
fecha = date
filtrar, filtro = filter
firma = signature
foto, fotografía, imagen, imágenes = image, photo, picture
función, funcionalidad, característica = feature
garantía = guarantee, warranty
generar, generación, genera = generate, generation
gratis, gratuito, gratuita, gratuitamente = free
grupo = group
guardar = save
hilo = thread
historial = history
historia = story
hora, horario, franja = time, hours, slot
idioma, lengua = language
importar, importación = import
impuesto, iva = tax, vat
informe, reporte, informar, reportar = report
iniciar sesión, inicio de sesión, entrar, ingresar = login, log_in, sign_in
instalar, instalación = install, installation
integrar, integración = integration, integrate
inteligencia artificial, ia = ai
invitar, invitación = invite, invitation
licencia = license, licence
límite, limitar, limitación, tope = limit, limits
lista, listado = list
mensaje = message
mensual, mensualmente, mes, mensualidad = month, monthly
migrar, migración = migrate, migration
móvil, celular, teléfono = mobile, phone
mover, arrastrar = move, drag
moneda, divisa = currency
navegador = browser
nombre = name
notificación, notificar, aviso = notification
nube = cloud
obtener, conseguir = get
opción = option
organización = organisation, organization
pagar, pago = pay, payment, billing
página = page
panel, tablero = dashboard, board
pantalla = screen
pedido, orden = order
perfil = profile
permiso = permission, role
permitir, permite = allow
personalizar, personalización = customize, customise, custom
petición, solicitud, llamada = request
plan, planes, tarifa = plan, plans, pricing
plantilla = template
plataforma = platform
precio = price, pricing, cost, plan
primero, primer = first
privacidad = privacy
problema, incidencia = problem, issue, error
producto, herramienta = product, tool, introduction, overview
prueba gratis, prueba gratuita, periodo de prueba = trial, free_trial
prueba, probar = trial, test, try
publicación, entrada = post
publicar, postear = publish, post
red social, redes sociales = social, platform, channel, network
recibir, llegar = receive
reconectar = reconnect
reembolso, reembolsar = refund
registro, registrar, registrarse = register, sign_up, registration
renovar, renovación = renew, renewal
repetir, repetición, recurrente = repeat, recurring
requisito = requirement
responder, respuesta = reply, response, answer
restablecer, recuperar, olvidar, olvidé = reset, forgot, recover
revisar, revisión = review
segundo factor, dos factores = two_factor, 2fa
seguridad, seguro = security, secure
seguidor = follower
semana, semanal, semanalmente = week, weekly
servicio = service
servidor = server
sitio web, página web, sitio = website, site
soporte, asistencia, atención = support
soportar, admitir, aceptar, compatible = support, supported, accept
subir, subida = upload
suscripción, suscribir, suscribirse = subscription, subscribe
tamaño, grande, máximo = size, limit, maximum, large
tarjeta de crédito, tarjeta = card, payment_method, credit_card
tienda = shop, store
técnico = technical, support
traducir, traducción = translate, translation
tuit, tuitear, tweet = tweet, x, twitter
último = latest, last
usuario = user
variable de entorno, variables de entorno = environment_variable
vender, venta = sell, sale, sales
mostrar, muestra, visualizar = view, show
versión = version, plan
vídeo, video = video
vista previa, previsualizar = preview
volver a conectar = reconnect
web = web, website
"""

Expansions = Mapping[tuple[str, ...], tuple[str, ...]]
"""Rough stems of a word or phrase → other words for it; in a phrase "_" stands for the space."""

LONGEST_PHRASE = 4


def expansions(table: str) -> Expansions:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        left, _, right = line.partition("=")
        others = tuple(word.strip() for word in right.split(","))
        for phrase in left.split(","):
            key = phrase_key(tokens(phrase))
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *others)))
    return MappingProxyType(found)


def phrase_key(words: list[str]) -> tuple[str, ...]:
    return tuple(rough_stem(fold(word)) for word in words)


SPANISH_TO_ENGLISH = expansions(_SPANISH)

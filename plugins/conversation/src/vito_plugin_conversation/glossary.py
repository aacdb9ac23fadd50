"""Word pairs, mostly English–Spanish, so that a question finds its sentence on a page in the other
language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from vito_plugin_conversation.language import fold, stem

_PAIRS: Final = """
price:cost pricing:cost price:fee price:cuesta price:costo precio:cost precio:cuesta price:precio
pricing:precio cost:cuesta cost:costo free:gratis free:gratuito plan:plan trial:prueba limit:limite
month:mes monthly:mensual year:año yearly:anual year:annual year:yearly year:anual
month:monthly mes:mensual annual:anual day:dia week:semana hour:hora user:usuario team:equipo
member:miembro account:cuenta password:contraseña login:sesion sign:registro subscription:suscripcion
subscribe:suscribir setup:install unsubscribe:cancel cancel:cancelar refund:reembolso refund:devolucion
invoice:factura billing:facturacion payment:pago pay:pagar card:tarjeta channel:canal post:publicacion
post:publicar posts:publicaciones publish:publicar schedule:programar scheduled:programada
scheduling:programacion calendar:calendario network:red social:social video:video image:imagen picture:foto
photo:foto upload:subir download:descargar install:instalar installation:instalacion server:servidor
self-hosted:autoalojado host:alojar setting:ajuste settings:configuracion configure:configurar
connect:conectar delete:borrar delete:eliminar remove:eliminar remove:quitar add:añadir add:agregar
create:crear edit:editar change:cambiar update:actualizar support:soporte help:ayuda error:error fail:fallar
failed:fallo issue:problema key:clave language:idioma language:lenguaje message:mensaje customer:cliente
client:cliente sale:venta sell:vender buy:comprar product:producto service:servicio company:empresa
tool:herramienta platform:plataforma app:aplicacion feature:funcion analytics:analitica report:informe
comment:comentario reply:respuesta answer:respuesta team:equipo game:partido match:partido cup:copa
world:mundial final:final goal:gol winner:ganador won:gano won:campeon champion:campeon host:sede
stadium:estadio player:jugador player:jugadores city:ciudad country:pais request:peticion request:solicitud
file:archivo size:tamaño privacy:privacidad data:datos security:seguridad email:correo phone:telefono
website:web link:enlace time:hora date:fecha draft:borrador approval:aprobacion workspace:espacio
backup:respaldo parameter:parametro path:ruta body:cuerpo query:consulta dependency:dependencia""".split()


def _table() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _PAIRS:
        one, other = (stem(fold(word)) for word in pair.split(":"))
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return MappingProxyType({word: frozenset(others) for word, others in table.items()})


_OTHERS: Final = _table()


def alternatives(stemmed: str) -> frozenset[str]:
    """The stem itself and those it is paired with."""
    return _OTHERS.get(stemmed, frozenset()) | {stemmed}

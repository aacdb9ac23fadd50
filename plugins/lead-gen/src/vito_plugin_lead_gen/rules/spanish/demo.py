"""Spanish: a lead asks for a demo, a trial or a sample. No accents: the text is read without them."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.BARE,
        "asks_demo",
        65,
        r"""
<s>(?:una |la |un )?<demo_es>(?: (?:gratis|gratuita|en vivo|online|por zoom))?<e>
""",
    ),
    Signal(
        Group.INTENT,
        "asks_demo",
        65,
        r"""
(?:quiero|quisiera\w*|queria\w*|queremos|quisieramos|necesito|necesitamos|gustaria|encantaria|interesa|
    interesaria|interesad[oa]s? en|puedo|podemos|podri\w+|pueden|puedes|podes|podeis|agend\w+|reserv\w+|pedir|
    solicit\w+|programar|coordin\w+|como|donde|cuando|habra|tienen|tienes|tenes|teneis|ofrecen|hacen|haceis|me
    |nos|dan|dais|ver|hacer|tener|probar|apunt\w+|anot\w+|busco|dejan|dejais|regalan|recibir|proxim[oa]|
    siguiente|alguna|existe|armamos|sacar|mandan|posibilidad|disponibilidad|inscrib\w+) (?:me |nos |un |una |
    la |el |de |lo |al |a |para |los |en |ver |hacer |dar |tener |agendar |pedir |solicitar |con |recibir |
    mi |su |sus |cuenta |corta |breve |rapida |buena |por favor |hay |mes |meses |dias |alguna |probar |
    proxima |pequena |otra |primera |ustedes |\d+ |semana |unos |unas |algun |programar |reservar |coordinar |
    que |haga |hagan |den |hacen |dan |puedo |podemos |siguiente |gratis |poder |ir |hacerme |hacernos |
    mandarme |mostrar ){0,6}<demo_es>(?! (?:de (?:amor|fuego|embarazo|fe|vida|que|ello|covid)|se cayo))
(?:puedo|podemos|podri\w+|se puede|se podria|quiero|quisiera\w*|queremos|queria\w*|gustaria|encantaria|donde|
    dejan|interesa|interesaria|deseo|ganas de|chance de|posible|posibilidad de|forma de|manera de|quisieramos|
    antes de pagar|habra|hay que) (?:me |nos |lo |la |hago para |hacemos para |puedo |podemos |podria |se |
    que |modo de ){0,3}(?:probar\w*|testear\w*|pruebo|prueba|ver como funciona|ver \w+ funcionando|
    verlo funcionando|verla funcionando|ver (?:la|el|su|esa) \w+ (?:funcionando|en accion|en vivo|por dentro)|
    verlo en accion|verla en accion|verlo en vivo|conocerl[oa]|conocer antes|checarlo|catar\w*|degustar)
(?:ensename|ensenenme|muestrame|muestrenme|mostrarme|mostrarnos|ensenarme|ensenarnos|mostrar|ensenar|muestran|
    ensenan|muestren|ensenen\w*|mostra\w*) (?:[^ ]+ ){0,3}(?:como funciona|como va|como es|funcionando|sistema
    |herramienta|plataforma|app|producto|como se usa|vuestro|vuestra|suyo|suya|que tienen|programa)
(?:sin compromiso|unos dias de prueba|(?:prob\w+|ver\w*|conocer\w*|cat\w+) (?:[^ ]+ ){0,3}antes de (?:comprar|
    pagar|contratar|decidir\w*|suscribir\w*))
""",
    ),
)

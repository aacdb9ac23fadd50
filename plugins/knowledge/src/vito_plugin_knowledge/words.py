"""Words as search sees them: folded, without the ones that say nothing, roughly stemmed."""

import re
import unicodedata

_TOKEN = re.compile(r"[^\W_]+(?:[.'’+#-][^\W_]+)*[+#]*")
_APOSTROPHE = re.compile(r"['’]")

ENGLISH_STOP = frozenset(
    """
    a about above across actually after again against ahead ain all almost along already also although
    always am among an and another any anybody anyhow anyone anything anyway are aren around as ask at
    away back basically be because been before being below between both but by came can cannot come
    could couldn d did didn do does doesn doing don done dont down during each either else enough etc
    even ever every everybody everyone everything exactly few for from further get gets getting give
    given gives go goes going gonna got gotta had hadn has hasn have haven having he her here hers
    herself him himself his how however i if im in instead into is isn it its itself just kind know let
    lets like ll lot lots m make makes making many may maybe me mean might mine more most much must my
    myself need needn needs no nor not nothing now o of off often ok okay on once one ones only onto or
    other others ought our ours ourselves out over own per perhaps please possible probably quite rather
    re really regarding right s same say see seem seems shall shan she should shouldn so some somebody
    somehow someone something sometimes somewhere soon still such sure t take tell than thank thanks
    that the their theirs them themselves then there these they thing things this those though through
    thus to together too toward towards try trying u under until up upon us use used using usually ve
    very via w want wanted wants was wasn way we well were weren what whatever when whenever where
    wherever whether which while who whoever whole whom whose why will wish with within without won
    wonder wondering work works would wouldn y yes yet you your yours yourself yourselves whats hows
    wheres whos thats im ive cant wont isnt doesnt didnt couldnt theres heres youre anytime currently
    whenever instead hi hello hey dear thx pls plz cheers regards quick question questions anyone
    explain show able
    """.split()
)
SPANISH_STOP = frozenset(
    """
    a acaso ademas adonde ahi ahora al algo alguien algun alguna algunas alguno algunos alla alli ambos
    ante antes aparte apenas aquel aquella aquellas aquello aquellos aqui asi aun aunque bajo bastante
    bien buen buena buenas bueno buenos cada casi como con conmigo contigo contra cosa cosas cual cuales
    cualquier cualquiera cuando cuanta cuantas cuanto cuantos cuya cuyas cuyo cuyos da dado dan dar das
    de debe deben debo decir del demas demasiado dentro desde despues dia dias dice dime digo donde dos
    durante e el ella ellas ello ellos en encima encuentra encuentro entonces entre era eran eras eres
    es esa esas ese eso esos esta estaba estaban estamos estan estar estas este esto estos estoy etc
    existe existen explica fue fuera fueron gracias gustaria ha haber habia hace hacen hacer haces hacia
    hago han has hasta hay haya he hemos hola hoy iba ir jamas junto la las le les lo los luego mas me
    mediante mejor menos mi mia mias mientras mio mios mis misma mismas mismo mismos mucha muchas mucho
    muchos muy nada nadie necesita necesitan necesito ni ningun ninguna ninguno no nos nosotros nuestra
    nuestras nuestro nuestros nunca o os otra otras otro otros para parece pero poca poco pocos podemos
    podria podrian por porque posible pregunta preguntas propia propio pudiera puede pueden puedes puedo
    pues que quien quienes quiera quieren quiero quiere quisiera saber sabes se sea sean segun ser seria
    si sido siempre siendo sin sino sirve sobre sois solamente solo somos son soy su sus suya suyas suyo
    suyos tal tales tambien tampoco tan tanto te tendra tenemos tener tengo ti tiene tienen tienes toda
    todas todavia todo todos tu tus tuya tuyo u un una unas uno unos usa usan usar usas usted ustedes
    uso va vais vamos van varias varios vas vez voy vosotros vuestra vuestro y ya yo cuentame cuenteme
    contame digame favor porfa porfavor saludos oye oigan disculpa disculpe perdon pido pide piden pedir
    pides poner pongo pone ponen pones salir sale salen salga salgan pasa pasan pasar pase ocurre sucede
    volver vuelvo vuelve vuelven vuelva quedar queda quedo dejar deja dejan dejo llevar lleva llevo
    venir viene vienen seguir sigue siguen sigo intento intentar querer quisieran deberia conviene
    manera adelante tarda tardan tardar ver veo ve ves vemos ven vea vean viendo forma soporta soportan ofrece ofrecen
    ofreceis permite permiten acepta aceptan admite admiten incluye incluyen funciona funcionan
    """.split()
)
STOP = ENGLISH_STOP | SPANISH_STOP

# Longest first. Two languages in one list: a stem need not be a word, only the same for all forms of one.
_ENDINGS = tuple(
    sorted(
        """
        aciones acion uciones ucion iones amientos amiento imientos imiento mente ando iendo ados adas
        ado ada idos idas ido ida aron ieron aban aba amos emos imos arse arlo arla arme irse erse ar er
        ir an en as es os a e o s ions ion ings ing ed ies ly ments ment izations ization
        """.split(),
        key=len,
        reverse=True,
    )
)
_LEAST_STEM = 3
_PRONOUNS = ("lo", "la", "los", "las", "le", "les", "me", "te", "se", "nos")


def fold(text: str) -> str:
    """Lower case without accents: "Publicación" → "publicacion"."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in plain if not unicodedata.combining(character))


def tokens(text: str) -> list[str]:
    """Words in order, lower case, accents kept; "don't" gives "don" and "t", "dev.to" stays one word."""
    found: list[str] = []
    for match in _TOKEN.finditer(text.lower()):
        found.extend(part for part in _APOSTROPHE.split(match[0]) if part)
    return found


_SMALL_NUMBER = 2
"""Digits of a number that says nothing by itself."""


def is_stop(word: str) -> bool:
    """Whether a folded word says nothing by itself; also with a Spanish pronoun: "usarlo" is "usar".

    Nor does a small number: "for a team of 12" asks about teams, and no page about a dozen of anything answers it.
    """
    if word.isdigit() and len(word) <= _SMALL_NUMBER:
        return True
    return word in STOP or any(word.endswith(f"r{each}") and word[: -len(each)] in STOP for each in _PRONOUNS)


def rough_stem(word: str) -> str:
    """What the forms of a folded word share: "programaciones", "programo" → "program"."""
    for ending in _ENDINGS:
        if len(word) - len(ending) >= _LEAST_STEM and word.endswith(ending):
            stem = word[: -len(ending)]
            # Spanish spelling keeps the sound: "publicar", "publique"; "pagar", "pague".
            return {"qu": stem[:-2] + "c", "gu": stem[:-2] + "g"}.get(stem[-2:], stem)
    return word


def grams(word: str, size: int = 3) -> list[str]:
    """Character n-grams of a word with its edges marked, without repeats, in order."""
    edged = f"_{word}_"
    return list(dict.fromkeys(edged[i : i + size] for i in range(max(1, len(edged) - size + 1))))

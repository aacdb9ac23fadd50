"""A slip of the finger in a word that matters ("prcing", "informaicon") is mended, real words left alone."""

WORDS = frozenset(
    """
    appointment available brochure budget buscando catalog catalogo catalogue comprar contactarme contacto
    contratar cotizacion cuanto cuesta demostracion descuento details detalles discount disponible envios
    gratis informacion information interesa interesada interesado interesados interested looking mensual
    necesitamos necesito please precio precios presupuesto price prices pricing product producto promocion
    prueba purchase quiero quisiera quote quotes schedule subscribe subscription suscripcion trial ventas
    """.split()
)
REAL_WORDS = frozenset(
    """
    aprecio buscado canto comparar contracto contrastar contrato corto costa coste cresta cuando cuanta
    cuantos cuento cuestan detailed precious preciso previos previous pride prime prince princes prize
    prizes prune quieto quite quota trail tribal
    """.split()
)
"""A slip away from one of `WORDS`, and meant as written."""
_LETTERS_FOR_A_SLIP = 5


def _without_one(word: str) -> list[str]:
    """The word with each inner letter left out: the first letter and the last are seldom the wrong ones."""
    return [word[:i] + word[i + 1 :] for i in range(1, len(word) - 1)]


def _index() -> dict[str, str]:
    index: dict[str, str] = {}
    for word in sorted(WORDS):
        for shorter in _without_one(word):
            index.setdefault(shorter, word)
    return index


_BY_OMISSION = _index()


def corrected(word: str) -> str:
    """The word meant, if `word` is a known one but for one letter (missing, added, changed, swapped)."""
    if len(word) < _LETTERS_FOR_A_SLIP - 1 or len(word) > 16 or word in WORDS or word in REAL_WORDS:
        return word
    meant = _BY_OMISSION.get(word)
    if meant is not None and len(meant) >= _LETTERS_FOR_A_SLIP:
        return meant
    if len(word) < _LETTERS_FOR_A_SLIP:
        return word
    for shorter in _without_one(word):
        if shorter in WORDS:
            return shorter
        meant = _BY_OMISSION.get(shorter)
        if meant is not None and meant[0] == word[0] and meant[-1] == word[-1] and _slip(word, meant):
            return meant
    return word


def _slip(word: str, meant: str) -> bool:
    """Two neighbours swapped, or (in words long enough to be sure) one letter changed."""
    if len(word) != len(meant):
        return False
    differing = [i for i, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b]
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        first, second = differing
        return word[first] == meant[second] and word[second] == meant[first]
    return len(differing) == 1 and len(meant) >= 9

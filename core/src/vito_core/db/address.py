"""The address of a database: one text, and what may be said of it. Nothing here repeats any part of a password."""

from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from vito_contracts.errors import InvalidInput

SCHEMES = ("postgresql", "postgres")
_FORM = "postgresql://owner:password@host:port/name"


def checked(url: str) -> str:
    """The same text. Raises `InvalidInput` where it would be read otherwise than it was meant.

    A `/`, `?` or `#` that stands as it is in a password ends the host there: what follows would be looked up as a
    host's name or a port, and quoted by whoever complains.
    """
    scheme, mark, rest = url.partition("://")
    if not mark or scheme not in SCHEMES:
        raise InvalidInput(f"the database's address must begin with postgresql://, as in {_FORM}")
    authority = rest[: min((rest.find(each) for each in "/?#" if each in rest), default=len(rest))]
    if "#" in rest or "@" in rest[len(authority) :]:
        raise InvalidInput(
            "the database's address cannot be read: write / as %2F, ? as %3F, # as %23 and @ as %40 in its user,"
            " password and name"
        )
    for each in authority.rpartition("@")[2].split(","):
        _check_host(each)
    try:
        urlsplit(url)
    except ValueError as error:  # brackets that do not close; its words may quote the password
        raise _unreadable() from error
    return url


def place_of(url: str) -> str:
    """Host, port and name of the database, for people: "db.example:5432/vito"."""
    parts = urlsplit(url)
    hosts = parts.netloc.rpartition("@")[2] or ",".join(parse_qs(parts.query).get("host", ["this machine"]))
    return f"{hosts}{parts.path}"


def as_login(url: str, user: str, password: str) -> str:
    """The same database for another role. Options of the address (`sslmode` and others) stay."""
    parts = urlsplit(url)
    authority = f"{quote(user, safe='')}:{quote(password, safe='')}@{parts.netloc.rpartition('@')[2]}"
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in ("user", "password")])
    return urlunsplit((parts.scheme, authority, parts.path, query, ""))


def without_password(url: str) -> tuple[str, str]:
    """The address as another program's argument, which everybody can read, and the password that was in it."""
    parts = urlsplit(url)
    login, at, hosts = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    return urlunsplit((parts.scheme, f"{user}{at}{hosts}", parts.path, parts.query, "")), unquote(password)


def _check_host(text: str) -> None:
    if text.startswith("["):  # an IPv6 address
        host, _, after = text[1:].partition("]")
        port = after.removeprefix(":")
    else:
        host, _, port = text.partition(":")
    try:
        right = not port or 0 < int(port) < 65_536
        host.encode("idna")
    except ValueError:
        right = False
    if not right:
        raise _unreadable()


def _unreadable() -> InvalidInput:
    return InvalidInput(f"the database's address cannot be read: its host and port must be as in {_FORM}")

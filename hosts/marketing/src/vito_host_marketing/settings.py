"""Settings of the marketing host."""

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`publish_replies` False: comments are kept, and the twin's replies to them are not published."""

    publish_replies: bool = True

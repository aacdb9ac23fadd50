"""What a run cannot show, each with the reason. An entry that is not needed any more is a finding too."""

_NO_PROVIDER = "needs an identity provider; tests/identity/test_single_sign_on.py has one"

NEVER_CARRIED_OUT: dict[str, str] = {
    "GET /v1/sessions/oidc/start": _NO_PROVIDER,
    "GET /v1/sessions/oidc/callback": _NO_PROVIDER,
}
"""Operations that never answer with a 2xx."""

NEVER_COMES_BACK: dict[str, str] = {
    "POST /v1/replies id": "the sender's own; it only tells a repetition",
    "POST /v1/enquiries id": "the sender's own; the id that the engine gives follows from it",
    "POST /v1/knowledge folder: folder": "a folder of the server, which opens none to the API here",
    "POST /v1/invitations/accept invitation": "the secret of an invitation; any other is refused",
    "POST /v1/sessions tenant": "names an account; any other is refused",
    "POST /v1/sessions email": "names an account; any other is refused",
    "POST /v1/sessions password": "any but the account's is refused; POST /v1/invitations/accept sets and tries them",
    "PUT /v1/sessions/me/password current": "any but the account's is refused",
    "GET /v1/sessions/oidc/start?tenant": _NO_PROVIDER,
    "GET /v1/sessions/oidc/start?return_to": _NO_PROVIDER,
    "GET /v1/sessions/oidc/callback?code": _NO_PROVIDER,
    "GET /v1/sessions/oidc/callback?state": _NO_PROVIDER,
}
"""Texts of bodies that are taken and shown nowhere, or are never taken; texts of queries that are never taken."""

NOT_TO_THE_LETTER: dict[str, str] = {
    "POST /v1/knowledge documents: documents.text": "kept as passages of words; markup and white space are not",
}
"""Texts of which some come back changed, and should."""

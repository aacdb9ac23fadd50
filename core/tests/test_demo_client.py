"""What the demo's client asks again, and what it passes on at once."""

import httpx
import pytest

from vito_core.demo.client import Api, ApiError

AGAIN = {"retry-after": "1"}
NEXT_MONTH = {"retry-after": "1209600"}


@pytest.fixture
async def asked():
    """The client, and the answers that it is going to get, from the first to the last."""
    api, answers = Api("http://api.invalid", "key"), []
    await api.close()
    api._http = httpx.AsyncClient(
        base_url="http://api.invalid", transport=httpx.MockTransport(lambda _: answers.pop(0))
    )
    yield api, answers
    await api.close()


@pytest.mark.parametrize(("status", "headers"), [(502, {}), (503, {}), (503, AGAIN), (409, AGAIN), (429, AGAIN)])
async def test_what_passes_is_asked_again(asked, status, headers):
    api, answers = asked
    answers += [httpx.Response(status, headers=headers), httpx.Response(200, json={"done": True})]
    assert await api.post("/v1/x") == {"done": True}


@pytest.mark.parametrize(("status", "headers"), [(409, {}), (422, {}), (429, NEXT_MONTH), (507, AGAIN)])
async def test_everything_else_is_passed_on_at_once(asked, status, headers):
    api, answers = asked
    answers += [httpx.Response(status, headers=headers), httpx.Response(200, json={})]
    with pytest.raises(ApiError) as refused:
        await api.post("/v1/x")
    assert (refused.value.status, len(answers)) == (status, 1)

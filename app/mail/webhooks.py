"""Posting to a chat whose address somebody typed, by the pinned connection; no redirect is followed."""

from app.fetch.public_numbers import (
    ANSWER_SECONDS,
    CONNECT_SECONDS,
    WHOLE_SECONDS,
    Address,
    NotKnown,
    NotPublic,
    Resolve,
    is_loopback,
    look_up,
    no_longer_than,
    parts_of,
    public_numbers,
)
from app.mail.result import Deferred, Refused, Unknown
from app.refusal import Refusal
from app.text import _

LONGEST = 900
PORTS = frozenset({443, 8443})  # where chats answer; no door to other services of a public machine
COME_AGAIN = frozenset({408, 425, 429})


class BadHook(Refusal):
    """An address that is not posted to."""

    status = 422


def read_hook(text: str, *, loopback: bool = False) -> Address:
    """The address in parts; raise BadHook with a sentence. `loopback` lets development post to this very machine."""
    hook = parts_of(text, LONGEST)
    if hook is None or "#" in text:
        raise BadHook(_("Copy the whole address from the chat, as it is"))
    to_itself = loopback and is_loopback(hook.host)
    if hook.scheme != "https" and not (to_itself and hook.scheme == "http"):
        raise BadHook(_("The address must begin with https://"))
    if not hook.path.partition("?")[0].strip("/"):
        raise BadHook(_("Copy the whole address from the chat, as it is"))
    if hook.port not in PORTS and not to_itself:
        raise BadHook(_("Only the ports 443 and 8443 are used"))
    return hook


def post_json(
    hook: Address,
    body: bytes,
    *,
    resolve: Resolve = look_up,
    loopback: bool = False,
    whole: float = WHOLE_SECONDS,
) -> None:
    """Post once. Raise Deferred (come again), Refused (no for good) or Unknown (nobody can know)."""
    import httpx  # most installations post to no chat

    number = _number(hook, resolve, loopback=loopback)
    timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    headers = {"Host": hook.host_header, "Content-Type": "application/json", "User-Agent": "Vigil"}
    try:
        with (
            no_longer_than(whole) as noted,
            httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout) as client,
            client.stream(
                "POST",
                hook.at(number),
                content=body,
                headers=headers,
                extensions={"sni_hostname": hook.host, "trace": noted},
            ) as answer,
        ):
            _judge(answer.status_code)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Deferred(f"the chat's server cannot be reached: {type(error).__name__}") from error
    except httpx.HTTPError as error:
        raise Unknown(f"no answer from the chat's server: {type(error).__name__}") from error


def _number(hook: Address, resolve: Resolve, *, loopback: bool) -> str:
    try:
        return public_numbers(hook, resolve, loopback=loopback)[0]
    except NotPublic as fault:
        raise Refused("the address leads to a machine that is not on the open network") from fault
    except NotKnown as fault:
        raise Deferred(f"the name of the chat's server is not known: {fault}") from fault


def _judge(status: int) -> None:
    if 200 <= status < 300:
        return
    if status in COME_AGAIN or status >= 500:
        raise Deferred(f"the chat's server answers {status}")
    if 300 <= status < 400:
        raise Refused(f"the chat's server answers {status}, and a redirect is not followed")
    raise Refused(f"the chat's server answers {status}")

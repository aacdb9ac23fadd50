"""Temporal payloads as msgspec JSON: the same structs on the wire as everywhere else."""

import dataclasses
from typing import Any

import msgspec
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    DefaultPayloadConverter,
    EncodingPayloadConverter,
    JSONPlainPayloadConverter,
    PayloadCodec,
)
from temporalio.exceptions import ApplicationError

REFUSED = "vito/refused"


class MsgspecConverter(EncodingPayloadConverter):
    @property
    def encoding(self) -> str:
        return "json/plain"

    def to_payload(self, value: Any) -> Payload | None:
        try:
            return Payload(metadata={"encoding": b"json/plain"}, data=msgspec.json.encode(value))
        except TypeError:
            return None

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        try:
            return msgspec.json.decode(payload.data, type=Any if type_hint is None else type_hint)
        except msgspec.ValidationError as error:
            # A plain error would fail the workflow *task*, which Temporal retries for ever; this fails the workflow.
            raise ApplicationError(str(error), type="ValidationError", non_retryable=True) from error


class RefusedConverter(EncodingPayloadConverter):
    """Stands for a payload the codec would not open: whoever wants its value gets the error."""

    @property
    def encoding(self) -> str:
        return REFUSED

    def to_payload(self, value: Any) -> Payload | None:
        return None

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        raise ApplicationError(payload.data.decode(), type=payload.metadata["reason"].decode(), non_retryable=True)


def refused(reason: str, message: str) -> Payload:
    return Payload(metadata={"encoding": REFUSED.encode(), "reason": reason.encode()}, data=message.encode())


class PayloadConverter(CompositePayloadConverter):
    def __init__(self) -> None:
        defaults = DefaultPayloadConverter.default_encoding_payload_converters
        ours = (MsgspecConverter() if isinstance(c, JSONPlainPayloadConverter) else c for c in defaults)
        super().__init__(*ours, RefusedConverter())


def data_converter(codec: PayloadCodec | None) -> DataConverter:
    """`codec` None: what is not sealed. Message and stack trace of a failure are a payload too, sealed like any."""
    return dataclasses.replace(
        DataConverter.default,
        payload_converter_class=PayloadConverter,
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
        payload_codec=codec,
    )

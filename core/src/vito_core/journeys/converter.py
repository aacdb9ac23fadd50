"""Temporal payloads as msgspec JSON: the same structs on the wire as everywhere else."""

import dataclasses
from typing import Any

import msgspec
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultPayloadConverter,
    EncodingPayloadConverter,
    JSONPlainPayloadConverter,
)
from temporalio.exceptions import ApplicationError


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


class PayloadConverter(CompositePayloadConverter):
    def __init__(self) -> None:
        defaults = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(*(MsgspecConverter() if isinstance(c, JSONPlainPayloadConverter) else c for c in defaults))


DATA_CONVERTER = dataclasses.replace(DataConverter.default, payload_converter_class=PayloadConverter)

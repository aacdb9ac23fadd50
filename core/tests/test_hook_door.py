"""The one door to pluggy: values in, failures named, nothing silently accepted."""

import inspect
import re
from pathlib import Path

import pytest

import vito_core
from vito_contracts.events import EventPayload, EventType
from vito_contracts.hooks import PluginSpec, Subscription, hookimpl
from vito_core.hooks import HOOK_VALUES, HookDoor, RegistrationRefused

HOOKS = [name for name, member in vars(PluginSpec).items() if inspect.isfunction(member)]


class Payload(EventPayload, frozen=True, kw_only=True):
    n: int


class Good:
    @hookimpl
    def event_types(self):
        yield EventType(name="a.b", payload=Payload)


class Raises:
    @hookimpl
    def event_types(self):
        raise RuntimeError("broken")


class WrongValue:
    @hookimpl
    def event_types(self):
        yield "a.b"


class Misspelt:
    @hookimpl
    def event_typos(self):
        yield


class WrongArgument:
    @hookimpl
    def event_types(self, tenant):
        yield


def test_the_door_knows_every_hook_and_what_it_yields():
    assert set(HOOK_VALUES) == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_typed_and_documented_with_an_example_that_runs(hook):
    specification = getattr(PluginSpec, hook)
    assert list(inspect.signature(specification).parameters) == ["self"]
    example = inspect.getdoc(specification).split("Example::")[1]
    namespace: dict = {}
    exec(inspect.cleandoc("\n" + example), namespace)  # noqa: S102 - the example is ours, and must run
    door = HookDoor()
    door.register("example", namespace["Plugin"]())
    values = door.collect(hook, HOOK_VALUES[hook])
    assert [plugin for plugin, _ in values] == ["example"]
    assert door.failures == []


def test_values_come_with_the_name_of_their_plugin():
    door = HookDoor()
    door.register("good", Good())
    assert [(p, v.name) for p, v in door.collect("event_types", EventType)] == [("good", "a.b")]


@pytest.mark.parametrize("broken", [Raises, WrongValue])
def test_a_broken_plugin_costs_its_own_answer_only(broken):
    door = HookDoor()
    door.register("good", Good())
    door.register("broken", broken())
    assert [p for p, _ in door.collect("event_types", EventType)] == ["good"]
    assert [(f.plugin, f.hook) for f in door.failures] == [("broken", "event_types")]


@pytest.mark.parametrize("misfit", [Misspelt, WrongArgument])
def test_a_plugin_that_does_not_fit_is_refused_and_leaves_nothing(misfit):
    door = HookDoor()
    with pytest.raises(RegistrationRefused):
        door.register("misfit", misfit())
    door.register("good", Good())
    assert door.hooks_of("misfit") == ()


def test_asking_a_hook_for_another_kind_is_a_programming_error():
    with pytest.raises(ValueError, match="yields"):
        HookDoor().collect("event_types", Subscription)


def test_nothing_else_in_the_core_touches_pluggy():
    folder = Path(vito_core.__file__).parent
    users = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"^\s*(import|from) pluggy", path.read_text(), re.MULTILINE)
    }
    assert users == {"hooks.py"}

"""The user's decisions, replayed in the order of their lines over what the rules have made of the readings.

Entities are sets of the rules' entities here: `same` unites two sets, `not-same` takes printed names out of one and keeps
two sets apart for good. A line about an entity that no page names now waits, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.decisions import Decision, split_type
from kg.errors import KanwangError
from kg.resolve.reading import Reading
from kg.resolve.world import entity_id


@dataclass(slots=True)
class _Entity:
    """What the rules' entities have become: its type and kind, its name, the lines that united it, the ids that it had.

    `named` and `typed` are the lines that last renamed and retyped it, 0 for none: of two entities that become one, the
    later of these counts.
    """

    type: str
    name: str
    kind: str | None = None
    named: int = 0
    typed: int = 0
    dropped: bool = False
    united: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


def decided(readings: Sequence[Reading], decisions: Iterable[Decision]) -> tuple[list[Reading], list[Decision]]:
    """The readings as the decisions will have them, and the decisions that found nothing to be applied to.

    Raises KanwangError where decisions contradict each other, with their lines.
    """
    replay = _Replay(list(readings))
    waiting = [decision for decision in decisions if not replay.apply(decision)]
    return replay.readings(), waiting


class _Replay:
    def __init__(self, readings: list[Reading]) -> None:
        self._readings = readings
        self._by_id: dict[str, _Entity] = {}
        for reading in readings:
            key = entity_id(reading.type, reading.name)
            if key not in self._by_id:
                self._by_id[key] = _Entity(reading.type, reading.name, ids=[key])
        self._owner = [self._by_id[entity_id(r.type, r.name)] for r in readings]
        self._apart: list[tuple[str, str, int]] = []

    def apply(self, decision: Decision) -> bool:
        """Apply one decision; False where it names what is not there."""
        entity = self._by_id.get(decision.entity)
        if decision.verb == "not-same":
            return self._part(decision, entity)
        if entity is None:
            return False
        if decision.verb == "same":
            return self._unite(decision, entity)
        if decision.verb == "rename":
            entity.name, entity.named = decision.other, decision.line
            self._known_as(entity, entity_id(entity.type, decision.other))
        elif decision.verb == "retype":
            entity.type, entity.kind = split_type(decision.other)
            entity.typed = decision.line
            self._known_as(entity, entity_id(entity.type, entity.name))
        else:
            entity.dropped = True
        return True

    def _known_as(self, entity: _Entity, key: str) -> None:
        """Make an id mean an entity; where another has it already, both have become one."""
        other = self._by_id.get(key)
        if other is not None and other is not entity:
            self._merge(entity, other)
        else:
            self._by_id[key] = entity
            entity.ids += [] if key in entity.ids else [key]

    def _merge(self, entity: _Entity, other: _Entity) -> None:
        for key in other.ids:
            self._by_id[key] = entity
        entity.ids += [key for key in other.ids if key not in entity.ids]
        entity.united += other.united
        entity.dropped |= other.dropped
        if other.named > entity.named:
            entity.name, entity.named = other.name, other.named
        if other.typed > entity.typed:
            entity.type, entity.kind, entity.typed = other.type, other.kind, other.typed
        self._owner = [entity if owner is other else owner for owner in self._owner]

    def _unite(self, decision: Decision, entity: _Entity) -> bool:
        other = self._by_id.get(decision.other)
        if other is None:
            return False
        if other is entity:
            return True
        for a, b, line in self._apart:
            sides = {id(self._by_id.get(a)), id(self._by_id.get(b))}
            if sides == {id(entity), id(other)}:
                raise _contradiction(decision, [line, *entity.united, *other.united], "says that they are not the same")
        entity.united.append(decision.line)
        self._merge(entity, other)
        return True

    def _part(self, decision: Decision, entity: _Entity | None) -> bool:
        """Keep two entities apart, or take what is printed as `other` out of the one that the rules made of both."""
        other = self._by_id.get(decision.other)
        if entity is not None and other is entity and entity.united:
            raise _contradiction(decision, entity.united, "says that they are the same")
        self._apart.append((decision.entity, decision.other, decision.line))
        if entity is None or (other is not None and other is not entity):
            return entity is not None
        name, _, article = decision.other.removeprefix(f"{entity.type.lower()}:").partition("@")
        at = [
            i
            for i, (reading, owner) in enumerate(zip(self._readings, self._owner, strict=True))
            if owner is entity and _is_printed(reading, name) and article in ("", reading.mention.article)
        ]
        if not at or len(at) == sum(owner is entity for owner in self._owner):
            return bool(at)
        label = f"{name}（{article}）" if article else name
        key = entity_id(entity.type, label)
        apart = _Entity(entity.type, label, entity.kind, ids=[key, decision.other])
        self._by_id[key] = self._by_id[decision.other] = apart
        for i in at:
            self._owner[i] = apart
        return True

    def readings(self) -> list[Reading]:
        """The readings of all entities that are not dropped, by type, kind and name as they were decided."""
        done = []
        for reading, owner in zip(self._readings, self._owner, strict=True):
            if not owner.dropped:
                kind = owner.kind or (reading.kind if owner.type == reading.mention.type else None)
                done.append(replace(reading, name=owner.name, kind=kind, decided=owner.type))
        return done


def _is_printed(reading: Reading, name: str) -> bool:
    return name in ("".join(reading.mention.surface.split()), reading.own, reading.name)


def _contradiction(decision: Decision, lines: Iterable[int], says: str) -> KanwangError:
    others = "、".join(str(line) for line in sorted(set(lines)))
    return KanwangError(
        f"decisions.tsv contradicts itself: line {decision.line} ({decision.verb} {decision.entity} {decision.other}), "
        f"but line {others} {says}: remove one of them."
    )

"""Who is in a working group and what it is to do: its own lines (副组长：…、牵头单位：…), whether or not as asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.cues import has, table
from assistant.decline import missing
from assistant.draft import Draft, DraftSentence
from assistant.ground import pieces_of
from assistant.pieces import Piece
from assistant.scene import Scene, flat, label_of, sentence
from assistant.titles import title_piece
from index.plan import Clause
from index.script import fold

ELSE = 1
"""Characters beside group, line and holder that a question about them may have."""
NAME = 2
"""Least characters of the name of a person, a unit, a group."""

_RUN = re.compile("([\u4e00-\u9fff]{2,}?)组(?![织建成合团长])")
_OFFICE = re.compile("[员长任记师人](?:是|叫|由)?(?:谁|哪一?[位个]|什么名字)")
"""Words that ask who holds an office, known or not (联络员是谁)."""
_LEADING = re.compile("[\u4e00-\u9fff]{2}领导小组")
_CUT = re.compile(r"[\s、,，。；;]+")


@dataclass(frozen=True)
class Line:
    """A line of a group with its ``label`` and the lines below it that go on with it."""

    group: Clause
    label: str
    pieces: tuple[Piece, ...]

    @cached_property
    def values(self) -> list[str]:
        """What stands behind the label and in the lines below, folded."""
        return [re.split("[:：]", fold(piece.text), maxsplit=1)[-1].strip() for piece in self.pieces]

    def holds(self, name: str) -> bool:
        """Whether it names ``name``: whom, which unit, which post, of which a 副 before it makes another."""
        words = [word for value in self.values for word in _CUT.split(value)]
        other = (word.endswith(name) and not word.removesuffix(name).endswith("副") for word in words)
        return self.first(name) or any(other) or (not self.persons and any(name in value for value in self.values))

    def named(self, value: str) -> list[str]:
        """The person, or the units, that a value names."""
        words = [word for word in _CUT.split(value) if word]
        return words[:1] if self.persons else words if self.label.endswith(("单位", "部门")) else []

    def first(self, name: str) -> bool:
        """Whether one of its names begins with ``name``: a person, not what the person is."""
        return any(_dense(value).startswith(name) for value in self.values)

    @property
    def persons(self) -> bool:
        """Whether it says who holds an office."""
        return bool(re.fullmatch(_word("holder"), self.label))


class _Asked:
    """What a folded question asks of the groups of the scene's plans."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.folded = scene, scene.question.folded
        lines = [line for plan in scene.plans for clause in plan.clauses for line in lines_of(clause)]
        headed = {line.group.id for line in lines if line.persons}
        self.lines = [line for line in lines if line.group.id in headed]

    @cached_property
    def labels(self) -> list[str]:
        """Patterns of the labels that it names; those of all persons where it asks who is in the group."""
        named = [one["line"] for one in table("groups")["label"] if self._names(one)]
        return named or ([_word("holder")] if re.search(_word("every"), self.folded) else [])

    def _names(self, label: dict[str, str]) -> bool:
        ways = _ways(label) if self.groups else label.get("asked")
        return bool(ways and re.search(ways, self.folded))

    @cached_property
    def groups(self) -> list[Clause]:
        """The groups that it names: one by its name, those under one heading, or the leading one."""
        known = list(dict.fromkeys(line.group for line in self.lines))
        if one := _named(known, self.folded):
            return [one]
        if re.search(_word("all"), self.folded):
            under = [[one for one in known if one.parent == parent] for parent in {one.parent for one in known}]
            most = max(under, key=len, default=[])
            return most if len(most) > 1 else []
        if "领导小组" in self.folded:
            return [one for one in known if "领导小组" in fold(one.title) and not self.other]
        return []

    @cached_property
    def other(self) -> bool:
        """Whether the leading group asked for is one that the plan names elsewhere (教育工作领导小组, not that of the
        改革 whose members it lists)."""
        listed = " ".join(fold(line.group.title) for line in self.lines)
        asked = [name for name in _LEADING.findall(self.folded) if name not in listed]
        told = (self.scene.text_of(clause) for plan in self.scene.plans for clause in plan.clauses)
        return bool(asked) and any(name in text for text in told for name in asked)

    @cached_property
    def names(self) -> list[str]:
        """The persons and units of the groups that it names."""
        known = {word for line in self.lines for value in line.values for word in line.named(value)}
        held = {word for word in known if len(word) >= NAME and word in self.folded}
        return sorted(word for word in held if not any(word != other and word in other for other in held))

    def rest(self, groups: Iterable[Clause]) -> str:
        """What it says beside the groups, the lines, whom they name and the words of such a question; runs apart
        by blanks."""
        text = " ".join(run for run in self.scene.question.focus if not any(run in name for name in self.names))
        for name in self.names:
            text = text.replace(name, " ")
        for title in {fold(node.title) for one in groups for node in (one, *self.scene.library.ancestors(one))}:
            parts = sorted({title[a:b] for a in range(len(title)) for b in range(a + 2, len(title) + 1)}, key=len)
            text = re.sub("|".join(map(re.escape, reversed(parts))), " ", text)
        for one in table("groups")["label"]:
            text = re.sub(_ways(one), " ", text)
        return " ".join(re.sub(_word("beside"), " ", text).split())


def compose_group(scene: Scene) -> Draft | None:
    """The lines asked for of the groups named, each cited, first whether they are as the question has it; None where
    it asks for no such line or for more."""
    folded = scene.question.folded
    if scene.question.language == "en" or re.search(_word("office"), folded):
        return None
    asked = _Asked(scene)
    groups = asked.groups
    wanted = [line for line in asked.lines if _labelled(line, asked.labels) and (not groups or line.group in groups)]
    rest = asked.rest(groups or {line.group for line in asked.lines}) if asked.lines else ""
    claims = [*asked.names, *(run for run in rest.split() if len(run) >= NAME)] if has(folded, "whether") else []
    if not asked.lines or not (asked.labels or rest or asked.names):
        return None
    if "领导小组" in folded and not groups:
        return missing(scene, "near_miss", "no_holder") if asked.labels and asked.other else None
    if len(groups) == 1 and not (claims or asked.labels or asked.names) and _OFFICE.search(folded):
        return _lacking(scene, asked)
    if not claims and (asked.names or len(rest.replace(" ", "")) > ELSE):
        return _offices(scene, asked, "".join(asked.names) or rest)
    if not asked.labels or (len(scene.plans) > 1 and not groups):
        return None
    if claims and wanted:
        return _whether(scene, asked, wanted, claims)
    if wanted:
        return _told(scene, "list_plain", [item for line in wanted for item in _items(scene, line)])
    return _lacking(scene, asked) if len(groups) == 1 and not claims and "领导小组" not in folded else None


def _whether(scene: Scene, asked: _Asked, wanted: Sequence[Line], claims: Sequence[str]) -> Draft:
    """Whether the lines hold what the question says of them, and what they hold; then what is said of it instead."""
    held = [line for line in wanted if all(map(line.holds, claims))]
    told = held or [*wanted, *(line for line in asked.lines if line not in wanted and any(map(line.first, claims)))]
    items = [item for line in told for item in _items(scene, line)]
    return _told(scene, "is_so" if held else "is_not_so", items, "" if held else "false_premise")


def _told(scene: Scene, frame: str, items: Sequence[DraftSentence], reason: str = "") -> Draft:
    plan = items[0].quotes[0].clause.split("#")[0]
    scene.page.frame(scene.say(frame, label=scene.label(scene.library.plans[plan])))
    scene.page.items(items)
    return scene.page.draft("answered", reason)


def _offices(scene: Scene, asked: _Asked, rest: str) -> Draft | None:
    """What a person whom the question names is in the groups; None where it names none or asks something else."""
    folded = scene.question.folded
    if len(rest) < NAME or not re.search(_word("person"), folded):
        return None
    told = [line for line in asked.lines if (line.first(rest) if line.persons else line.holds(rest))]
    meant = [one["line"] for one in table("groups")["label"] if re.search(_ways(one), folded)]
    told = [line for line in told if _labelled(line, meant)] or [line for line in told if line.persons]
    items = [item for line in told for item in _items(scene, line, rest if line.persons else "")]
    return _told(scene, "list_plain", items) if told else None


def _lacking(scene: Scene, asked: _Asked) -> Draft:
    """Says that the group has no such line, and which it has."""
    group = asked.groups[0]
    label = scene.label(scene.library.plan_of(group))
    scene.page.frame(scene.say("no_such_line", label=label))
    scene.page.items([item for line in asked.lines if line.group is group for item in _items(scene, line)])
    return scene.page.draft("partial", "near_miss")


def _items(scene: Scene, line: Line, name: str = "") -> list[DraftSentence]:
    """The line and what goes on with it, behind the name of its group; of a person ``name`` only where that stands."""
    title = title_piece(line.group)
    kept = [piece for piece in line.pieces if not name or name in _dense(fold(piece.text))]
    label = "" if kept[0] is line.pieces[0] else f"{line.label}："
    head = f"{flat(title.text)}：{label}"
    return [sentence(scene, f"{head}{flat(kept[0].text)}", title, *line.pieces[: bool(label)], kept[0])] + [
        sentence(scene, flat(piece.text), piece) for piece in kept[1:]
    ]


@lru_cache(maxsize=4096)
def lines_of(clause: Clause) -> tuple[Line, ...]:
    """The lines of a clause with a label of a group."""
    return tuple(_lines(clause))


def _lines(clause: Clause) -> Iterator[Line]:
    """The lines of a clause with a label of a group; names that follow without one belong to the line over them."""
    known = re.compile("|".join([_word("holder"), *(one["line"] for one in table("groups")["label"])]))
    label, held = "", list[Piece]()
    for piece in pieces_of(clause):
        own = label_of(fold(piece.text))
        named = own if known.fullmatch(own) else ""
        if held and not own and _goes_on(label, held, piece):
            held.append(piece)
            continue
        if held:
            yield Line(clause, label, tuple(held))
        label, held = named, [piece] if named else []
    if held:
        yield Line(clause, label, tuple(held))


def _goes_on(label: str, held: Sequence[Piece], piece: Piece) -> bool:
    """Whether an unlabelled piece goes on with the line: another person, or another sentence of the same line."""
    if re.fullmatch(_word("holder"), label):
        return not piece.text.rstrip().endswith(("。", "；", ";"))
    return "\n" not in piece.clause.text[held[-1].end : piece.start]


def _named(groups: Sequence[Clause], folded: str) -> Clause | None:
    """The group whose name the question has, whole or the part of it that no other has (教研组 of 教学教研组)."""
    whole = [one for one in groups if len(one.title) > NAME and fold(one.title) in folded]
    if whole:
        return max(whole, key=lambda one: folded.rfind(fold(one.title)))
    for run in (found.removesuffix("小") for found in _RUN.findall(folded)):
        for size in range(min(len(run), 8), NAME - 1, -1):
            held = [one for one in groups if run[-size:] in fold(one.title).removesuffix("组")]
            if len(held) == 1 and not re.fullmatch(_word("group"), run[-size:]):
                return held[0]
    return None


def _labelled(line: Line, labels: Sequence[str]) -> bool:
    return any(re.fullmatch(one, line.label) for one in labels)


def _ways(label: dict[str, str]) -> str:
    """How a question may name a line of a group."""
    return "|".join(filter(None, (label.get("asked"), label.get("of_group"))))


def _word(name: str) -> str:
    return str(table("groups")["words"][name])


def _dense(text: str) -> str:
    return re.sub(r"\s", "", text)

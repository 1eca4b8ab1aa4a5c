"""What was mended in a plan, in words."""

from __future__ import annotations

from collections import Counter

from index.plan import Plan
from ui.strings import say


def damage_html(plan: Plan) -> str:
    """How many spots of which kind, the most frequent first, and how many of them are guesses."""
    if not plan.damage:
        return f'<span class="quiet">{say("damage_none")}</span>'
    kinds = Counter(record.kind for record in plan.damage)
    parts = [say(f"damage_{kind}", n=count) for kind, count in kinds.most_common()]
    unsure = sum(not record.certain for record in plan.damage)
    if unsure:
        parts.append(f"<b>{say('damage_unsure', n=unsure)}</b>")
    return "<br>".join(parts)

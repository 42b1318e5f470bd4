"""Runs stages in this process, one item after another. Nothing holds an item to limits here."""

from __future__ import annotations

from collections.abc import Iterable

from crossread.executors.stage import Answers, R, Stage, T


class Here:
    """This process."""

    def map(self, stage: Stage[T, R], items: Iterable[T]) -> Answers[R]:
        """Yield what the stage says of each item, in their order; see `Executor.map`."""
        run = None
        for place, item in enumerate(items):
            run = run or stage.open()
            yield place, run(item)

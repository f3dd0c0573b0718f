"""All repairs side by side, chosen by mouse and keys."""

import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from gmm_explorer.model import Cause
from tests.view.collapse.hands import LEFT, dialog, press
from tests.view.windows import settle, trigger


@pytest.fixture
def compared(qtbot, collapsed):
    QTest.keyClick(collapsed, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    trials = collapsed.controller.trials
    qtbot.waitUntil(lambda: len(trials.done) == len(trials.repairs))
    settle(collapsed)
    return collapsed


def cards():
    return [dialog().findChild(QPushButton, f"trial_{n}") for n in range(10)]


def chosen():
    return next(card for card in cards() if card.isChecked())


def test_the_best_is_chosen_and_every_card_says_what_came_of_it(compared):
    good = [card for card in cards() if card.trial.succeeded]
    sound = [card for card in good if card.trial.tight is None]
    assert chosen().trial.bic == min(card.trial.bic for card in sound)
    for card in good:
        assert ("is tight" in card.accessibleName()) is (card not in sound)
    for card in cards():
        words = card.accessibleName()
        assert ("log L" in words and "BIC" in words and "iterations" in words) or (
            "collapsed" in words or card.trial.reason
        )
    dialog().close()


def test_arrows_choose_and_a_click_makes_it_the_branch(compared):
    before = compared.session.snapshot
    cards()[0].setFocus()
    QTest.mouseClick(cards()[5], LEFT)
    QTest.keyClick(cards()[5], Qt.Key.Key_Right)
    assert chosen() is cards()[6]
    trial = chosen().trial
    press(dialog(), QPushButton, "compare_dialog_use_this_repair")
    assert dialog() is None
    session = compared.session
    block = session.timeline.position.block
    assert block.entries.cause is Cause.ITERATION
    assert block.parent.block.entries.cause is Cause.REPAIR
    assert block.parent.block.parent.entry.snapshot is before
    np.testing.assert_array_equal(session.snapshot.mixture.means, trial.last.mixture.means)
    assert session.outcome is trial.last.outcome


def test_escape_leaves_everything_as_it_was(compared):
    before, n_entries = compared.session.snapshot, compared.session.timeline.n_entries
    QTest.keyClick(dialog(), Qt.Key.Key_Escape)
    assert dialog() is None
    assert compared.session.snapshot is before
    assert compared.session.timeline.n_entries == n_entries


def test_closing_it_early_ends_what_still_runs(qtbot, collapsed, run):
    trigger(collapsed, "repair_compare")
    QTest.keyClick(dialog(), Qt.Key.Key_Escape)
    done = list(collapsed.controller.trials.done)
    collapsed.controller.editing.undo()
    run(collapsed)  # on the same worker, after what was cancelled
    assert collapsed.controller.trials.done == done


def test_the_way_of_a_repair_is_seen_while_it_runs(qtbot, collapsed):
    session, trials = collapsed.session, collapsed.controller.trials
    endless = replace(session.snapshot.settings, tol=0.0, max_iter=10**7)
    collapsed.controller.stepping.change_settings(endless)
    trigger(collapsed, "repair_compare")
    under_way = re.compile(r"log L −\d+\.\d{3}, iteration [\d,]+…$")
    said = set()

    def seen_often():
        said.update(card.accessibleName() for card in cards())
        return sum(bool(under_way.search(words)) for words in said) > 2

    qtbot.waitUntil(seen_often)
    assert not any(card.isEnabled() for card in cards() if card.trial is None)
    press(dialog(), QPushButton, "compare_dialog_cancel")
    assert dialog() is None
    done = list(trials.done)
    trigger(collapsed, "em_back")  # on the same worker, after what was cancelled
    trigger(collapsed, "em_step")
    qtbot.wait(30)
    assert trials.done == done

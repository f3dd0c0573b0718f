"""A label that keeps its size while digits change."""

from gmm_explorer.view.widgets.steady_label import SteadyLabel


def test_it_keeps_its_width_for_digits_and_follows_longer_and_much_shorter_texts(qtbot):
    label = SteadyLabel()
    qtbot.addWidget(label)
    label.show_text("log L −1126.326 (+0.012)")
    first = label.minimumWidth()
    label.show_text("log L −1126.3 (+0.01)")
    assert label.minimumWidth() == first
    label.show_text("log L −1126.326 (+0.012), and then some more words")
    longer = label.minimumWidth()
    assert longer > first
    label.show_text("log L")
    assert label.minimumWidth() < first
    label.show_text("")
    assert not label.isVisible()

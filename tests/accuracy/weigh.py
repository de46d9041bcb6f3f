"""Learns what the cues weigh, and writes it into `config/meanings.yaml`: `make weights`.

A multinomial logistic regression (scikit-learn) over the cues in the labelled messages of `tests/data/`: those for which
phrases were written, and others that nobody read while writing phrases, since of the first ones the phrases find more
than of any others. The part that is for judging is never read here.
"""

import argparse
import re
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-not-found,import-untyped,unused-ignore]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found,import-untyped,unused-ignore]

from bot.directory.fields import CATEGORY_IDS
from bot.directory.loader import load
from bot.directory.models import NO_DISPUTE
from bot.understanding.understand import Understanding
from tests.accuracy.measure import CONFIG, rows_of

_STRENGTH = 2.0  # inverse of the regularisation: smaller weights generalise better
_LEAST = 0.1  # a lighter weight is left out
_CAUTION = 1.1  # what speaks for no dispute beforehand: a wrong guess is worse than a question
_HARD = 0.6  # how much a message that was made difficult on purpose counts
_UNREAD = 2.0  # how much one counts for which no phrase was written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=CONFIG, help="the folder whose meanings.yaml is written")
    config = parser.parse_args().config
    rows = rows_of("messages") + rows_of("messages-unread")
    unread = {row["text"] for row in rows_of("messages-unread")}
    understanding = Understanding(load(config))
    vectorizer = DictVectorizer()
    features = vectorizer.fit_transform([dict.fromkeys(understanding.cues_in(row["text"]), 1) for row in rows])
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(
        features,
        [row["category"] or NO_DISPUTE for row in rows],
        sample_weight=[
            (_HARD if row["kind"] == "hard" else 1) * (_UNREAD if row["text"] in unread else 1) for row in rows
        ],
    )
    order = {category: place for place, category in enumerate((NO_DISPUTE, *CATEGORY_IDS))}
    classes = list(model.classes_)
    start = dict(zip(classes, model.intercept_, strict=True))
    start[NO_DISPUTE] += _CAUTION
    weighs = {
        cue: dict(zip(classes, model.coef_[:, column], strict=True)) for cue, column in vectorizer.vocabulary_.items()
    }
    file = config / "meanings.yaml"
    text = re.sub(r"^start: .*$", f"start: {_line(start, order, least=0)}", file.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(
        r"^  (\S+):\n(    means: .*\n)    weighs: .*$",
        lambda match: f"  {match[1]}:\n{match[2]}    weighs: {_line(weighs.get(match[1], {}), order, least=_LEAST)}",
        text,
        flags=re.MULTILINE,
    )
    file.write_text(text, "utf-8")


def _line(weights: dict[str, float], order: dict[str, int], *, least: float) -> str:
    kept = {name: round(float(weights[name]), 1) for name in sorted(weights, key=order.__getitem__)}
    return "{" + ", ".join(f"{name}: {weight}" for name, weight in kept.items() if abs(weight) >= least) + "}"


if __name__ == "__main__":
    main()

"""The bot's numbers in the form that Prometheus reads. Nothing here is of a buyer, a server or a kind of dispute.

Form: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import math
import time
from collections.abc import Callable, Iterator
from itertools import accumulate

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from bot.frontends.discord.measures import BOUNDS
from bot.frontends.discord.status import Health
from bot.live import Live
from bot.tally.counting import Tally

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics(Collector):
    """Reads the numbers anew each time that somebody asks for them."""

    def __init__(self, health: Callable[[], Health], live: Live, tally: Tally) -> None:
        self._health = health
        self._live = live
        self._tally = tally
        # One of our own: the library's would add what it finds out about the machine, beside the process itself.
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    def written(self) -> bytes:
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        health, live, tally = self._health(), self._live, self._tally
        yield HistogramMetricFamily(
            "recourse_callback_seconds",
            "From the arrival of an interaction until Discord has taken the answer.",
            buckets=list(zip(map(floatToGoString, (*BOUNDS, math.inf)), accumulate(health.taken.counts), strict=True)),
            sum_value=health.taken.total,
        )
        errors = CounterMetricFamily(
            "recourse_errors", "What went wrong, by exception or by Discord's own code.", labels=("part", "type")
        )
        for part, kinds in {"callback": health.refused, **health.failed}.items():
            for kind, number in kinds.items():
                errors.add_metric((part, kind), number)
        yield errors
        yield GaugeMetricFamily(
            "recourse_shards", "Connections to Discord that this process is to hold.", health.shards
        )
        yield GaugeMetricFamily("recourse_shards_open", "How many of them are open.", health.open_shards)
        reloads = CounterMetricFamily(
            "recourse_reloads", "Changes of the configuration, taken and refused.", labels=("outcome",)
        )
        for outcome, number in live.reloads.items():
            reloads.add_metric((outcome,), number)
        yield reloads
        version = {"version": health.directory.version}
        yield InfoMetricFamily("recourse_directory", "The version of the directory.", version)
        age = time.monotonic() - live.since
        yield GaugeMetricFamily("recourse_directory_age_seconds", "Since this version was taken.", age)
        yield CounterMetricFamily(
            "recourse_counts_written", "Disputes counted by this process, on disk.", tally.durable
        )
        yield GaugeMetricFamily("recourse_counts_pending", "Counts not yet written.", tally.pending)

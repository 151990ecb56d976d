"""The figures in the words of Prometheus. Imported by the first scrape only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.tally import Spread
from bot.version import VERSION
from bot.web.watched import Figures
from models.outbox import DeliveryClass
from scheduler.watching import Station

__all__ = ["CONTENT_TYPE", "exposition"]

WAITING = ("pending", "claimed", "sending")


def exposition(figures: Figures) -> bytes:
    """One page. The registry is made for it and kept nowhere."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Told(figures))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Told(Collector):
    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        figures = self._figures
        yield _gauge(
            "dondoc_build_info", "The running version", {VERSION: 1}, "version"
        )
        yield from _counted(figures)
        yield from _measured(figures)
        yield from _state(figures)
        if figures.gauges is not None:
            yield from _rows(figures)


def _counted(figures: Figures) -> Iterator[Metric]:
    tally = figures.tally
    sent = CounterMetricFamily(
        "dondoc_attempts",
        "Tries to send a message, by class and by what became of it",
        labels=["class", "outcome"],
    )
    for (cls, outcome), count in sorted(tally.outcomes.items()):
        sent.add_metric([cls, outcome], count)
    yield sent
    causes = CounterMetricFamily(
        "dondoc_unknown_outcomes",
        "Tries of which nobody knows whether they arrived, by cause",
        labels=["cause"],
    )
    for cause, count in sorted(tally.causes.items()):
        causes.add_metric([cause], count)
    yield causes
    stations = CounterMetricFamily(
        "dondoc_stations",
        "Messages and updates that came past a point of their way",
        labels=["station"],
    )
    for station in Station:
        stations.add_metric([station.value], tally.stations[station])
    yield stations


def _measured(figures: Figures) -> Iterator[Metric]:
    late = HistogramMetricFamily(
        "dondoc_lateness_seconds",
        "From when a message was due until it was tried, by class",
        labels=["class"],
    )
    for cls, spread in sorted(figures.tally.lateness.items()):
        late.add_metric([cls], _buckets(spread), spread.total)
    yield late
    lag = HistogramMetricFamily(
        "dondoc_loop_lag_seconds", "How late the event loop came to its work"
    )
    lag.add_metric([], _buckets(figures.lag.spread), figures.lag.spread.total)
    yield lag


def _buckets(spread: Spread) -> list[tuple[str, float]]:
    """Each bound with all that is at or below it, as Prometheus wants them."""
    names = [*(str(float(bound)) for bound in spread.bounds), "+Inf"]
    so_far, buckets = 0, []
    for name, count in zip(names, spread.counts, strict=True):
        so_far += count
        buckets.append((name, float(so_far)))
    return buckets


def _state(figures: Figures) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "dondoc_telegram_answer_age_seconds",
        "Since Telegram last answered the poller, or said how the webhook is",
        value=figures.reached_ago,
    )
    yield GaugeMetricFamily(
        "dondoc_clock_suspect",
        "1 while the machine's clock is not believed",
        value=float(figures.clock_is_suspect),
    )
    yield GaugeMetricFamily(
        "dondoc_sending_stopped",
        "1 while the token is refused or the line is dead",
        value=float(figures.sending_stopped),
    )
    if figures.disk_free is not None:
        yield GaugeMetricFamily(
            "dondoc_disk_free_bytes",
            "Free room on the disk of the database",
            value=float(figures.disk_free),
        )
    yield GaugeMetricFamily(
        "dondoc_database_up",
        "1 if the database answered within a second",
        value=float(figures.gauges is not None),
    )


def _rows(figures: Figures) -> Iterator[Metric]:
    """What the database says; left out while it says nothing."""
    assert figures.gauges is not None
    waiting = GaugeMetricFamily(
        "dondoc_messages_waiting",
        "Messages that are not sent yet, by state and class",
        labels=["state", "class"],
    )
    for state in WAITING:
        for cls in DeliveryClass:
            count = figures.gauges.messages.get((state, cls.value), 0)
            waiting.add_metric([state, cls.value], count)
    yield waiting
    yield GaugeMetricFamily(
        "dondoc_oldest_due_seconds",
        "How long the oldest message that may leave has been due",
        value=figures.oldest_due or 0.0,
    )
    yield GaugeMetricFamily(
        "dondoc_messages_parked",
        "Unknown or dead messages that no administrator has dealt with",
        value=figures.gauges.parked,
    )
    yield GaugeMetricFamily(
        "dondoc_updates_waiting",
        "Updates that are kept and not handled yet",
        value=figures.gauges.updates,
    )


def _gauge(name: str, help_: str, values: Mapping[str, float], label: str) -> Metric:
    family = GaugeMetricFamily(name, help_, labels=[label])
    for value, figure in values.items():
        family.add_metric([value], figure)
    return family

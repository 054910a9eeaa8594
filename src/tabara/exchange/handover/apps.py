"""The app of envelopes between countries."""

from django.apps import AppConfig


class ExchangeHandoverConfig(AppConfig):
    """Envelopes between countries; its records lie with the room of what is handed over."""

    name = "tabara.exchange.handover"
    label = "exchange_handover"

    def ready(self) -> None:
        """Name what an envelope seals before it is a case, and drop every day what nobody answered in time."""
        from tabara import jobs
        from tabara.exchange.handover.chores import drop_expired
        from tabara.protection.handover.queries.envelopes import sealed_apart
        from tabara.protection.intake.queries import also_sealed

        also_sealed(sealed_apart)
        jobs.every_day("handover.drop_expired", drop_expired)

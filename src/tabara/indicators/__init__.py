"""What is counted, each declared once as data, and given out only through a disclosure rule.

compute(["persons_assisted"], mart=mart, since=…, until=…, by=("sex",), rule=PUBLIC)
shares("victims_identified", by="exploitation", mart=mart, since=…, until=…, rule=PUBLIC)
reports.figures_of("protection-highlights", mart=mart)
"""

from tabara.indicators.catalogue import Indicator, indicator, indicators
from tabara.indicators.compute import compute, shares
from tabara.indicators.errors import IndicatorError
from tabara.indicators.figures import Figure

__all__ = ["Figure", "Indicator", "IndicatorError", "compute", "indicator", "indicators", "shares"]

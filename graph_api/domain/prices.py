"""The price of a row: usable, missing, or in another currency than US dollars."""

import re
from collections.abc import Iterable
from decimal import Decimal

from graph_api.domain.codes import PriceQuality, TransactionCode

_PRICE_MEANT = frozenset({TransactionCode.P, TransactionCode.S})
_CURRENCIES = (
    ("CAD", r"canadian dollars?|\bcad\b|\bc\$|\bcdn\$"),
    ("AUD", r"australian dollars?|\baud\b|\ba\$"),
    ("EUR", r"\beuros?\b|\beur\b|€"),
    ("GBP", r"pounds? sterling|\bgbp\b|£|\bpence\b"),
    ("CHF", r"swiss francs?|\bchf\b"),
    ("SEK", r"swedish kron[ao]r?|\bsek\b"),
    ("NOK", r"norwegian kroner?|\bnok\b"),
    ("DKK", r"danish kroner?|\bdkk\b"),
    ("JPY", r"japanese yen|\bjpy\b|¥"),
    ("HKD", r"hong kong dollars?|\bhkd\b|\bhk\$"),
    ("ILS", r"israeli (?:new )?shekels?|\bnis\b|\bils\b"),
    ("BRL", r"brazilian reals?|\bbrl\b|\br\$"),
    ("MXN", r"mexican pesos?|\bmxn\b"),
    ("INR", r"indian rupees?|\binr\b"),
    ("CNY", r"renminbi|\brmb\b|\bcny\b"),
)
_DOLLARS = re.compile(
    r"u\.?\s?s\.?\s?(?:dollars?|\$)|\busd\b|united states dollars?", re.IGNORECASE
)


def effective_price(
    code: TransactionCode, price: Decimal | None
) -> tuple[Decimal | None, PriceQuality]:
    """Return the price to count with, None when MISSING, and its quality.

    Zero is a value for grants, gifts and conversions; on a purchase or sale nobody paid nothing,
    so there it means that no price was stated.
    """
    if price is None or (price == 0 and code in _PRICE_MEANT):
        return None, PriceQuality.MISSING
    return price, PriceQuality.REPORTED


def stated_currency(texts: Iterable[str]) -> str | None:
    """Return the ISO code of the currency that the notes of a price name, None for US dollars.

    A note that also speaks of US dollars tells of a conversion and leaves the price as it is.
    """
    for text in texts:
        if _DOLLARS.search(text):
            continue
        for code, pattern in _CURRENCIES:
            if re.search(pattern, text, re.IGNORECASE):
                return code
    return None

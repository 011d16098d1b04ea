"""Sector and industry of an issuer from its SIC code, the one label EDGAR itself gives.

The sectors are the eleven that data vendors use. A SIC code names a product or an activity, so
the sector is a reading of it; ``docs/sectors.md`` says how doubtful ranges were decided.
"""

from bisect import bisect_right
from dataclasses import dataclass

from graph_api.domain.sic_descriptions import SIC_DESCRIPTIONS

TAXONOMY = "SIC"

TECHNOLOGY = "Technology"
HEALTHCARE = "Healthcare"
FINANCIAL = "Financial Services"
ENERGY = "Energy"
CYCLICAL = "Consumer Cyclical"
DEFENSIVE = "Consumer Defensive"
INDUSTRIALS = "Industrials"
MATERIALS = "Basic Materials"
COMMUNICATION = "Communication Services"
UTILITIES = "Utilities"
REAL_ESTATE = "Real Estate"

SECTORS = (
    TECHNOLOGY,
    HEALTHCARE,
    FINANCIAL,
    ENERGY,
    CYCLICAL,
    DEFENSIVE,
    INDUSTRIALS,
    MATERIALS,
    COMMUNICATION,
    UTILITIES,
    REAL_ESTATE,
)

SECTOR_RANGES: tuple[tuple[int, int, str], ...] = (
    (100, 799, DEFENSIVE),  # crops, livestock, agricultural services
    (800, 899, MATERIALS),  # forestry
    (900, 999, DEFENSIVE),  # fishing
    (1000, 1199, MATERIALS),  # metal mining
    (1200, 1399, ENERGY),  # coal, oil, gas and their field services
    (1400, 1499, MATERIALS),  # quarrying
    (1500, 1539, CYCLICAL),  # home builders
    (1540, 1799, INDUSTRIALS),  # other construction
    (2000, 2199, DEFENSIVE),  # food, beverages, tobacco
    (2200, 2399, CYCLICAL),  # textiles, apparel
    (2400, 2429, MATERIALS),  # timber, sawmills
    (2430, 2449, INDUSTRIALS),  # millwork, building members
    (2450, 2519, CYCLICAL),  # mobile homes, household furniture
    (2520, 2599, INDUSTRIALS),  # office and public furniture
    (2600, 2649, MATERIALS),  # pulp, paper
    (2650, 2699, CYCLICAL),  # packaging
    (2700, 2749, COMMUNICATION),  # publishing
    (2750, 2799, INDUSTRIALS),  # printing
    (2800, 2829, MATERIALS),  # chemicals, plastics materials
    (2830, 2839, HEALTHCARE),  # drugs, diagnostics, biologicals
    (2840, 2849, DEFENSIVE),  # soap, cosmetics
    (2850, 2899, MATERIALS),  # paints, agricultural and other chemicals
    (2900, 2999, ENERGY),  # petroleum refining
    (3000, 3029, CYCLICAL),  # tires, footwear
    (3030, 3099, INDUSTRIALS),  # rubber and plastics products
    (3100, 3199, CYCLICAL),  # leather, footwear
    (3200, 3219, INDUSTRIALS),  # flat glass
    (3220, 3229, CYCLICAL),  # glass containers
    (3230, 3239, INDUSTRIALS),  # products of glass
    (3240, 3259, MATERIALS),  # cement, clay
    (3260, 3269, CYCLICAL),  # pottery
    (3270, 3399, MATERIALS),  # concrete, stone, primary metals
    (3400, 3419, CYCLICAL),  # metal cans: packaging
    (3420, 3532, INDUSTRIALS),  # metal products, machinery
    (3533, 3533, ENERGY),  # oil and gas field machinery
    (3534, 3569, INDUSTRIALS),  # machinery
    (3570, 3579, TECHNOLOGY),  # computers, office machines
    (3580, 3629, INDUSTRIALS),  # refrigeration, electrical equipment
    (3630, 3639, CYCLICAL),  # household appliances
    (3640, 3649, INDUSTRIALS),  # lighting and wiring
    (3650, 3679, TECHNOLOGY),  # consumer electronics, telephones, semiconductors
    (3680, 3699, INDUSTRIALS),  # batteries, other electrical machinery
    (3700, 3712, CYCLICAL),  # cars
    (3713, 3713, INDUSTRIALS),  # truck and bus bodies
    (3714, 3714, CYCLICAL),  # car parts
    (3715, 3715, INDUSTRIALS),  # truck trailers
    (3716, 3719, CYCLICAL),  # motor homes
    (3720, 3749, INDUSTRIALS),  # aircraft, ships, railroad equipment
    (3750, 3759, CYCLICAL),  # motorcycles, bicycles
    (3760, 3789, INDUSTRIALS),  # missiles, space vehicles
    (3790, 3794, CYCLICAL),  # recreational vehicles
    (3795, 3798, INDUSTRIALS),  # tanks
    (3799, 3799, CYCLICAL),  # other recreational vehicles
    (3800, 3820, INDUSTRIALS),  # navigation, search and detection
    (3821, 3821, HEALTHCARE),  # laboratory apparatus
    (3822, 3824, INDUSTRIALS),  # controls, process instruments, meters
    (3825, 3825, TECHNOLOGY),  # electronic test instruments
    (3826, 3826, HEALTHCARE),  # laboratory analysers
    (3827, 3839, TECHNOLOGY),  # optics, other measuring devices
    (3840, 3859, HEALTHCARE),  # medical, dental, ophthalmic
    (3860, 3869, TECHNOLOGY),  # photographic
    (3870, 3969, CYCLICAL),  # watches, jewelry, toys, sporting goods
    (3970, 3999, INDUSTRIALS),  # miscellaneous manufacturing
    (4000, 4599, INDUSTRIALS),  # rail, road, water, air
    (4600, 4699, ENERGY),  # oil pipelines
    (4700, 4799, INDUSTRIALS),  # freight and transport services
    (4800, 4899, COMMUNICATION),  # telephone, radio, television, cable
    (4900, 4921, UTILITIES),  # electric
    (4922, 4922, ENERGY),  # natural gas transmission
    (4923, 4949, UTILITIES),  # gas distribution, combined, water
    (4950, 4959, INDUSTRIALS),  # waste
    (4960, 4999, UTILITIES),  # steam, cogeneration
    (5000, 5009, INDUSTRIALS),  # wholesale, durable goods
    (5010, 5029, CYCLICAL),  # wholesale, vehicles and parts, furniture
    (5030, 5044, INDUSTRIALS),  # wholesale, building materials, commercial equipment
    (5045, 5046, TECHNOLOGY),  # wholesale, computers and software
    (5047, 5048, HEALTHCARE),  # wholesale, medical equipment
    (5049, 5049, INDUSTRIALS),  # wholesale, professional equipment
    (5050, 5059, MATERIALS),  # wholesale, metals and minerals
    (5060, 5063, INDUSTRIALS),  # wholesale, electrical apparatus
    (5064, 5064, CYCLICAL),  # wholesale, appliances
    (5065, 5069, TECHNOLOGY),  # wholesale, electronic parts
    (5070, 5089, INDUSTRIALS),  # wholesale, hardware, machinery
    (5090, 5099, CYCLICAL),  # wholesale, sporting goods, toys, jewelry
    (5100, 5119, INDUSTRIALS),  # wholesale, paper
    (5120, 5129, HEALTHCARE),  # wholesale, drugs
    (5130, 5139, CYCLICAL),  # wholesale, apparel
    (5140, 5159, DEFENSIVE),  # wholesale, groceries, farm products
    (5160, 5169, MATERIALS),  # wholesale, chemicals
    (5170, 5179, ENERGY),  # wholesale, petroleum
    (5180, 5199, DEFENSIVE),  # wholesale, drinks, other nondurable goods
    (5200, 5329, CYCLICAL),  # retail, building materials, department stores
    (5330, 5499, DEFENSIVE),  # retail, variety and food stores
    (5500, 5911, CYCLICAL),  # retail, cars, apparel, furniture, restaurants
    (5912, 5912, HEALTHCARE),  # retail, drug stores
    (5913, 5999, CYCLICAL),  # retail, other, by mail and online
    (6000, 6323, FINANCIAL),  # banks, credit, brokers, life insurance
    (6324, 6324, HEALTHCARE),  # hospital and medical service plans
    (6325, 6499, FINANCIAL),  # other insurance
    (6500, 6599, REAL_ESTATE),  # operators, agents, developers
    (6700, 6791, FINANCIAL),  # holding offices, blank checks
    (6792, 6792, ENERGY),  # oil royalties
    (6793, 6793, FINANCIAL),  # commodity traders
    (6794, 6794, TECHNOLOGY),  # patents
    (6795, 6795, MATERIALS),  # mineral royalties
    (6796, 6797, FINANCIAL),  # other investing
    (6798, 6798, REAL_ESTATE),  # real estate investment trusts
    (6799, 6799, FINANCIAL),  # investors
    (7000, 7299, CYCLICAL),  # hotels, personal services
    (7300, 7319, COMMUNICATION),  # advertising
    (7320, 7329, FINANCIAL),  # credit reporting, collection
    (7330, 7330, INDUSTRIALS),  # mailing, reproduction
    (7331, 7331, COMMUNICATION),  # direct mail advertising
    (7332, 7369, INDUSTRIALS),  # rental, staffing
    (7370, 7379, TECHNOLOGY),  # software, data processing
    (7380, 7399, INDUSTRIALS),  # business services
    (7500, 7509, CYCLICAL),  # car repair and parking
    (7510, 7519, INDUSTRIALS),  # vehicle rental
    (7520, 7549, CYCLICAL),  # car services
    (7600, 7699, INDUSTRIALS),  # repair
    (7800, 7899, COMMUNICATION),  # motion pictures, video
    (7900, 7999, CYCLICAL),  # leisure, casinos, clubs
    (8000, 8099, HEALTHCARE),  # physicians, hospitals, laboratories
    (8100, 8199, INDUSTRIALS),  # legal services
    (8200, 8299, DEFENSIVE),  # education
    (8300, 8399, CYCLICAL),  # child care
    (8600, 8729, INDUSTRIALS),  # engineering, accounting
    (8730, 8739, HEALTHCARE),  # commercial research, testing laboratories
    (8740, 8799, INDUSTRIALS),  # management, consulting
    (8880, 8880, FINANCIAL),  # depositary receipts: a security, not a business
    (8900, 8999, INDUSTRIALS),  # other services
    (9995, 9995, FINANCIAL),  # non-operating establishments: shells, as blank checks
)
"""Inclusive (first, last, sector), ascending, never overlapping."""

_FIRSTS = tuple(first for first, _, _ in SECTOR_RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry:
    """One SIC code: its four digits and its name as EDGAR's list writes it."""

    code: str
    name: str


def sector_of_sic(sic: str) -> str | None:
    """Return one of ``SECTORS``; None for blank, ``0000`` and codes in no range.

    Source:
        ASSIGNED-SIC of the filing header, or ``sic`` of the SEC's submissions file.
    """
    code = _code(sic)
    if code is None:
        return None
    _, last, sector = SECTOR_RANGES[bisect_right(_FIRSTS, int(code)) - 1]
    return sector if int(code) <= last else None


def industry_of_sic(sic: str, description: str | None) -> Industry | None:
    """Return the industry: named by ``description`` if stated, else by EDGAR's list.

    A code in neither is named ``SIC`` and its digits; None for blank and ``0000``.
    """
    code = _code(sic)
    if code is None:
        return None
    stated = " ".join((description or "").split())
    return Industry(code=code, name=stated or SIC_DESCRIPTIONS.get(code, f"SIC {code}"))


def _code(sic: str) -> str | None:
    digits = sic.strip().zfill(4)
    known = len(digits) == 4 and digits.isascii() and digits.isdigit() and int(digits) >= 100
    return digits if known else None

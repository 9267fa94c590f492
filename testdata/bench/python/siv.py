#!/usr/bin/env python3
"""An independent peer of `siv calc break-even -o json`.

This is a second implementation of the calculation model (sections 1-7), written from its text alone and not from the Go
source. It serves two purposes: it is the oracle that compare.py holds the tool against, and the peer that the tool's
benchmark is measured against. It is therefore written the plain way: exact rationals (fractions.Fraction) throughout,
months counted one by one in whole numbers, and a single irrational, the square root of 1 + rate for mid-year discounting,
taken to 60 decimals. Figures are rounded, half away from zero, only when they are written.

It expects files that are in order: faults are reported without line numbers, one at a time, with exit status 3.

    siv.py [flags] FILE...            one object, or an array when there are several files

Unit costs come from the CSV table --unitcosts (with --priceindex beside it) or from --catalogue FILE.json, which is the
answer of `siv unitcosts list -o json`. Requires Python 3.9 and PyYAML.

Where the text can be read in more than one way, this reads: break-even looks at the cumulative figure in whole öre, as the
tests do; a sector or an actor (and its year) is listed when it has a figure other than 0; `continues` is cut at the horizon as
running costs are; a file's own index figure is warned about when it is used, forecast or overriding; an intake of 0 does not
continue.
"""
import argparse
import csv
import json
import sys
from collections import defaultdict, namedtuple
from fractions import Fraction
from functools import cache, reduce
from math import gcd, isqrt, lcm
from pathlib import Path

import yaml

TABLES = Path(__file__).resolve().parent.parent.parent / "conformance"
SECTORS = ["municipality", "region", "state", "other"]
INSIDE = {"municipality": SECTORS[:1], "public": SECTORS[:3], "society": SECTORS}
TAU = {"start": Fraction(0), "mid": Fraction(1, 2), "end": Fraction(1)}
CRITERIA = ["rule", "discounted", "net"]
FIGURES = ["own_cost", "fund_cost", "running_cost", "savings", "cashable", "net"]
ROOT_DIGITS = 60


class Fault(Exception):
    """An input file is at fault."""


# --- Reading: every scalar arrives as a string, so that no number passes through binary floating point. ---

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def number(value):
    """1_200_000, "1 200 000,50", 12% or a range, whose likely value is the one that counts."""
    if isinstance(value, dict):
        value = value["likely"]
    text = "".join(value.replace("_", "").split()).replace(",", ".")
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def month(text):
    """Months are numbered from year 0: 2019-06 is 2019 * 12 + 5. Returns the month and the day, if there is one."""
    parts = [int(part) for part in text.split("-")]
    return parts[0] * 12 + parts[1] - 1, parts[2] if len(parts) > 2 else None


def months_of(lasts):
    """Years, or months as 18m, or a range of them."""
    if isinstance(lasts, dict):
        lasts = lasts["likely"]
    return int(lasts[:-1]) if lasts.endswith("m") else 12 * int(number(lasts))


# --- Prices ---

class Prices:
    """Yearly changes of the price indices, and what was used of them."""

    def __init__(self, table, own):
        self.change, self.forecasts = dict(table), set()
        self.own, self.overridden, self.forecast_used = set(), [], []  # warned about when they are used
        for index, years in own.items():
            for year, entry in years.items():
                if year == "edition":
                    continue
                key = index, int(year)
                if key in self.change:
                    self.own.add(key)
                self.change[key] = number(entry["change"])
                if entry.get("forecast") == "true":
                    self.forecasts.add(key)

    def factor(self, index, source, target):
        """I[target] / I[source]"""
        result = Fraction(1)
        for year in range(min(source, target) + 1, max(source, target) + 1):
            key = index, year
            if key not in self.change:
                raise Fault(f"{index} has no value for {year}")
            for marked, used in (self.forecasts, self.forecast_used), (self.own, self.overridden):
                if key in marked and key not in used:
                    used.append(key)
            result *= 1 + self.change[key]
        return result if target >= source else 1 / result


UnitCost = namedtuple("UnitCost", "amount year index transfer stated")


def unit_cost(spec, catalogue, price_year):
    """A catalogue id, a pinned one, or an inline amount."""
    if isinstance(spec, dict) and "amount" in spec:
        year = spec.get("price_year")
        return UnitCost(number(spec["amount"]), int(year) if year else price_year, spec.get("index", "PKV"),
                        spec.get("transfer") == "true", "unit" in spec and "source" in spec)
    pinned = spec.get("year") if isinstance(spec, dict) else None
    name = spec["id"] if isinstance(spec, dict) else spec
    if name not in catalogue:
        raise Fault(f"{name} is not in the catalogue")
    years = catalogue[name]
    if pinned:
        usable = [year for year in years if year == int(pinned)]
    elif price_year is None:
        raise Fault(f"{name} must be pinned to a year, for there is no price_year")
    else:
        usable = [year for year in years if year <= price_year]
    if not usable:
        raise Fault(f"{name} has {sorted(years)}")
    amount, transfer = years[max(usable)]
    return UnitCost(amount, max(usable), "PKV", transfer, True)


# --- Time: flows of money by calendar year ---

def spread(flow, yearly, first, end):
    """Adds a twelfth of a yearly amount for each month first <= m < end, in the calendar year where it lies."""
    for year in range(first // 12, (end - 1) // 12 + 1 if first < end else 0):
        flow[year] += yearly * (min(end, 12 * year + 12) - max(first, 12 * year)) / 12


class Effect:
    """The savings of one effect by calendar year, inside and before the window."""

    def __init__(self, spec, actors, prices, catalogue, file_year, window, horizon):
        self.id, self.actor = spec["id"], spec["actor"]
        self.cost = unit_cost(spec["unit_cost"], catalogue, file_year)
        self.likeness = self.alike(spec)
        self.sector = actors[self.actor]
        self.cashable_share = number(spec["cashable"]) if "cashable" in spec else None
        self.continues = "continues" in spec and number(spec["continues"]["per_year"]) != 0
        if "outcome" in spec:
            self.change = number(spec["outcome"]["without"]) - number(spec["outcome"]["with"])
        else:
            self.change = number(spec["change"])
        self.intakes = self.read_intakes(spec, window[0], horizon)
        self.people = sum(people for people, _ in self.intakes)
        self.shift = 12 * (int(spec.get("starts", "1")) - 1)
        self.lasts = months_of(spec["lasts"]) if "lasts" in spec else None
        self.keep = 1 - number(spec.get("drop_off", "0"))
        self.each = self.change * number(spec["quantity"]) * number(spec.get("attribution", "1"))
        for deduction in "deadweight", "displacement", "optimism_bias":
            self.each *= 1 - number(spec.get(deduction, "0"))
        self.savings, self.before = defaultdict(Fraction), Fraction(0)

    @staticmethod
    def alike(spec):
        """What two effects have in common that count the same saving twice."""
        cost, people = spec["unit_cost"], spec["people"]
        if isinstance(cost, dict):
            cost = cost["id"] if "id" in cost else (number(cost["amount"]), cost.get("unit"), cost.get("index"))
        if isinstance(people, dict) and "likely" not in people:
            return spec["actor"], cost, sorted((year, number(n)) for year, n in people.items())
        return spec["actor"], cost, number(people)

    @staticmethod
    def read_intakes(spec, opens, horizon):
        people, intakes = spec["people"], []
        if isinstance(people, dict) and "likely" not in people:
            intakes += [(number(n), (int(year) + 1) * 12) for year, n in people.items()]
        else:
            intakes.append((number(people), opens))
        if "continues" in spec:
            more = spec["continues"]
            last = min(int(more.get("to", horizon)), horizon)
            for k in range(int(more.get("from", "1")), last + 1):
                intakes.append((number(more["per_year"]), opens + 12 * k))
        return intakes

    def save(self, price, window):
        """Lets the effect of each intake run, one year of it at a time. price: the unit cost in the result's prices."""
        opens, closes = window
        before = defaultdict(Fraction)
        for people, first in self.intakes:
            begins = first + self.shift
            ends = closes if self.lasts is None else min(begins + self.lasts, closes)
            yearly = people * self.each * price
            for start in range(begins, ends, 12):
                end = min(start + 12, ends)
                spread(before, yearly, start, min(end, opens))
                spread(self.savings, yearly, max(start, opens), end)
                yearly *= self.keep
        self.before = sum(before.values())


# --- One investment ---

class Investment:
    """Reads a proposal and gathers its flows, in the prices of the results."""

    def __init__(self, doc, options, catalogue, indices):
        self.doc, self.options = doc, options
        self.start = month(doc["start"])[0]
        completion, day = month(doc["completion"])
        self.completion = completion - (day == 1)
        self.horizon = options.horizon
        opens = self.completion + 1
        self.window = opens, opens + 12 * self.horizon
        self.years = range(self.start // 12, (self.window[1] - 1) // 12 + 1)
        self.actors = {a["id"]: self.sector(a) for a in doc["actors"]}
        self.prices = Prices(indices, doc.get("indices", {}))
        self.file_year = int(doc["price_year"]) if "price_year" in doc else None
        self.effects = [Effect(e, self.actors, self.prices, catalogue, self.file_year, self.window, self.horizon)
                        for e in doc["effects"]]
        self.price_year = options.price_year or self.file_year or self.common_year()
        self.inside = INSIDE[options.perspective]
        self.read_rate()
        self.gather()

    @staticmethod
    def sector(actor):
        return {"namnd": "municipality", "municipal-company": "municipality",
                "public": actor.get("sector")}.get(actor["kind"], "other")

    def year_of(self, item):
        year = item.get("price_year")
        return self.file_year if year is None else year if year == "current" else int(year)

    def common_year(self):
        years = {e.cost.year for e in self.effects}
        for item in self.doc["costs"] + self.doc.get("running_costs", []):
            year = self.year_of(item)
            years |= {int(y) for y in item["amounts"]} if year == "current" else {year}
        if len(years) != 1 or None in years:
            raise Fault(f"price_year is missing, and the amounts are in the prices of {years}")
        return years.pop()

    def read_rate(self):
        if self.options.rate is not None:
            self.rate, self.rate_source = number(self.options.rate), "flag"
        elif "rate" in self.doc:
            self.rate, self.rate_source = number(self.doc["rate"]), "file"
        else:
            self.rate, self.rate_source = Fraction(3, 100), "default"
        self.base_year = self.options.base_year or self.start // 12
        tau = TAU[self.options.timing]
        growth = 1 + self.rate
        self.at_base = Fraction(1) / growth ** int(tau)
        if tau == Fraction(1, 2):
            scale = 10 ** ROOT_DIGITS
            self.at_base = Fraction(scale, isqrt(growth.numerator * scale ** 2 // growth.denominator))
        self.factors = {y: self.at_base * growth ** (self.base_year - y) for y in self.years}

    def in_prices(self, amount, index, year):
        return amount * self.prices.factor(index, year, self.price_year)

    def gather(self):
        """Fills the flows by actor, by payer's or actor's sector, and in total."""
        flows = lambda: defaultdict(Fraction)
        self.by_actor = {a: {figure: flows() for figure in FIGURES} for a in self.actors}
        self.by_sector = {s: {"cost": flows(), "running_cost": flows(), "savings": flows()} for s in SECTORS}
        self.unstated = set()
        for item in self.doc["costs"]:
            actor, funding = item["actor"], item["funding"]
            payer = {"fund": "municipality", "actor": self.actors[actor], "external": item.get("payer")}[funding]
            for key, value in item["amounts"].items():
                year, priced = int(key), self.year_of(item)
                amount = self.in_prices(number(value), "PKV", year if priced == "current" else priced)
                self.by_sector[payer]["cost"][year] += amount
                if funding != "external":
                    self.by_actor[actor]["fund_cost" if funding == "fund" else "own_cost"][year] += amount
        for item in self.doc.get("running_costs", []):
            yearly = self.in_prices(number(item["per_year"]), "PKV", self.year_of(item))
            first, last = int(item.get("from", "1")), min(int(item.get("to", self.horizon)), self.horizon)
            months = self.window[0] + 12 * (first - 1), self.window[0] + 12 * last
            spread(self.by_actor[item["actor"]]["running_cost"], yearly, *months)
            spread(self.by_sector[self.actors[item["actor"]]]["running_cost"], yearly, *months)
        for effect in self.effects:
            effect.save(self.in_prices(effect.cost.amount, effect.cost.index, effect.cost.year), self.window)
            effect.counted = effect.sector in self.inside and not (
                effect.cost.transfer and self.options.perspective == "society")
            if effect.cashable_share is None:
                self.unstated.add(effect.actor)
            for year, amount in effect.savings.items():
                self.by_sector[effect.sector]["savings"][year] += amount
                self.by_actor[effect.actor]["savings"][year] += amount
                self.by_actor[effect.actor]["cashable"][year] += amount * (effect.cashable_share or 0)
        for figures in self.by_actor.values():
            for year in self.years:
                figures["net"][year] = figures["savings"][year] - figures["running_cost"][year] - figures["own_cost"][year]
        self.counted = [e for e in self.effects if e.counted]
        self.cost = total(self.by_sector[s]["cost"] for s in self.inside)
        self.running = total(self.by_sector[s]["running_cost"] for s in self.inside)
        self.savings = total(e.savings for e in self.counted)
        self.net = {y: self.savings[y] - self.running[y] - self.cost[y] for y in self.years}

    @staticmethod
    def plain(flow):
        return sum(flow.values(), Fraction(0))

    def present(self, flow):
        return sum((amount * self.factors[year] for year, amount in flow.items() if amount), Fraction(0))


def total(flows):
    result = defaultdict(Fraction)
    for flow in flows:
        for year, amount in flow.items():
            result[year] += amount
    return result


# --- The internal rate of return, exactly: Sturm's theorem on the polynomial in 1 + rate ---

def primitive(poly):
    """The same polynomial with whole coefficients that have no common factor; highest power first, sign kept."""
    while poly and poly[0] == 0:
        poly = poly[1:]
    scale = lcm(*(c.denominator for c in poly))
    common = gcd(*(int(c * scale) for c in poly))
    return [int(c * scale) // common for c in poly]


def divide(a, b):
    """Quotient and remainder."""
    rest, quotient = [Fraction(c) for c in a], []
    while len(rest) >= len(b):
        quotient.append(rest[0] / b[0])
        for i, c in enumerate(b):
            rest[i] -= quotient[-1] * c
        rest.pop(0)
    return quotient, rest


def sturm(poly):
    """The Sturm chain of the polynomial without its repeated factors."""
    poly = primitive(poly)
    chain = [poly, primitive([c * (len(poly) - 1 - i) for i, c in enumerate(poly[:-1])])]
    while chain[-1]:
        chain.append(primitive([-c for c in divide(chain[-2], chain[-1])[1]]))
    chain.pop()
    sign = 1 if chain[-1][0] > 0 else -1
    common = [sign * c for c in chain[-1]]
    return chain if len(common) == 1 else [primitive(divide(p, common)[0]) for p in chain]


def internal_rates(net):
    """Every root in (-99 %, 1000 %), ascending, to 4 decimals half away from zero, a multiple root once."""
    coefficients = [Fraction(amount) for amount in net]
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    if len(primitive(coefficients)) < 2:
        return []
    grid = 20000  # half of a unit in the fourth decimal: what lies between two points rounds one way
    chain = sturm([c * grid ** i for i, c in enumerate(coefficients)])  # in grid * (1 + rate)

    def value(poly, x):
        return reduce(lambda result, c: result * x + c, poly, 0)

    @cache
    def changes(x):
        signs = [v > 0 for v in (value(p, x) for p in chain) if v]
        return sum(a != b for a, b in zip(signs, signs[1:]))

    def search(low, high):
        """Roots in (low, high]"""
        count = changes(low) - changes(high)
        if count == 0:
            return []
        if high - low > 1:
            middle = (low + high) // 2
            return search(low, middle) + search(middle, high)
        exact = value(chain[0], high) == 0
        inner = Fraction(low + high, 2 * grid) - 1
        return [inner] * (count - exact) + [Fraction(high, grid) - 1] * exact

    roots = search(grid // 100, 11 * grid)
    if roots and roots[-1] == 10 and value(chain[0], 11 * grid) == 0:
        roots.pop()  # 1000 % itself
    return [fixed(root, 4) for root in roots]


# --- Results ---

def rounded(x, places=2):
    """Half away from zero, in units of the last place."""
    units = (abs(x) * 10 ** places * 2 + 1) // 2
    return int(units if x >= 0 else -units)


def fixed(x, places):
    if x is None:
        return None
    units = rounded(Fraction(x), places)
    whole, part = divmod(abs(units), 10 ** places)
    return f"{'-' if units < 0 else ''}{whole}.{part:0{places}d}"


def shortest(x):
    """A decimal without needless zeros, as 0.03; a rate is always a finite decimal."""
    places = 0
    while (x * 10 ** places).denominator != 1:
        places += 1
    return fixed(x, places) if places else str(int(x))


def money(x):
    return fixed(x, 2)


def ratio(a, b):
    return a / b if b else None


def pair(undiscounted, present_value, places=2):
    return {"undiscounted": fixed(undiscounted, places), "present_value": fixed(present_value, places)}


class Result:
    """The key figures of section 7, exact."""

    def __init__(self, inv):
        self.inv = inv
        self.C, self.R, self.S = [(inv.plain(f), inv.present(f)) for f in (inv.cost, inv.running, inv.savings)]
        self.N = tuple(s - r - c for c, r, s in zip(self.C, self.R, self.S))
        self.tests = self.test(self.S)
        self.passes = self.tests[inv.options.criterion]
        self.cumulative, acc = {}, Fraction(0)
        for year in inv.years:
            acc += inv.net[year] * inv.factors[year]
            self.cumulative[year] = acc

    def test(self, savings):
        plain, present = savings
        return {"rule": rounded(plain) >= rounded(self.C[0]),
                "discounted": rounded(present) >= rounded(self.C[1]),
                "net": rounded(present - self.R[1]) >= rounded(self.C[1])}

    def break_even(self):
        inv = self.inv
        negative = [year for year in inv.years if rounded(self.cumulative[year]) < 0]
        if not negative:
            year, payback = inv.start // 12, Fraction(0)
        elif negative[-1] == inv.years[-1]:
            return None
        else:
            year = negative[-1] + 1
            payback = year - Fraction(inv.start, 12) - self.cumulative[year - 1] / (inv.net[year] * inv.factors[year])
        after = payback - Fraction(inv.completion - inv.start + 1, 12)
        return {"year": year, "payback_years": fixed(payback, 2), "years_after_completion": fixed(after, 2)}

    def cashable(self):
        inv = self.inv
        if any(e.cashable_share is None for e in inv.counted):
            return None
        part = total({y: s * e.cashable_share for y, s in e.savings.items()} for e in inv.counted)
        savings = inv.plain(part), inv.present(part)
        after = [s - r for s, r in zip(savings, self.R)]
        return {"savings": pair(*savings), "net": pair(*(a - c for a, c in zip(after, self.C))),
                "bcr": pair(*(ratio(a, c) for a, c in zip(after, self.C)), places=4)}

    def effect(self, e):
        savings = self.inv.plain(e.savings), self.inv.present(e.savings)
        share = 1 - self.N[1] / savings[1] if e.counted and savings[1] > 0 else None
        people = None if share is None else share * e.people * e.change
        return {"id": e.id, "savings": pair(*savings), "required_share": fixed(share, 4), "required_people": fixed(people, 2)}

    def actors(self):
        """Totals and years of the actors with any figure."""
        inv, totals, years = self.inv, [], []
        for actor, figures in inv.by_actor.items():
            known = [f for f in FIGURES if not (f == "cashable" and actor in inv.unstated)]
            active = [y for y in inv.years if any(figures[f][y] for f in FIGURES)]
            if not active:
                continue
            totals.append({"actor": actor, "sector": inv.actors[actor], **{
                f: pair(inv.plain(figures[f]), inv.present(figures[f])) if f in known else None for f in FIGURES}})
            years += [{"actor": actor, "year": y, **{f: money(figures[f][y]) if f in known else None for f in FIGURES}}
                      for y in active]
        return totals, years

    def warnings(self):
        inv, found = self.inv, []
        if len(set(self.tests.values())) > 1:
            found.append(("tests-disagree", "the three tests disagree"))
        if inv.counted and self.passes:
            largest = max(inv.counted, key=lambda e: inv.present(e.savings))
            left = self.S[0] - inv.plain(largest.savings), self.S[1] - inv.present(largest.savings)
            if not self.test(left)[inv.options.criterion]:
                found.append(("one-effect", f"without {largest.id} the verdict falls"))
        goes_on = any(any(figures["running_cost"].values()) for figures in inv.by_actor.values())
        if goes_on and not any(e.continues for e in inv.effects):
            found.append(("running-without-intake", "running costs go on but no intake continues"))
        seen = []
        for e in inv.effects:
            if e.likeness in seen:
                found.append(("double-count", f"{e.id} counts the same people and unit cost again"))
            seen.append(e.likeness)
        found += [("negative-change", f"{e.id} raises costs") for e in inv.effects if e.change < 0]
        found += [("index-forecast", f"{index} {year} is a forecast") for index, year in inv.prices.forecast_used]
        found += [("index-overridden", f"{index} {year} is the file's own") for index, year in inv.prices.overridden]
        found += [("no-source", f"{e.id} has a unit cost without unit or source") for e in inv.effects if not e.cost.stated]
        return [{"code": code, "text": text} for code, text in found]

    def json(self):
        inv, opt = self.inv, self.inv.options
        C, R, S = self.C, self.R, self.S
        text = lambda m: f"{m // 12:04d}-{m % 12 + 1:02d}"
        by_actor, by_actor_year = self.actors()
        all_payers = total(inv.by_sector[s]["cost"] for s in SECTORS)
        participants = number(inv.doc["participants"]) if "participants" in inv.doc else None
        per = {"cost": pair(*(c / participants for c in C)), "savings": pair(*(s / participants for s in S))} \
            if participants else None
        return {
            "schema": "siv.break-even/1", "investment": inv.doc["id"], "name": inv.doc["name"],
            "perspective": opt.perspective, "criterion": opt.criterion, "rate": shortest(inv.rate),
            "rate_source": inv.rate_source, "timing": opt.timing, "base_year": inv.base_year, "price_year": inv.price_year,
            "window": {"from": text(inv.window[0]), "to": text(inv.window[1] - 1), "years": inv.horizon},
            "cost": pair(*C), "cost_all_payers": pair(inv.plain(all_payers), inv.present(all_payers)),
            "running_cost": pair(*R), "savings": pair(*S), "net": pair(*self.N), "cashable": self.cashable(),
            "before_window": money(sum(e.before for e in inv.counted)),
            "bcr": pair(*(ratio(s - r, c) for c, r, s in zip(C, R, S)), places=4),
            "tests": self.tests, "passes": self.passes, "break_even": self.break_even(),
            "required_effect_share": fixed(ratio(C[1] + R[1], S[1]), 4),
            "irr": internal_rates([inv.net[y] for y in inv.years]),
            "by_actor": by_actor, "by_actor_year": by_actor_year,
            "by_sector": [{"sector": s, **{f: pair(inv.plain(flow), inv.present(flow)) for f, flow in flows.items()}}
                          for s, flows in inv.by_sector.items() if any(any(flow.values()) for flow in flows.values())],
            "per_participant": per,
            "by_year": [{"year": y, "cost": money(inv.cost[y]), "running_cost": money(inv.running[y]),
                         "savings": money(inv.savings[y]), "net": money(inv.net[y]),
                         "discount_factor": fixed(inv.factors[y], 10),
                         "net_present_value": money(inv.net[y] * inv.factors[y]),
                         "cumulative_present_value": money(self.cumulative[y])} for y in inv.years],
            "effects": [self.effect(e) for e in inv.effects],
            "warnings": self.warnings()}


# --- The command ---

def read_tables(options):
    """Unit costs {id: {year: (amount, transfer)}} and yearly index changes {(index, year): share}."""
    catalogue = defaultdict(dict)
    if options.catalogue:
        for row in json.loads(Path(options.catalogue).read_text("utf-8"))["rows"]:
            catalogue[row["id"]][int(row["year"])] = number(row["amount"]), row["transfer"]
    else:
        for row in read_csv(options.unitcosts):
            transfer = row["scope"].startswith("utbetalt bistånd")  # benefits paid to people
            catalogue[row["id"]][int(row["year"])] = number(row["amount"]), transfer
    indices = {(row["index"], int(row["year"])): number(row["change_percent"]) / 100 for row in read_csv(options.priceindex)}
    return catalogue, indices


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def arguments(argv):
    parser = argparse.ArgumentParser(description="An independent peer of siv calc break-even -o json.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--catalogue", metavar="FILE.json", help="answer of siv unitcosts list -o json")
    parser.add_argument("--unitcosts", default=TABLES / "unitcosts.csv")
    parser.add_argument("--priceindex", default=TABLES / "priceindex.csv")
    parser.add_argument("--rate")
    parser.add_argument("--timing", choices=TAU, default="start")
    parser.add_argument("--base-year", type=int)
    parser.add_argument("--price-year", type=int)
    parser.add_argument("--horizon", type=int, default=10)
    parser.add_argument("--perspective", choices=INSIDE, default="municipality")
    parser.add_argument("--criterion", choices=CRITERIA, default="net")
    return parser.parse_args(argv)


def evaluate(path, options, catalogue, indices):
    with open(path, "rb") as file:
        return Result(Investment(yaml.load(file, LOADER), options, catalogue, indices)).json()


def main(argv):
    options = arguments(argv)
    catalogue, indices = read_tables(options)
    results = []
    for path in options.files:
        try:
            results.append(evaluate(path, options, catalogue, indices))
        except (Fault, KeyError, ValueError, TypeError, AttributeError) as fault:
            print(f"{path}: {type(fault).__name__}: {fault}", file=sys.stderr)
            return 3
    json.dump(results if len(results) > 1 else results[0], sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

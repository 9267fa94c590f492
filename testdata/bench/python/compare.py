#!/usr/bin/env python3
"""Differential fuzzing: random proposals go through `siv calc break-even -o json` and through siv.py, and every figure of
the two answers must be the same. Warnings are compared by code, and of them only those that both can know.

    compare.py --tool ./siv [--cases 3000] [--seed 1] [--keep DIR]

Prints each difference with the file it was found in (kept in DIR). Exit status 0: none; 1: some.
"""
import argparse
import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from pathlib import Path

import siv

KNOWN = {"tests-disagree", "one-effect", "running-without-intake", "negative-change", "double-count", "index-forecast",
         "index-overridden"}
CATALOGUE = {"familjehem-egen": [2017], "familjehem-kopt": [2017], "bbic-utredning": [2015], "samverkansmote": [2015],
             "grundskola-elev": [2015, 2017, 2020], "grundskola-elev-riket": [2015, 2017, 2020], "hemtjanst-timme": [2013, 2016, 2019],
             "ekonomiskt-bistand-riket": [2017, 2019, 2020, 2022, 2024], "tolk": [2015], "sip": [2015]}
RATES = ["0", "0%", "3%", "3.1415%", "-2%", "0.035", "12,5%", "-0.5%", "100%", "21%", "1.0404%", "-37.123456%", "0.000001", "44%"]


class Proposal:
    """One random proposal, in order by section 1 but for an index value that is missing now and then."""

    def __init__(self, rnd, name, flags):
        self.rnd, self.name = rnd, name
        self.horizon = int(flags.get("--horizon", 10))
        self.text = self.write(flags)

    def maybe(self, chance):
        return self.rnd.random() < chance

    def range_of(self, text, low, high):
        """Now and then a range around the number."""
        if self.maybe(0.1):
            return "{low: %s, likely: %s, high: %s}" % (low, text, high)
        return text

    def amount(self):
        r = self.rnd
        kind = r.randrange(9)
        if kind == 0:
            return self.range_of("0", "0", "1")
        if kind == 1:
            return "0.0%d" % r.randint(1, 9)
        if kind == 2:
            return "%d.%02d" % (r.randint(0, 300), r.randint(0, 99))
        if kind == 3:
            n = r.randint(1, 999)
            return f'"{n} {r.randint(0, 999):03d},{r.choice(["5", "50", "05", "25"])}"'
        if kind == 4:
            return "%d_%03d_%03d" % (r.randint(1, 3), r.randint(0, 999), r.randint(0, 999))
        return self.range_of(str(r.randint(1, 3000) * 500), "0", "9999999999")

    def share(self, nonzero=False):
        r = self.rnd
        text = r.choice(["0", "1", "100%", "50%", "0.5", "25%", "12.5%", "0.125", '"33,3%"', "1/3"])
        if text == "1/3" or nonzero:
            text = r.choice(["%d%%" % r.randint(1, 99), "0.%d" % r.randint(1, 99999), "%d.%d%%" % (r.randint(0, 98), r.randint(1, 99))])
        return self.range_of(text, "0", "100%")

    def month(self, m, completion=False):
        """A month as such, or as a full date."""
        if self.maybe(0.15):
            if completion:
                m += 1
                return "%04d-%02d-01" % (m // 12, m % 12 + 1)
            return "%04d-%02d-%02d" % (m // 12, m % 12 + 1, self.rnd.randint(1, 28))
        if completion and self.maybe(0.1):
            return "%04d-%02d-%02d" % (m // 12, m % 12 + 1, self.rnd.randint(2, 28))
        return "%04d-%02d" % (m // 12, m % 12 + 1)

    def price_year(self, own):
        """The years that an index value can be had for, and now and then one that it cannot."""
        if self.maybe(0.01):
            return self.rnd.choice([2012, 2013, 2018, 2022])
        return self.rnd.choice([2014, 2015, 2016, 2017] + ([2018, 2019, 2020] if own else []))

    def write(self, flags):
        r, out = self.rnd, []
        start = r.randint(2013 * 12, 2019 * 12 + 11)
        completion = start + r.choice([0, 1, 5, 11, 12, 17, 23, 35, r.randint(0, 59)])
        years = range(start // 12, completion // 12 + 1)
        own = self.maybe(0.35)
        pinned_only = "--price-year" not in flags and self.maybe(0.15)  # no price_year of its own: every amount in one year
        common = self.price_year(own)
        one = str(common)
        states = pinned_only or self.maybe(0.3)  # one price year throughout
        has_year = not pinned_only
        if pinned_only:
            common = None

        def priced(years=()):
            if states:
                return "price_year: " + one
            if has_year and self.maybe(0.3):
                return None
            if years and all(2014 <= y <= 2017 + 3 * own for y in years) and self.maybe(0.3):
                return "price_year: current"
            return f"price_year: {self.price_year(own)}"

        def flow(*parts):
            return "{" + ", ".join(p for p in parts if p) + "}"

        out.append("schema: siv.investment/1")
        out.append(f"id: {self.name}\nname: Förslag {self.name}\nstatus: {r.choice(['proposal', 'approved', 'ongoing', 'completed'])}")
        out.append(f"start: {self.month(start)}\ncompletion: {self.month(completion, True)}")
        if has_year:
            out.append(f"price_year: {common}")
        if self.maybe(0.6):
            out.append(f"rate: {r.choice(RATES)}")
        if self.maybe(0.4):
            out.append(f"participants: {r.choice([1, 3, 7, 40, 160])}")
        kinds = ["kind: namnd", "kind: namnd", "kind: municipal-company", "kind: public, sector: region",
                 "kind: public, sector: state", "kind: public, sector: other", "kind: civil", "kind: individual"]
        actors = [f"a{i}" for i in range(r.randint(1, 5))]
        out.append("actors:")
        out += [f"  - {{id: {a}, name: {a.upper()}, {r.choice(kinds)}}}" for a in actors]
        out.append("costs:")
        for i in range(r.randint(1, 4)):
            some = sorted(r.sample(list(years), r.randint(1, len(years))))
            funding = r.choice(["fund", "actor", "external, payer: " + r.choice(siv.SECTORS)])
            scale = ", ".join(f"{y}: {self.amount()}" for y in some)
            out.append("  - " + flow(f"item: C{i}", f"actor: {r.choice(actors)}", f"funding: {funding}", priced(some),
                                     "amounts: {" + scale + "}"))
        if self.maybe(0.5):
            out.append("running_costs:")
            for i in range(r.randint(1, 3)):
                low = r.randint(1, self.horizon + 1)
                out.append("  - " + flow(f"item: R{i}", f"actor: {r.choice(actors)}", f"per_year: {self.amount()}", priced(),
                                         f"from: {low}" if self.maybe(0.5) else None,
                                         f"to: {r.randint(low, self.horizon + 3)}" if self.maybe(0.5) else None))
        out.append("effects:")
        first = None
        for i in range(r.randint(1, 5)):
            text = None
            if first and self.maybe(0.1):
                text = first.replace("id: e0,", f"id: e{i},", 1)
            text = text or self.effect(i, actors, years, flow, priced, has_year, common, one if states else None, own)
            first = first or text
            out.append("  - " + text)
        if own:
            out.append(self.indices())
        return "\n".join(out) + "\n"

    def effect(self, i, actors, years, flow, priced, has_year, common, one, own):
        r = self.rnd
        cost = None
        usable = range(2014, 2021 if own else 2018)
        if self.maybe(0.5):
            name = r.choice(list(CATALOGUE))
            known = CATALOGUE[name]
            pins = [y for y in known if y in usable and one in (None, str(y))]
            # a bare id takes the latest year up to the price year
            latest = max([y for y in known if y <= common], default=None) if has_year else None
            if has_year and latest in usable and (one is None or str(latest) == one) and self.maybe(0.6):
                cost = name
            elif pins:
                cost = f"{{id: {name}, year: {r.choice(pins)}}}"
        if cost is None:
            amount = r.choice(["675", "107071", "0.01", "0.5", "1", "96_304.55", '"1 234,56"', "0", str(r.randint(1, 10 ** 6))])
            cost = flow(f"amount: {amount}", "unit: styck" if self.maybe(0.5) else None, priced() or f"price_year: {common}",
                        "source: Källa" if self.maybe(0.5) else None, "transfer: true" if self.maybe(0.2) else None,
                        "index: LPIK" if own and self.maybe(0.3) else None)
        if self.maybe(0.5):
            people = self.range_of(str(r.randint(1, 200)), "1", "200")
        else:
            some = sorted(r.sample(list(years), r.randint(1, len(years))))
            people = "{" + ", ".join(f"{y}: {self.range_of(str(r.randint(0, 60)), '0', '60')}" for y in some) + "}"
        more = None
        if self.maybe(0.3):
            low = r.randint(1, self.horizon + 1)
            span = f", from: {low}, to: {r.randint(low, self.horizon + 3)}" if self.maybe(0.6) else ""
            more = f"continues: {{per_year: {self.range_of(str(r.randint(0, 40)), '0', '40')}{span}}}"
        if self.maybe(0.5):
            how = f"outcome: {{without: {self.share()}, with: {self.share()}}}"
        else:
            sign = "-" if self.maybe(0.2) else ""
            value = r.choice(["%s%d%%" % (sign, r.randint(0, 100)), "%s0.%d" % (sign, r.randint(1, 9999))])
            how = "change: " + self.range_of(value, "-1", "1") + (f", deadweight: {self.share()}" if self.maybe(0.5) else "")
        lasts = r.choice([None, str(r.randint(1, 15)), f"{r.randint(1, 100)}m", "18m", "{low: 6m, likely: 30m, high: 4}"])
        drop = self.share(True) if self.maybe(0.4) else None
        if drop and "high: 100%" in drop:
            drop = drop.replace("high: 100%", "high: 0.99999")
        options = [f"{key}: {self.share()}" if self.maybe(0.3) else None
                   for key in ("attribution", "displacement", "optimism_bias")]
        quantity = r.choice(["1", "365", "0.5", "0.35", "10", "0,25", "0", str(r.randint(1, 400))])
        if "," in quantity:
            quantity = f'"{quantity}"'
        return flow(f"id: e{i}", f"actor: {r.choice(actors)}", f"unit_cost: {cost}", f"people: {people}", more, how,
                    f"quantity: {self.range_of(quantity, 0, 500)}", f"starts: {r.randint(1, self.horizon + 2)}" if self.maybe(0.4) else None,
                    f"lasts: {lasts}" if lasts else None, *options, f"drop_off: {drop}" if drop else None,
                    f"cashable: {self.share()}" if self.maybe(0.7) else None)

    def indices(self):
        r = self.rnd
        entries = []
        for year in range(2015, 2021):
            if year <= 2017 and self.maybe(0.7):
                continue
            change = r.choice(["2.9%", "0", "-1.5%", "0.0333", "3.14159%", "50%", "-50%"])
            mark = ", forecast: true" if self.maybe(0.3) else ""
            entries.append(f'{year}: {{change: {change}, source: "x"{mark}}}')
        wages = [f'{year}: {{change: {r.randint(-300, 900) / 100}%, source: "y"}}' for year in range(2015, 2021)]
        return f'indices: {{PKV: {{edition: "egen", {", ".join(entries)}}}, LPIK: {{edition: "egen", {", ".join(wages)}}}}}'


class Roots(Proposal):
    """A proposal whose yearly net is a polynomial with chosen roots: rates that are double, that lie at the ends of
    (-99 %, 1000 %), at a tie of the fourth decimal, or beside each other."""

    SPECIAL = ["0", "0.1", "0.2", "-0.99", "10", "-0.98995", "9.99995", "0.00005", "-0.00005", "0.12345", "-0.5", "-0.12345", "1",
               "0.10001", "-1.5", "-3", "12", "0.0000000001", "-0.9899", "-0.99000001", "9.999949"]

    def write(self, flags):
        r = self.rnd
        poly = [Fraction(r.choice([-1, 1, -7]))]
        for _ in range(r.randint(1, min(6, self.horizon))):
            root = 1 + Fraction(r.choice(self.SPECIAL) if self.maybe(0.7) else Fraction(r.randint(-9999, 99999), 10000))
            for _ in range(r.choice([1, 1, 2, 3])):
                longer = [a - root * b for a, b in zip(poly + [0], [0] + poly)]
                if len(longer) <= self.horizon and all((c * 10 ** 12).denominator == 1 and abs(c) < 10 ** 7 for c in longer):
                    poly = longer
        scale = Fraction(r.choice([1, 1000, 10 ** 6]))
        lines = []
        for k, c in enumerate(poly):
            c *= scale
            digits = siv.shortest(abs(c))
            lines.append(f"  - {{id: e{k}, actor: a0, unit_cost: {{amount: {digits}, price_year: 2016}}, people: 1, quantity: 1, "
                         f"change: {'-' * (c < 0)}100%, starts: {k + 1}, lasts: 1}}")
        return (f"schema: siv.investment/1\nid: {self.name}\nname: Rötter\nstatus: proposal\nstart: 2016-01\ncompletion: 2016-12\n"
                "price_year: 2016\nactors:\n  - {id: a0, name: A, kind: namnd}\ncosts:\n"
                f"  - {{item: C, actor: a0, funding: fund, amounts: {{2016: {r.choice(['0', '0', '1', '0.005'])}}}}}\neffects:\n"
                + "\n".join(lines) + "\n")


def random_flags(rnd):
    flags = {}
    for flag, values, chance in (("--rate", RATES, 0.3), ("--timing", list(siv.TAU), 0.7), ("--perspective", list(siv.INSIDE), 0.7),
                                 ("--criterion", siv.CRITERIA, 0.6), ("--base-year", range(2005, 2031), 0.3),
                                 ("--price-year", range(2014, 2018), 0.25), ("--horizon", range(1, 16), 0.5)):
        if rnd.random() < chance:
            flags[flag] = str(rnd.choice(list(values)))
    return flags


def differences(ours, theirs, path=""):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in list(ours) + [k for k in theirs if k not in ours]:
            yield from differences(ours.get(key, "absent"), theirs.get(key, "absent"), f"{path}.{key}")
    elif path == ".warnings":
        known = [[w["code"] for w in side if w["code"] in KNOWN] for side in (ours, theirs)]
        if known[0] != known[1]:
            yield path, *known
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for i, (a, b) in enumerate(zip(ours, theirs)):
            yield from differences(a, b, f"{path}[{i}]")
    elif ours != theirs:
        yield path, ours, theirs


def batch(tool, seed, size, keep):
    """One call of the tool with several files under the same flags; returns the differences."""
    rnd = random.Random(seed)
    flags = random_flags(rnd)
    listed = [part for flag, value in flags.items() for part in (flag + "=" + value,)]
    found, done = [], 0
    folder = Path(keep) / f"s{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for i in range(size):
        path = folder / f"p{i}.yaml"
        path.write_text((Roots if rnd.random() < 0.1 else Proposal)(rnd, f"p{i}", flags).text, "utf-8")
        files.append(path)

    def run(paths):
        return subprocess.run([tool, "calc", "break-even", "-o", "json", *listed, *map(str, paths)], capture_output=True, text=True)

    options = siv.arguments([*listed, *map(str, files)])
    catalogue, indices = siv.read_tables(options)
    ours = []
    for path in files:
        try:
            ours.append(siv.evaluate(path, options, catalogue, indices))
        except siv.Fault as fault:
            ours.append(str(fault))
    good = [i for i, answer in enumerate(ours) if isinstance(answer, dict)]
    theirs = [None] * size
    together = run([files[i] for i in good])
    if together.returncode == 0 and len(good) > 1:
        for i, answer in zip(good, json.loads(together.stdout)):
            theirs[i] = answer
    for i, path in enumerate(files):
        if theirs[i] is None:
            alone = run([path])
            theirs[i] = json.loads(alone.stdout) if alone.returncode == 0 else f"status {alone.returncode} {alone.stderr.strip()}"
        if isinstance(ours[i], str) and isinstance(theirs[i], str) and theirs[i].startswith("status 3 "):
            path.unlink()
            continue  # both refuse it
        done += 1
        wrong = list(differences(ours[i], theirs[i]))
        if wrong:
            found.append((str(path), listed, wrong))
        else:
            path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
    return done, size - done, found


def clip(value, width=400):
    text = repr(value)
    return text if len(text) <= width else text[:width] + "…"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=25)
    parser.add_argument("--keep", default=None, help="folder for the files that differ")
    options = parser.parse_args()
    keep = options.keep or tempfile.mkdtemp(prefix="siv-compare-")
    compared = refused = 0
    differing = []
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(batch, options.tool, options.seed * 1_000_000 + i, options.batch, keep)
                for i in range(-(-options.cases // options.batch))]
        for job in jobs:
            done, both_refuse, found = job.result()
            compared, refused, differing = compared + done, refused + both_refuse, differing + found
            for path, flags, wrong in found:
                print(path, *flags)
                for where, a, b in wrong[:4]:
                    print(f"   {where}: siv.py {clip(a)}, tool {clip(b)}")
    print(f"{compared} compared, {refused} refused by both, {len(differing)} differ; files in {keep}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

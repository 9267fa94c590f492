package cmd

// hardFile uses everything of a file that moves a figure.
const hardFile = `schema: siv.investment/1
id: allt
name: Allt på en gång
status: proposal
start: 2015-03
completion: 2017-04
price_year: 2016
actors:
  - {id: socialnamnden, name: Socialnämnden, kind: namnd}
  - {id: bolaget, name: Bolaget, kind: municipal-company}
  - {id: regionen, name: Regionen, kind: public, sector: region}
  - {id: staten, name: Staten, kind: public, sector: state}
  - {id: foreningen, name: Föreningen, kind: civil}
  - {id: hushallen, name: Hushållen, kind: individual}
costs:
  - {item: Team, actor: socialnamnden, funding: fund, price_year: current, amounts: {2015: 400000, 2016: 1000000.50, 2017: 300000}}
  - {item: Lokal, actor: bolaget, funding: actor, price_year: 2014, amounts: {2015: 90000, 2017: 33333.33}}
  - {item: Samordnare, actor: regionen, funding: actor, amounts: {2016: 120000}}
  - {item: Statsbidrag, actor: socialnamnden, funding: external, payer: state, price_year: 2017, amounts: {2016: 250000}}
  - {item: Ledare, actor: foreningen, funding: actor, amounts: {2016: 45000}}
running_costs:
  - {item: Handledning, actor: socialnamnden, per_year: 70000, price_year: 2015, from: 2, to: 7}
  - {item: Möten, actor: regionen, per_year: 10000}
effects:
  - id: placeringar
    actor: socialnamnden
    unit_cost: {amount: 1234.56, unit: dygn, price_year: 2014, source: antagande}
    people: {2015: 6, 2016: {low: 5, likely: 7.5, high: 9}}
    continues: {per_year: 4, from: 2, to: 6}
    outcome: {without: 41%, with: 29.5%}
    quantity: 33.3
    starts: 2
    lasts: 40m
    attribution: 85%
    displacement: 5%
    drop_off: 12.5%
    optimism_bias: 10%
    cashable: 60%
  - id: bidrag
    actor: hushallen
    unit_cost: {amount: 9000, unit: hushåll, price_year: 2016, source: antagande, transfer: true}
    people: 12
    change: -4%
    deadweight: 20%
    quantity: 1
    cashable: 100%
  - id: vard
    actor: regionen
    unit_cost: {amount: 3100, unit: besök, price_year: 2017, source: antagande, index: LPIK}
    people: {2016: 20}
    change: 15%
    quantity: 3
    lasts: 18m
    cashable: 0%
  - id: forsorjning
    actor: staten
    unit_cost: {amount: 8000, unit: månad, price_year: 2016, source: antagande, transfer: true}
    people: 9
    change: 10%
    quantity: 12
    starts: 3
    lasts: 3
    drop_off: 30%
indices: {LPIK: {2017: {change: 3.3%, source: egen}}}
`

// tiesFile has amounts that lie halfway between two öre, and breaks even.
const tiesFile = `schema: siv.investment/1
id: halvoren
name: Halva ören
status: proposal
start: 2016-02
completion: 2017-07
price_year: 2017
participants: 8
actors:
  - {id: n, name: Nämnden, kind: namnd}
costs:
  - {item: Arbete, actor: n, funding: fund, amounts: {2016: 100.01, 2017: 0.3}}
running_costs:
  - {item: Avgift, actor: n, per_year: 0.06}
  - {item: Kontor, actor: n, per_year: 10.02, to: 3}
effects:
  - id: e
    actor: n
    unit_cost: {amount: 100.02, unit: st, price_year: 2017, source: antagande}
    people: 1
    change: 50%
    quantity: 1
    cashable: 50%
`

func workbookCases() []workbookCase {
	return []workbookCase{
		{name: "unchanged-hard", base: "hard"},
		{name: "unchanged-ties", base: "ties"},
		{name: "unchanged-1", base: "familjestod"},
		{name: "unchanged-2", base: "arbete"},
		{name: "unchanged-3", base: "skolfranvaro"},
		{name: "unchanged-4", base: "fallforebyggande"},
		{name: "horizon-made", base: "hard", before: []string{"--horizon", "14", "--timing", "mid"}},
		{name: "society-made", base: "hard", before: []string{"--perspective", "society", "--timing", "end", "--base-year", "2014", "--price-year", "2017"}},
		{name: "rate", base: "familjestod", cells: map[string]any{"rate": 0.0175}, edits: []string{"rate: 3%", "rate: 1.75%"}},
		{name: "rate-zero", base: "skolfranvaro", cells: map[string]any{"rate": 0}, flags: []string{"--rate", "0"}},
		{name: "rate-negative", base: "hard", cells: map[string]any{"rate": -0.02}, flags: []string{"--rate", "-2%"}},
		{name: "people", base: "familjestod", cells: map[string]any{"effects[0].people": 73}, edits: []string{"unit_cost: familjehem-egen\n    people: 40", "unit_cost: familjehem-egen\n    people: 73"}},
		{name: "people-of-year", base: "hard", cells: map[string]any{"effects[0].people.2016": 11.25}, edits: []string{"{low: 5, likely: 7.5, high: 9}", "11.25"}},
		{name: "continues", base: "fallforebyggande", cells: map[string]any{"effects[0].continues.per_year": 55, "effects[0].continues.from": 3, "effects[0].continues.to": 10},
			edits: []string{"{per_year: 40, from: 1, to: 8}", "{per_year: 55, from: 3}"}},
		{name: "without", base: "familjestod", cells: map[string]any{"effects[0].outcome.without": 0.365}, edits: []string{"without: 30%", "without: 36.5%"}},
		{name: "with", base: "hard", cells: map[string]any{"effects[0].outcome.with": 0.05}, edits: []string{"with: 29.5%", "with: 5%"}},
		{name: "change", base: "hard", cells: map[string]any{"effects[1].change": 0.33, "effects[1].deadweight": 0.4}, edits: []string{"change: -4%", "change: 33%", "deadweight: 20%", "deadweight: 40%"}},
		{name: "cost", base: "familjestod", cells: map[string]any{"costs[0].amounts.2017": 1560000.37}, edits: []string{"2017: 1560000", "2017: 1560000.37"}},
		{name: "cost-current", base: "hard", cells: map[string]any{"costs[0].amounts.2015": 1}, edits: []string{"2015: 400000", "2015: 1"}},
		{name: "cost-price-year", base: "hard", cells: map[string]any{"costs[1].price_year": 2017}, edits: []string{"price_year: 2014, amounts", "price_year: 2017, amounts"}},
		{name: "funding", base: "hard", cells: map[string]any{"costs[0].funding": "aktören själv"}, edits: []string{"funding: fund", "funding: actor"}},
		{name: "payer", base: "hard", cells: map[string]any{"costs[3].payer": "kommunen"}, edits: []string{"payer: state", "payer: municipality"}},
		{name: "running", base: "hard", cells: map[string]any{"running_costs[0].per_year": 81111.11, "running_costs[0].from": 1, "running_costs[0].to": 30},
			edits: []string{"per_year: 70000", "per_year: 81111.11", "from: 2, to: 7", "from: 1, to: 30"}},
		{name: "quantity", base: "hard", cells: map[string]any{"effects[0].quantity": 365}, edits: []string{"quantity: 33.3", "quantity: 365"}},
		{name: "unit-cost", base: "familjestod", cells: map[string]any{"effects[0].unit_cost": 1234.5},
			edits: []string{"unit_cost: familjehem-egen", "unit_cost: {amount: 1234.5, unit: dygn, price_year: 2017, source: egen}"}},
		{name: "unit-cost-year", base: "hard", cells: map[string]any{"effects[0].unit_cost@price_year": 2017}, edits: []string{"amount: 1234.56, unit: dygn, price_year: 2014", "amount: 1234.56, unit: dygn, price_year: 2017"}},
		{name: "index", base: "familjestod", cells: map[string]any{"indices.PKV.2017": 0.0444}, edits: []string{"", "indices: {PKV: {2017: {change: 4.44%, source: egen}}}\n"}},
		{name: "index-own", base: "hard", cells: map[string]any{"indices.LPIK.2017": -0.011}, edits: []string{"change: 3.3%", "change: -1.1%"}},
		{name: "drop-off", base: "familjestod", cells: map[string]any{"effects[0].drop_off": 0.335}, edits: []string{"drop_off: 10%", "drop_off: 33.5%"}},
		{name: "drop-off-none", base: "hard", cells: map[string]any{"effects[0].drop_off": 0}, edits: []string{"drop_off: 12.5%", "drop_off: 0"}},
		{name: "starts", base: "familjestod", cells: map[string]any{"effects[2].starts": 9}, edits: []string{"starts: 2", "starts: 9"}},
		{name: "starts-first", base: "hard", cells: map[string]any{"effects[0].starts": 1}, edits: []string{"starts: 2", "starts: 1"}},
		{name: "lasts", base: "hard", cells: map[string]any{"effects[0].lasts": 7}, edits: []string{"lasts: 40m", "lasts: 7m"}},
		{name: "lasts-on", base: "hard", cells: map[string]any{"effects[0].lasts": nil}, edits: []string{"    lasts: 40m\n", ""}},
		{name: "shares", base: "hard", cells: map[string]any{"effects[0].attribution": 0.5, "effects[0].displacement": 0.2, "effects[0].optimism_bias": 0},
			edits: []string{"attribution: 85%", "attribution: 50%", "displacement: 5%", "displacement: 20%", "optimism_bias: 10%", "optimism_bias: 0"}},
		{name: "cashable", base: "familjestod", cells: map[string]any{"effects[0].cashable": nil}, edits: []string{"    cashable: 80%\n", ""}},
		{name: "cashable-nothing", base: "ties", cells: map[string]any{"effects[0].cashable": 0}, edits: []string{"cashable: 50%", "cashable: 0%"}},
		{name: "cashable-stated", base: "familjestod", cells: map[string]any{"effects[2].cashable": 0.25, "effects[0].cashable": 0.95},
			edits: []string{"lasts: 3\n", "lasts: 3\n    cashable: 25%\n", "cashable: 80%", "cashable: 95%"}},
		{name: "participants", base: "familjestod", cells: map[string]any{"participants": 7}, edits: []string{"participants: 40", "participants: 7"}},
		{name: "participants-none", base: "ties", cells: map[string]any{"participants": nil}, edits: []string{"participants: 8\n", ""}},
		{name: "perspective-public", base: "hard", cells: map[string]any{"--perspective": "offentlig sektor"}, flags: []string{"--perspective", "public"}},
		{name: "perspective-society", base: "hard", cells: map[string]any{"--perspective": "samhället"}, flags: []string{"--perspective", "society"}},
		{name: "perspective-transfer", base: "arbete", cells: map[string]any{"--perspective": "samhället"}, flags: []string{"--perspective", "society"}},
		{name: "timing-mid", base: "familjestod", cells: map[string]any{"--timing": "årets mitt"}, flags: []string{"--timing", "mid"}},
		{name: "timing-end", base: "fallforebyggande", cells: map[string]any{"--timing": "årets slut", "--base-year": 2022}, flags: []string{"--timing", "end", "--base-year", "2022"}},
		{name: "criterion", base: "familjestod", cells: map[string]any{"--criterion": "kommunens publicerade regel"}, flags: []string{"--criterion", "rule"}},
		{name: "price-year", base: "familjestod", cells: map[string]any{"--price-year": 2015}, flags: []string{"--price-year", "2015"}},
		{name: "horizon", base: "hard", cells: map[string]any{"--horizon": 6}, flags: []string{"--horizon", "6"}},
	}
}

package reconcile

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siv/ledger"
)

func date(text string) ledger.Date {
	d, err := ledger.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func later(d ledger.Date, days int) ledger.Date {
	d, _ = ledger.DateOf(d.Time().AddDate(0, 0, days))
	return d
}

// plant is what is done to a voucher that agreed, and what must be found then.
type plant struct {
	name string
	want What // "" for nothing
	on   func(t *rapid.T, here, there []Item) ([]Item, []Item)
}

const tolerance = 3

func plants() []plant {
	change := func(items []Item, by func(*Item)) []Item {
		items = slices.Clone(items)
		for i := range items {
			by(&items[i])
		}
		return items
	}
	return []plant{
		{"nothing", "", func(_ *rapid.T, here, there []Item) ([]Item, []Item) { return here, there }},
		{"missing here", OnlyThere, func(_ *rapid.T, _, there []Item) ([]Item, []Item) { return nil, there }},
		{"missing there", OnlyHere, func(_ *rapid.T, here, _ []Item) ([]Item, []Item) { return here, nil }},
		{"another amount", Amount, func(t *rapid.T, here, there []Item) ([]Item, []Item) {
			there = slices.Clone(there)
			there[rapid.IntRange(0, len(there)-1).Draw(t, "row")].Amount += ledger.Amount(rapid.IntRange(1, 1000).Draw(t, "by"))
			return here, there
		}},
		{"another date", Date, func(t *rapid.T, here, there []Item) ([]Item, []Item) {
			by := rapid.IntRange(2*tolerance+1, 60).Draw(t, "days") // the rows lie within the tolerance of the entries
			return here, change(there, func(i *Item) { i.Date = later(i.Date, by) })
		}},
		{"another year", Date, func(_ *rapid.T, here, there []Item) ([]Item, []Item) {
			return here, change(there, func(i *Item) { i.Date = later(i.Date, 366) })
		}},
		{"one row twice there", Double, func(t *rapid.T, here, there []Item) ([]Item, []Item) {
			return here, append(slices.Clone(there), there[rapid.IntRange(0, len(there)-1).Draw(t, "row")])
		}},
		{"one entry twice here", Amount, func(t *rapid.T, here, there []Item) ([]Item, []Item) {
			return append(slices.Clone(here), here[rapid.IntRange(0, len(here)-1).Draw(t, "entry")]), there
		}},
		{"sign turned", Sign, func(_ *rapid.T, here, there []Item) ([]Item, []Item) {
			return here, change(there, func(i *Item) { i.Amount = -i.Amount })
		}},
		{"split rows", "", func(t *rapid.T, here, there []Item) ([]Item, []Item) {
			var split []Item
			for _, i := range there {
				part := ledger.Amount(rapid.IntRange(1, 99).Draw(t, "part"))
				a, b := i, i
				a.Amount, b.Amount = part, i.Amount-part
				split = append(split, a, b)
			}
			return here, split
		}},
		{"corrected here", "", func(_ *rapid.T, here, there []Item) ([]Item, []Item) {
			wrong := here[0]
			wrong.Amount += 7
			return append(slices.Clone(here), wrong, Item{Voucher: wrong.Voucher, Date: later(wrong.Date, 20), Amount: -wrong.Amount,
				Investment: wrong.Investment, Namnd: wrong.Namnd, Kind: ledger.Correction, Reverses: -1}), there
		}},
		{"taken back there", "", func(_ *rapid.T, here, there []Item) ([]Item, []Item) {
			wrong, back := there[0], there[0]
			wrong.Amount, back.Amount = 1_000_003, -1_000_003
			wrong.Date, back.Date = later(wrong.Date, 30), later(wrong.Date, 30)
			return here, append(slices.Clone(there), wrong, back)
		}},
	}
}

// TestPlantedDifferences makes two ledgers that agree, plants differences, and finds
// each of them and nothing else. What is proposed then settles it.
func TestPlantedDifferences(t *testing.T) {
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		var here, there []Item
		want := map[string]What{}
		vouchers := rapid.IntRange(1, 15).Draw(t, "vouchers")
		for v := range vouchers {
			name := fmt.Sprintf("V %d", v)
			h, g := agreeing(t, name)
			p := rapid.SampledFrom(plants()).Draw(t, "plant")
			h, g = p.on(t, h, g)
			seen[p.name]++
			if p.want != "" {
				want[name] = p.want
			}
			here, there = append(here, h...), append(there, g...)
		}
		number(here, there)
		got := Compare(rapid.Permutation(here).Draw(t, "here"), rapid.Permutation(there).Draw(t, "there"), tolerance)
		checkFound(t, got, want, vouchers)
		settle(t, here, there, got)
	})
	if len(seen) != len(plants()) {
		t.Errorf("only %v were planted", slices.Sorted(maps.Keys(seen)))
	}
}

// agreeing is a voucher that is the same on both sides, but for days of a delay and
// how its name is written.
func agreeing(t *rapid.T, name string) (here, there []Item) {
	day := later(date("2024-02-01"), rapid.IntRange(0, 200).Draw(t, "day"))
	for range rapid.IntRange(1, 3).Draw(t, "entries") {
		amount := ledger.Amount(rapid.IntRange(100, 50_000_000).Draw(t, "amount"))
		i := Item{Voucher: name, Date: day, Amount: amount, Investment: "sot", Namnd: "n"}
		here = append(here, i)
		i.Date = later(day, rapid.IntRange(-tolerance, tolerance).Draw(t, "delay"))
		i.Voucher = rapid.SampledFrom([]string{name, "v" + name[2:], " " + name + " "}).Draw(t, "written")
		i.Investment = rapid.SampledFrom([]string{"", "sot"}).Draw(t, "investment")
		i.Namnd = ""
		there = append(there, i)
	}
	return here, there
}

// number gives entries their seq and rows their line, and ties corrections to what they take back.
func number(here, there []Item) {
	for i := range here {
		here[i].Seq = int64(i + 1)
		if here[i].Kind == 0 {
			here[i].Kind = ledger.Drawdown
		}
		if here[i].Reverses == -1 {
			here[i].Reverses = int64(i)
		}
	}
	for i := range there {
		there[i].Line = i + 2
	}
}

func checkFound(t *rapid.T, got Result, want map[string]What, vouchers int) {
	found := map[string]What{}
	var differences ledger.Amount
	lines, seqs := map[int]bool{}, map[int64]bool{}
	for _, f := range got.Findings {
		name := "V " + key(f.Voucher)[1:]
		if _, twice := found[name]; twice {
			t.Fatalf("%s is found twice", name)
		}
		found[name] = f.What
		differences += f.Difference()
		for _, i := range append(slices.Clone(f.Here), f.There...) {
			if i.Line != 0 && lines[i.Line] || i.Seq != 0 && seqs[i.Seq] {
				t.Fatalf("%+v is used twice", i)
			}
			lines[i.Line], seqs[i.Seq] = true, true
		}
	}
	if !maps.Equal(found, want) {
		t.Fatalf("found %v, planted were %v", found, want)
	}
	if got.Here-got.There != differences || got.Agree() != (len(want) == 0) || got.Vouchers != vouchers-len(want) {
		t.Fatalf("%s here, %s there, and the differences add up to %s; %d vouchers agree", got.Here, got.There, differences, got.Vouchers)
	}
}

// settle records what is proposed, and compares again.
func settle(t *rapid.T, here, there []Item, got Result) {
	h := &Here{}
	here = slices.Clone(here)
	for _, e := range h.Propose(got.Findings, tolerance, 0) {
		if faults := e.Faults(); len(faults) > 0 && (e.Investment != "" || faults[0].Field != "investment") && faults[0].Field != "namnd" {
			t.Fatalf("%+v: %v", e, faults)
		}
		i := Item{Voucher: e.Voucher, Date: e.Date, Amount: e.Amount, Investment: e.Investment, Seq: int64(len(here) + 1), Kind: e.Kind, Reverses: e.Reverses}
		switch e.Kind {
		case ledger.Refund:
			i.Amount = -e.Amount
		case ledger.Correction:
			original := here[e.Reverses-1]
			i.Amount, i.Voucher, i.Investment = -original.Amount, original.Voucher, original.Investment
		}
		here = append(here, i)
	}
	// What stands twice there is for the general ledger to take back.
	for _, f := range got.Findings {
		for _, double := range f.Doubles(tolerance) {
			there = slices.DeleteFunc(slices.Clone(there), func(i Item) bool { return i.Line == double.Line })
		}
	}
	// What no side says of an investment is for a person to add: it agrees with anything.
	for n := range there {
		there[n].Investment = ""
	}
	if again := Compare(here, there, tolerance); !again.Agree() {
		t.Fatalf("what was proposed leaves %+v", again.Findings)
	}
}

func TestCompare(t *testing.T) {
	h := func(voucher, day string, amount ledger.Amount, inv string) Item {
		return Item{Voucher: voucher, Date: date(day), Amount: amount, Investment: inv, Seq: 1, Kind: ledger.Drawdown}
	}
	lines := 0
	g := func(voucher, day string, amount ledger.Amount, inv string) Item {
		lines++
		return Item{Voucher: voucher, Date: date(day), Amount: amount, Investment: inv, Line: lines}
	}
	for name, c := range map[string]struct {
		here, there []Item
		want        []What
	}{
		"nothing":                                 {nil, nil, nil},
		"the same":                                {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("v1", "2025-01-04", 5, "")}, nil},
		"a day too far":                           {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-05", 5, "")}, []What{Date}},
		"over the new year":                       {[]Item{h("V 1", "2025-12-31", 5, "a")}, []Item{g("V 1", "2026-01-01", 5, "")}, []What{Date}},
		"a number of another year":                {[]Item{h("V 1", "2025-01-01", 5, "a"), h("V 1", "2024-01-01", 6, "a")}, []Item{g("V 1", "2024-01-01", 6, ""), g("V 1", "2025-01-01", 5, "")}, nil},
		"two investments":                         {[]Item{h("V 1", "2025-01-01", 5, "a"), h("V 1", "2025-01-01", 6, "b")}, []Item{g("V 1", "2025-01-01", 6, "a"), g("V 1", "2025-01-01", 5, "b")}, []What{Amount, Amount}},
		"the same, not told apart":                {[]Item{h("V 1", "2025-01-01", 5, "a"), h("V 1", "2025-01-01", 6, "b")}, []Item{g("V 1", "2025-01-01", 6, ""), g("V 1", "2025-01-01", 5, "b")}, nil},
		"a wrong investment":                      {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-01", 5, "b")}, []What{OnlyHere, OnlyThere}},
		"a row of nothing":                        {nil, []Item{g("V 1", "2025-01-01", 0, "")}, nil},
		"another voucher":                         {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 2", "2025-01-01", 5, "")}, []What{OnlyHere, OnlyThere}},
		"a refund":                                {[]Item{h("V 1", "2025-01-01", -5, "a")}, []Item{g("V 1", "2025-01-01", -5, "")}, nil},
		"a part on each of two days":              {[]Item{h("V 1", "2025-01-01", 5, "a"), h("V 1", "2025-06-01", 6, "a")}, []Item{g("V 1", "2025-06-01", 6, ""), g("V 1", "2025-01-01", 5, "")}, nil},
		"a row twice":                             {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 5, "")}, []What{Double}},
		"a row twice, two entries":                {[]Item{h("V 1", "2025-01-01", 5, "a"), h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 5, "")}, nil},
		"a row twice, one entry of both":          {[]Item{h("V 1", "2025-01-01", 10, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 5, "")}, nil},
		"a row twice, on another day":             {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-03", 5, "")}, []What{Amount}},
		"a row twice and another":                 {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 7, "")}, []What{Amount}},
		"a row twice, an entry of another amount": {[]Item{h("V 1", "2025-01-01", 5, "a"), h("V 1", "2025-01-01", 7, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 5, "")}, []What{Amount}},
		"another row twice":                       {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("V 1", "2025-01-02", 7, ""), g("v1", "2025-01-02", 7, "")}, []What{Amount}},
		"a row thrice":                            {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-02", 5, ""), g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 5, "")}, []What{Double}},
		"two vouchers alike":                      {[]Item{h("V 1", "2025-01-01", 5, "a")}, []Item{g("V 1", "2025-01-01", 5, ""), g("V 2", "2025-01-01", 5, "")}, []What{OnlyThere}},
		"a row twice, and none here":              {nil, []Item{g("V 1", "2025-01-02", 5, ""), g("v1", "2025-01-02", 5, "")}, []What{OnlyThere}},
		"one part too late":                       {[]Item{h("V 1", "2025-01-01", 5, "a"), h("V 1", "2025-06-01", 6, "a")}, []Item{g("V 1", "2025-06-01", 6, ""), g("V 1", "2025-06-01", 5, "")}, []What{Date}},
	} {
		var got []What
		for _, f := range Compare(c.here, c.there, tolerance).Findings {
			got = append(got, f.What)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, not %v", name, got, c.want)
		}
	}
}

// TestHere: which entries of a ledger count, and how corrections do.
func TestHere(t *testing.T) {
	head, _ := ledger.NewHead("o")
	l, _ := ledger.Verify(bytes.NewReader(nil), head, nil)
	booked, _ := ledger.ParseInstant("2026-01-01T00:00:00Z")
	add := func(day string, e ledger.Entry) {
		e.Date, e.ID = date(day), fmt.Sprint(l.Head().Entries)
		if _, err := l.Add(e, booked); err != nil {
			t.Fatal(err)
		}
	}
	draw := func(day, voucher string, amount ledger.Amount) {
		add(day, ledger.Entry{Kind: ledger.Drawdown, Amount: amount, Investment: "a", Namnd: "n", Voucher: voucher})
	}
	add("2024-01-01", ledger.Entry{Kind: ledger.Allocation, Amount: 1000, Ref: "KF"})
	add("2024-01-01", ledger.Entry{Kind: ledger.Grant, Amount: 1000, Ref: "KS", Investment: "a"})
	draw("2024-06-30", "V 0", 300)
	draw("2024-12-31", "V 1", 100)
	draw("2025-01-01", "V 2", 50)
	add("2025-02-01", ledger.Entry{Kind: ledger.Refund, Amount: 20, Investment: "a", Namnd: "n", Voucher: "V 3"})
	add("2025-03-01", ledger.Entry{Kind: ledger.Correction, Reverses: 4, Reason: "fel"})
	add("2025-03-02", ledger.Entry{Kind: ledger.Correction, Reverses: 6, Reason: "fel", Voucher: "V 4"})
	add("2025-03-03", ledger.Entry{Kind: ledger.Reflow, Amount: 10, Investment: "a", Namnd: "m", Basis: "actual", Year: 2025, Ref: "KF"})
	draw("2026-01-01", "V 5", 1)
	h := &Here{From: date("2025-01-01"), To: date("2025-12-31")}
	if _, err := ledger.Verify(bytes.NewReader(l.Pending()), l.Head(), h.Post); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range h.Items {
		got = append(got, fmt.Sprintf("%d %s %s %s", i.Seq, i.Voucher, i.Date, i.Amount))
	}
	want := []string{"5 V 2 2025-01-01 0.50", "6 V 3 2025-02-01 -0.20", "7 V 1 2025-03-01 -1.00", "8 V 4 2025-03-02 0.20"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}

	// What is proposed is accepted by the ledger, and settles it.
	there := []Item{{Voucher: "V 2", Date: date("2025-01-02"), Amount: 70, Line: 2}, {Voucher: "V 9", Date: date("2025-05-05"), Amount: 30, Line: 3, Investment: "a"}}
	result := Compare(h.Items, there, tolerance)
	proposed := h.Propose(result.Findings, tolerance, l.ClosedThrough())
	for _, e := range proposed {
		if _, err := l.Add(e, booked); err != nil {
			t.Errorf("%+v: %v", e, err)
		}
	}
	settled := &Here{From: h.From, To: h.To}
	if _, err := ledger.Verify(bytes.NewReader(l.Pending()), l.Head(), settled.Post); err != nil {
		t.Fatal(err)
	}
	if again := Compare(settled.Items, there, tolerance); !again.Agree() || len(proposed) == 0 {
		t.Errorf("%+v is left", again.Findings)
	}
	// A row that is missing again gets an id of its own.
	there = append(there, there[1])
	there[2].Line, there[2].Text = 4, "another row"
	third := settled.Propose(Compare(settled.Items, there, tolerance).Findings, tolerance, 0)
	if len(third) != 1 || third[0].ID != "avstamning-v9-20250505-0.30-2" || third[0].Namnd != "n" {
		t.Errorf("%+v", third)
	}
}

func TestProposalsLeaveWhatIsClosed(t *testing.T) {
	findings := []Finding{{What: Amount, Voucher: "V 1", Here: []Item{{Voucher: "V 1", Date: date("2024-12-30"), Amount: 5, Seq: 3, Kind: ledger.Drawdown, Investment: "a", Namnd: "n"}},
		There: []Item{{Voucher: "V 1", Date: date("2024-12-31"), Amount: -6, Line: 2}}}}
	got := (&Here{}).Propose(findings, tolerance, date("2024-12-31"))
	if len(got) != 2 || got[0].Kind != ledger.Correction || got[0].Date != date("2025-01-01") || got[0].Reverses != 3 ||
		got[1].Kind != ledger.Refund || got[1].Date != date("2025-01-01") || got[1].Amount != 6 || got[1].Investment != "a" || got[1].Namnd != "n" {
		t.Errorf("%+v", got)
	}
}

// What stands twice there is not proposed; a row beside it that is missing is.
func TestDoublesAreNotProposed(t *testing.T) {
	row := func(line int, amount ledger.Amount) Item {
		return Item{Voucher: "V 1", Date: date("2024-12-30"), Amount: amount, Line: line}
	}
	here := []Item{{Voucher: "V 1", Date: date("2024-12-30"), Amount: 5, Seq: 3, Kind: ledger.Drawdown, Investment: "a", Namnd: "n"}}
	for name, c := range map[string]struct {
		there   []Item
		what    What
		doubles []int // by line
		want    []ledger.Amount
	}{
		"a double":                {[]Item{row(1, 5), row(2, 5)}, Double, []int{2}, nil},
		"a row with its own text": {[]Item{row(1, 5), {Voucher: "V 1", Date: date("2024-12-30"), Amount: 5, Line: 2, Text: "oktober"}}, Amount, nil, []ledger.Amount{5}},
		"a double and a row":      {[]Item{row(1, 5), row(2, 7), row(3, 5)}, Amount, []int{3}, []ledger.Amount{7}},
		"two rows alike, and it":  {[]Item{row(1, 7), row(2, 7), row(3, 5)}, Amount, nil, []ledger.Amount{7, 7}},
	} {
		got := Compare(here, c.there, tolerance)
		if len(got.Findings) != 1 || got.Findings[0].What != c.what {
			t.Fatalf("%s: %+v", name, got.Findings)
		}
		var doubles []int
		for _, i := range got.Findings[0].Doubles(tolerance) {
			doubles = append(doubles, i.Line)
		}
		var amounts []ledger.Amount
		for _, e := range (&Here{}).Propose(got.Findings, tolerance, 0) {
			amounts = append(amounts, e.Amount)
		}
		if !slices.Equal(doubles, c.doubles) || !slices.Equal(amounts, c.want) {
			t.Errorf("%s: doubles in lines %v, proposed %v", name, doubles, amounts)
		}
	}
}

package cmd

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestBrowser opens reports in Chromium, which it needs: SIV_BROWSER=1 runs it.
// SIV_SHOTS=FOLDER keeps what it saw, as pictures and as a printed page.
func TestBrowser(t *testing.T) {
	if os.Getenv("SIV_BROWSER") == "" {
		t.Skip("SIV_BROWSER is not set")
	}
	browser := newBrowser(t)
	frames := filepath.Join(t.TempDir(), "frames.yaml")
	if err := os.WriteFile(frames, []byte("schema: siv.frames/1\nframes:\n"+
		"  socialnamnden: {2020: 8000000, 2021: 8000000, 2022: 8000000, 2023: 8000000, 2024: 8000000, 2025: 8000000, 2026: 8000000, 2027: 8000000, 2028: 8000000, 2029: 8000000}\n"+
		"  grundskolenamnden: {2020: 9000000, 2021: 9000000, 2022: 9000000, 2023: 9000000, 2024: 9000000, 2025: 9000000}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, report := range []struct {
		name  string
		files []string
		flags []string
		pages [2]int // on paper, at least and at most
	}{
		{"familjestod", []string{"familjestod.yaml"}, []string{"--frames", frames}, [2]int{10, 26}},
		{"fallforebyggande", []string{"fallforebyggande.yaml"}, []string{"--rate", "2%", "--timing", "mid"}, [2]int{8, 22}},
		{"several", []string{"familjestod.yaml", "skolfranvaro.yaml", "life/proposal.yaml"}, nil, [2]int{25, 70}},
	} {
		for _, language := range []string{"sv", "en"} {
			t.Run(report.name+"-"+language, func(t *testing.T) {
				var paths []string
				for _, file := range report.files {
					paths = append(paths, filepath.Join("..", "examples", filepath.FromSlash(file)))
				}
				to := filepath.Join(t.TempDir(), "report.html")
				siv(t, slices.Concat([]string{"report"}, paths, report.flags, []string{"--lang", language, "--to", to})...)
				tab := browser.open(t, to)
				tab.readable(t)
				for i, path := range paths {
					prefix := ""
					if len(paths) > 1 {
						prefix = fmt.Sprintf("%d-", i+1)
					}
					tab.figures(t, prefix, path, language, report.flags)
				}
				tab.fits(t, report.name+"-"+language)
				tab.prints(t, report.name+"-"+language, report.pages)
				tab.quiet(t, to)
			})
		}
	}
}

// siv runs a command that must end well, and returns what it wrote.
func siv(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if status := Main(args, strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("siv %s: status %d: %s", strings.Join(args, " "), status, errs.String())
	}
	return out.Bytes()
}

type browser struct{ context.Context }

func newBrowser(t *testing.T) browser {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.WSURLReadTimeout(5*time.Minute))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	return browser{ctx}
}

// tab is a report in the browser, and what the browser complained of and asked for.
type tab struct {
	context.Context
	mutex    sync.Mutex
	said     []string
	requests []string
}

func (b browser) open(t *testing.T, path string) *tab {
	ctx, stop := chromedp.NewContext(b)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(stop)
	tab := &tab{Context: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		tab.mutex.Lock()
		defer tab.mutex.Unlock()
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			tab.said = append(tab.said, e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			tab.said = append(tab.said, fmt.Sprint(e.Type))
		case *log.EventEntryAdded:
			tab.said = append(tab.said, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			tab.requests = append(tab.requests, e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	command(t, tab, network.Enable, network.EnableParams{})
	command(t, tab, log.Enable, cdp.Empty{})
	inTab(t, tab, chromedp.Navigate("file://"+filepath.ToSlash(path)))
	return tab
}

// inTab does something in a tab, which must go well.
func inTab[T any](t *testing.T, tab *tab, action chromedp.Action[T]) T {
	t.Helper()
	answer, err := chromedp.Run(tab, action)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func command[P, R any](t *testing.T, tab *tab, c cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(tab, c, params); err != nil {
		t.Fatal(err)
	}
}

// ask evaluates JavaScript in the page.
func ask[T any](t *testing.T, tab *tab, script string) T {
	t.Helper()
	return inTab(t, tab, chromedp.Evaluate[T](script))
}

// quiet: nothing in the console, and nothing asked for but the page itself and what
// it holds.
func (tab *tab) quiet(t *testing.T, path string) {
	tab.mutex.Lock()
	defer tab.mutex.Unlock()
	for _, said := range tab.said {
		t.Errorf("the browser says %q", said)
	}
	opened := false
	for _, url := range tab.requests {
		if url == "file://"+filepath.ToSlash(path) {
			opened = true
		} else if !strings.HasPrefix(url, "data:") {
			t.Errorf("the page asks for %s", url)
		}
	}
	if !opened {
		t.Errorf("the requests were not seen: %v", tab.requests)
	}
}

// readable: what a screen reader needs, and contrast.
func (tab *tab) readable(t *testing.T) {
	faults := ask[[]string](t, tab, `(() => {
		const faults = [], all = s => [...document.querySelectorAll(s)];
		if (all('h1').length != 1) faults.push('there are ' + all('h1').length + ' h1');
		let level = 0;
		for (const h of all('h1,h2,h3,h4')) {
			if (+h.tagName[1] > level + 1) faults.push('after h' + level + ' comes ' + h.outerHTML);
			level = +h.tagName[1];
		}
		if (!document.documentElement.lang || !document.title) faults.push('no language or title');
		if (all('script,link,iframe').length) faults.push('there is a script, link or iframe');
		for (const img of all('img')) {
			if (img.alt.length < 20) faults.push('alt: ' + img.alt);
			if (!img.complete || !img.naturalWidth) faults.push('not drawn: ' + img.alt);
		}
		if (!all('img').length) faults.push('no charts');
		for (const th of all('th')) if (!th.scope) faults.push('no scope: ' + th.outerHTML);
		for (const t of all('table')) {
			if (!t.caption || !t.caption.innerText.trim()) faults.push('no caption: ' + t.innerText.slice(0, 60));
			const n = t.tHead.rows[0].cells.length;
			for (const r of t.rows) if (r.cells.length != n) faults.push('a row of ' + r.cells.length + ' cells: ' + r.innerText);
		}
		const ids = all('[id]').map(e => e.id);
		if (new Set(ids).size != ids.length) faults.push('an id stands twice');
		for (const a of all('a')) if (!document.querySelector('[id="' + a.hash.slice(1) + '"]')) faults.push('leads nowhere: ' + a.hash);
		if (all('nav a').length < all('h2').length - 2) faults.push('no contents'); // all but its own and the foot's
		const light = c => { const [r, g, b] = c.match(/\d+/g).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
		for (const e of all('h1,h2,h3,h4,p,li,a,th,td,caption,caption p,figcaption')) {
			const ratio = (light(getComputedStyle(document.body).backgroundColor) + .05) / (light(getComputedStyle(e).color) + .05);
			if (ratio < 4.5) faults.push('contrast ' + ratio + ': ' + e.outerHTML);
		}
		if (document.body.innerText.match(/![a-z]+[.-][a-z]/)) faults.push('a message is missing: ' + document.body.innerText.match(/![a-z]+[.-][a-z]+/)[0]);
		return faults;
	})()`)
	for _, fault := range faults {
		t.Error(fault)
	}
}

// brokenDates gives the dates of a page that stand on two lines.
const brokenDates = `(() => {
	const broken = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
	while (texts.nextNode()) for (const date of texts.currentNode.data.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)) {
		range.setStart(texts.currentNode, date.index);
		range.setEnd(texts.currentNode, date.index + date[0].length);
		if (range.getClientRects().length > 1) broken.push(date[0] + ': ' + texts.currentNode.data);
	}
	return broken;
})()`

// fits: the page is no wider than the screen, though a table may scroll in its place.
func (tab *tab) fits(t *testing.T, name string) {
	for _, screen := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 900}, {"phone", 390, 844}} {
		inTab(t, tab, chromedp.EmulateViewport(screen.width, screen.height))
		width := ask[int64](t, tab, `document.documentElement.scrollWidth`)
		if width > screen.width {
			t.Errorf("%s: the page is %d wide on a screen of %d", screen.name, width, screen.width)
		}
		for _, broken := range ask[[]string](t, tab, brokenDates) {
			t.Errorf("%s: a line is broken inside %s", screen.name, broken)
		}
		if os.Getenv("SIV_SHOTS") != "" {
			keep(t, name+"-"+screen.name+".png", inTab(t, tab, chromedp.FullScreenshot(100)))
		}
	}
}

// prints: a sane number of pages, and no table or chart wider than the paper.
func (tab *tab) prints(t *testing.T, name string, pages [2]int) {
	const paper = 688 // A4 less its margins, in pixels
	inTab(t, tab, chromedp.EmulateViewport(paper, 1000))
	command(t, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	cut := ask[[]string](t, tab, fmt.Sprintf(`[...document.querySelectorAll('table,img')].filter(e => e.getBoundingClientRect().right > %d + 1)
		.map(e => (e.caption || e).innerText + ' ' + e.getBoundingClientRect().right)`, paper))
	printed := inTab(t, tab, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	for _, wide := range cut {
		t.Errorf("cut on paper: %s", wide)
	}
	n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(printed, -1))
	if n < pages[0] || n > pages[1] {
		t.Errorf("%d pages, not %d to %d", n, pages[0], pages[1])
	}
	keep(t, name+"-a4.pdf", printed)
}

// keep writes what the browser saw where SIV_SHOTS says.
func keep(t *testing.T, name string, data []byte) {
	if folder := os.Getenv("SIV_SHOTS"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

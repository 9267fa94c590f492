package kolada

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// BaseURL is where the service is.
const BaseURL = "https://api.kolada.se/v3"

// The bounds of what is asked for and taken.
const (
	maxIDs   = 25 // ids of a kind in one request, which the service refuses to exceed
	maxPages = 1000
	maxBody  = 64 << 20
	maxWait  = time.Minute
)

// Client asks the service. Times and tries are bounded, so that an answer comes.
type Client struct {
	Base  string
	HTTP  *http.Client
	Tries int           // of one request
	Wait  time.Duration // before the second try; doubled before each further one
}

// Query is what is asked for.
type Query struct {
	KPIs           []string
	Municipalities []string
	Years          []int
}

// StatusError says that the service did not answer with figures.
type StatusError struct {
	URL    string
	Status string
	Tries  int
}

func (e StatusError) Error() string {
	text := fmt.Sprintf("kolada answers %s for %s", e.Status, e.URL)
	if e.Tries > 1 {
		text = fmt.Sprintf("%s (%d tries)", text, e.Tries)
	}
	return text
}

// UnreachableError says that no answer came.
type UnreachableError struct {
	Host  string
	Err   error
	Tries int
}

func (e UnreachableError) Error() string {
	reason := e.Err
	var at *url.Error
	if errors.As(e.Err, &at) {
		reason = at.Err
		if at.Timeout() {
			reason = errors.New("no answer in time")
		}
	}
	return fmt.Sprintf("kolada cannot be reached at %s: %v (%d tries)", e.Host, reason, e.Tries)
}

func (e UnreachableError) Unwrap() error { return e.Err }

// Hint says what works without the network.
func (e UnreachableError) Hint() string {
	return "check the network; siv unitcosts import FILE.json reads an answer that was saved"
}

// Rows returns all rows of a query, in the order of the service. Long lists of ids
// are asked for in parts, and pages are followed to the last.
func (c *Client) Rows(ctx context.Context, q Query) ([]Row, error) {
	years := make([]string, len(q.Years))
	for i, y := range q.Years {
		years[i] = strconv.Itoa(y)
	}
	var all []Row
	for kpis := range slices.Chunk(q.KPIs, maxIDs) {
		for municipalities := range slices.Chunk(q.Municipalities, maxIDs) {
			for part := range slices.Chunk(years, maxIDs) {
				rows, err := c.pages(ctx, c.address(kpis, municipalities, part))
				if err != nil {
					return nil, err
				}
				all = append(all, rows...)
			}
		}
	}
	return all, nil
}

func (c *Client) address(kpis, municipalities, years []string) string {
	return Address(c.Base, kpis, municipalities) + "/year/" + escaped(years)
}

// Address is where the figures of indicators and municipalities are.
func Address(base string, kpis, municipalities []string) string {
	return strings.TrimSuffix(base, "/") + "/data/kpi/" + escaped(kpis) + "/municipality/" + escaped(municipalities)
}

func escaped(ids []string) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = url.PathEscape(id)
	}
	return strings.Join(list, ",")
}

// pages follows next_url from page to page, on the same host.
func (c *Client) pages(ctx context.Context, address string) ([]Row, error) {
	var all []Row
	seen := map[string]bool{}
	for address != "" {
		if seen[address] || len(seen) >= maxPages {
			return nil, fmt.Errorf("kolada leads in a circle, or through too many pages, at %s", address)
		}
		seen[address] = true
		body, err := c.get(ctx, address)
		if err != nil {
			return nil, err
		}
		page, err := Decode(body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", address, err)
		}
		all = append(all, page.Rows...)
		if address, err = next(address, page.Next); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// next resolves next_url. The service has been seen to write http for https, so
// the scheme stays; another host is not gone to.
func next(address, link string) (string, error) {
	if link == "" {
		return "", nil
	}
	from, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	to, err := from.Parse(link)
	if err != nil {
		return "", fmt.Errorf("kolada's next page %q is no address", link)
	}
	if to.Hostname() != from.Hostname() {
		return "", fmt.Errorf("kolada's next page is on another host, %s", to.Host)
	}
	to.Scheme, to.Host = from.Scheme, from.Host
	return to.String(), nil
}

// get asks for an address, again after a while when the service is busy (429) or
// broken (5xx), or nothing came.
func (c *Client) get(ctx context.Context, address string) ([]byte, error) {
	wait := c.Wait
	for try := 1; ; try++ {
		body, after, err := c.once(ctx, address, try)
		var refused StatusError
		again := err != nil && ctx.Err() == nil && (!errors.As(err, &refused) || after >= 0)
		if !again || try >= c.Tries {
			return body, err
		}
		if err := pause(ctx, min(max(wait, after), maxWait)); err != nil {
			return nil, err
		}
		wait *= 2
	}
}

// once asks one time. After is how long the service asks to be left alone, 0 when
// it does not say, and negative when there is no use in asking again.
func (c *Client) once(ctx context.Context, address string, try int) (body []byte, after time.Duration, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, -1, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "siv")
	unreachable := func(err error) error { return UnreachableError{Host: request.URL.Host, Err: err, Tries: try} }
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, 0, unreachable(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		after = -1
		if response.StatusCode == http.StatusTooManyRequests || response.StatusCode >= 500 {
			seconds, _ := strconv.Atoi(response.Header.Get("Retry-After")) // a date is not waited for
			after = time.Duration(max(0, seconds)) * time.Second
		}
		return nil, after, StatusError{URL: address, Status: response.Status, Tries: try}
	}
	body, err = io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	if err != nil {
		return nil, 0, unreachable(err)
	}
	if len(body) > maxBody {
		return nil, -1, fmt.Errorf("kolada's answer at %s is larger than %d bytes", address, maxBody)
	}
	return body, 0, nil
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

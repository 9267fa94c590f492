package kolada

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// row is a row as the service writes it (its documentation, version 3).
func row(kpi, municipality string, year int, values string) string {
	return fmt.Sprintf(`{"kpi":%q,"municipality":%q,"period":%d,"values":[%s]}`, kpi, municipality, year, values)
}

func answer(next string, rows ...string) string {
	return fmt.Sprintf(`{"values":[%s],"count":%d,"next_url":%q,"previous_url":null}`, strings.Join(rows, ","), len(rows), next)
}

// service stands in for Kolada.
func service(t *testing.T, handle http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	return &Client{Base: server.URL + "/v3", HTTP: server.Client(), Tries: 3, Wait: time.Millisecond}
}

func query() Query {
	return Query{KPIs: []string{"N15027"}, Municipalities: []string{"1880"}, Years: []int{2015, 2016}}
}

func TestPagesAreFollowed(t *testing.T) {
	c := service(t, func(w http.ResponseWriter, r *http.Request) {
		if got, want := r.URL.Path, "/v3/data/kpi/N15027/municipality/1880/year/2015,2016"; got != want {
			t.Errorf("asked for %s, want %s", got, want)
		}
		if r.URL.Query().Get("page") == "2" {
			fmt.Fprint(w, answer("", row("N15027", "1880", 2016, `{"gender":"T","count":1,"status":"","value":null,"isdeleted":false}`)))
			return
		}
		// The real service has been seen to write http where https was asked for.
		fmt.Fprint(w, answer("https://"+r.Host+r.URL.Path+"?page=2", row("N15027", "1880", 2015, `{"gender":"T","count":1,"status":"","value":96045.0,"isdeleted":true}`)))
	})
	rows, err := c.Rows(context.Background(), query())
	if err != nil || len(rows) != 2 {
		t.Fatal(rows, err)
	}
	if rows[0].Value.String() != "96045.0" || !rows[0].Deleted || rows[1].Value != nil || rows[1].Year != 2016 {
		t.Errorf("the rows are %+v", rows)
	}
}

func TestNoMoreThan25IDsARequest(t *testing.T) {
	var asked []string
	c := service(t, func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")
		asked = append(asked, fmt.Sprint(strings.Count(parts[4], ",")+1, "×", strings.Count(parts[6], ",")+1))
		fmt.Fprint(w, answer(""))
	})
	q := query()
	q.Municipalities = nil
	for i := range 60 {
		q.Municipalities = append(q.Municipalities, fmt.Sprintf("%04d", i))
	}
	if _, err := c.Rows(context.Background(), q); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(asked, " "); got != "1×25 1×25 1×10" {
		t.Errorf("asked for %s", got)
	}
}

func TestBusyThenServed(t *testing.T) {
	for _, status := range []int{429, 500, 503} {
		var times atomic.Int32
		c := service(t, func(w http.ResponseWriter, _ *http.Request) {
			if times.Add(1) < 3 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(status)
				return
			}
			fmt.Fprint(w, answer(""))
		})
		if _, err := c.Rows(context.Background(), query()); err != nil || times.Load() != 3 {
			t.Errorf("after two %d: %v, asked %d times", status, err, times.Load())
		}
	}
}

func TestBrokenForEver(t *testing.T) {
	var times atomic.Int32
	c := service(t, func(w http.ResponseWriter, _ *http.Request) { times.Add(1); w.WriteHeader(500) })
	_, err := c.Rows(context.Background(), query())
	var status StatusError
	if !errors.As(err, &status) || status.Tries != 3 || times.Load() != 3 {
		t.Errorf("%v, asked %d times", err, times.Load())
	}
}

func TestNoUseInAskingAgain(t *testing.T) {
	var times atomic.Int32
	c := service(t, func(w http.ResponseWriter, _ *http.Request) { times.Add(1); w.WriteHeader(404) })
	if _, err := c.Rows(context.Background(), query()); err == nil || times.Load() != 1 {
		t.Errorf("%v, asked %d times", err, times.Load())
	}
}

func TestTimeOut(t *testing.T) {
	done := make(chan struct{})
	c := service(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-done:
		case <-r.Context().Done():
		}
	})
	defer close(done)
	c.HTTP.Timeout, c.Tries = 20*time.Millisecond, 2
	_, err := c.Rows(context.Background(), query())
	var unreachable UnreachableError
	if !errors.As(err, &unreachable) || !strings.Contains(err.Error(), "no answer in time (2 tries)") {
		t.Errorf("a time-out is told as %v", err)
	}
}

func TestOffline(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	c := &Client{Base: server.URL, HTTP: &http.Client{}, Tries: 1}
	_, err := c.Rows(context.Background(), query())
	var unreachable UnreachableError
	if !errors.As(err, &unreachable) || unreachable.Hint() == "" {
		t.Errorf("nobody there is told as %v", err)
	}
}

func TestInterrupted(t *testing.T) {
	c := service(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) })
	c.Wait = time.Hour
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Rows(ctx, query()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("an interruption is told as %v", err)
	}
}

func TestWhereTheServiceMayNotLead(t *testing.T) {
	for says, link := range map[string]string{"is on another host, elsewhere.example": "http://elsewhere.example/v3", "leads in a circle": "?"} {
		c := service(t, func(w http.ResponseWriter, r *http.Request) {
			if link == "?" {
				fmt.Fprint(w, answer(r.URL.Path))
				return
			}
			fmt.Fprint(w, answer(link))
		})
		if _, err := c.Rows(context.Background(), query()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is followed: %v", link, err)
		}
	}
}

func TestNoAnswerOfKolada(t *testing.T) {
	for _, text := range []string{``, `{}`, `[]`, `<html>`, `{"values":[],"count":0} {}`, `{"values":[],"count":2}`, `{"values":[{"period":"2015"}],"count":1}`, `{"values":[`} {
		if p, err := Decode([]byte(text)); err == nil {
			t.Errorf("%q is read as %+v", text, p)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(answer("", row("N15027", "1880", 2015, `{"gender":"T","value":96045.0,"isdeleted":false}`))))
	f.Add([]byte(`{"values":[{"values":[{"value":1e999}]}],"count":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Decode(data)
		if (p == nil) == (err == nil) {
			t.Fatalf("%v and %v", p, err)
		}
	})
}

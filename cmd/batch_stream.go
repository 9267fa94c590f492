package cmd

import (
	"context"
	"errors"
	"iter"
)

// task is a job under way.
type task struct {
	job  job
	row  batchRow
	done chan struct{}
}

// stream evaluates jobs on several workers and hands their rows on in order. No
// more than a few jobs for each worker are under way at a time. When the context
// ends, the rows under way are finished and handed on.
func stream(ctx context.Context, workers int, jobs iter.Seq2[job, error], evaluate func(context.Context, job) batchRow, emit func(batchRow) error) error {
	const ahead = 16 // jobs under way for each worker
	queue := make(chan *task, ahead*workers)
	order := make(chan *task, ahead*workers)
	for range workers {
		go func() {
			for t := range queue {
				t.row = evaluate(ctx, t.job)
				close(t.done)
			}
		}()
	}
	stop := make(chan struct{})
	var failed error // written before order is closed, read after
	go func() {
		defer close(order)
		defer close(queue)
		for j, err := range jobs {
			if err != nil {
				failed = err
				return
			}
			t := &task{job: j, done: make(chan struct{})}
			select {
			case order <- t:
			case <-ctx.Done():
				return
			case <-stop:
				return
			}
			queue <- t
		}
	}()
	var err error
	for t := range order {
		<-t.done
		if err == nil {
			if err = emit(t.row); err != nil {
				close(stop)
			}
		}
	}
	return errors.Join(err, failed, ctx.Err())
}

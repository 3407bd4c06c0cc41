package portruntime

import (
	"fmt"
	"iter"
	"os"
	"sync"
	"time"
)

// Thread is a function that runs in a goroutine of its own once started.
type Thread struct {
	run  func()
	wait sync.WaitGroup
}

func newThread(run func()) *Thread { return &Thread{run: run} }

// Start begins to run the function; a failure in it is reported and ends only the thread.
func (t *Thread) Start() {
	t.wait.Go(func() {
		defer func() {
			if r := recover(); r != nil {
				fmt.Fprintln(os.Stderr, "Exception in thread:", asError(r))
			}
		}()
		t.run()
	})
}

// Join waits until the function has returned.
func (t *Thread) Join() { t.wait.Wait() }

// Pool runs at most so many functions at a time.
type Pool struct {
	mutex   sync.Mutex
	free    int
	waiting []func()
	running sync.WaitGroup
}

func newPool(workers int) *Pool { return &Pool{free: max(workers, 1)} }

// Wait blocks until everything that was submitted is done.
func (p *Pool) Wait() { p.running.Wait() }

// submit hands a function to a pool.
func submit[T any](pool *Pool, run func() T) *Task[T] {
	task := &Task[T]{done: make(chan struct{})}
	pool.start(func() {
		defer close(task.done)
		defer catch(&task.err)
		task.value = run()
	})
	return task
}

// Failure waits until the function has ended, and is the error that ended it.
func (t *Task[T]) Failure() error {
	<-t.done
	return t.err
}

// start runs a function as soon as a worker is free; those that wait get their turn in the order of their coming.
func (p *Pool) start(run func()) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.free == 0 {
		p.waiting = append(p.waiting, run)
		return
	}
	p.free--
	p.running.Go(func() { p.work(run) })
}

// work runs a function, and what waits behind it.
func (p *Pool) work(run func()) {
	for run != nil {
		run()
		run = p.next()
	}
}

// next is what waits longest; when nothing does, the worker is free.
func (p *Pool) next() func() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if len(p.waiting) == 0 {
		p.free++
		return nil
	}
	run := p.waiting[0]
	p.waiting = p.waiting[1:]
	return run
}

// mapPool applies a function to every element in a pool; results come in the order of the elements.
func mapPool[T, U any](pool *Pool, values []T, apply func(T) U) []U {
	tasks := make([]*Task[U], len(values))
	for i, value := range values {
		tasks[i] = submit(pool, func() U { return apply(value) })
	}
	results := make([]U, len(values))
	for i, task := range tasks {
		results[i] = task.Wait()
	}
	return results
}

// completed yields tasks as they get done.
func completed[T any](tasks []*Task[T]) iter.Seq[*Task[T]] {
	return func(yield func(*Task[T]) bool) {
		done := make(chan *Task[T], len(tasks))
		for _, task := range tasks {
			go func() {
				<-task.done
				done <- task
			}()
		}
		for range tasks {
			if !yield(<-done) {
				return
			}
		}
	}
}

// Event lets goroutines wait until it is set.
type Event struct {
	mutex sync.Mutex
	set   chan struct{}
	isSet bool
}

func newEvent() *Event { return &Event{set: make(chan struct{})} }

// Set lets everyone go on who waits.
func (e *Event) Set() {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if !e.isSet {
		e.isSet = true
		close(e.set)
	}
}

// Clear makes Wait block again.
func (e *Event) Clear() {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.isSet {
		e.isSet, e.set = false, make(chan struct{})
	}
}

// IsSet tells whether the event is set.
func (e *Event) IsSet() bool {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return e.isSet
}

// Wait blocks until the event is set, and at most for a time, if that is not negative.
func (e *Event) Wait(limit time.Duration) bool {
	e.mutex.Lock()
	set := e.set
	e.mutex.Unlock()
	if limit < 0 {
		<-set
		return true
	}
	select {
	case <-set:
		return true
	case <-time.After(limit):
		return e.IsSet()
	}
}

// Condition is a lock under which goroutines wait for each other's changes.
type Condition struct {
	sync.Mutex
	changed *sync.Cond
}

func newCondition() *Condition {
	c := &Condition{}
	c.changed = sync.NewCond(&c.Mutex)
	return c
}

// Wait gives the lock back until somebody notifies, and at most for a time, if that is not negative.
func (c *Condition) Wait(limit time.Duration) bool {
	if limit < 0 {
		c.changed.Wait()
		return true
	}
	deadline := time.Now().Add(limit)
	timer := time.AfterFunc(limit, func() { c.NotifyAll() })
	c.changed.Wait()
	timer.Stop()
	return time.Now().Before(deadline)
}

// WaitFor waits until a test holds.
func (c *Condition) WaitFor(test func() bool) bool {
	for !test() {
		c.changed.Wait()
	}
	return true
}

// Notify wakes so many of those that wait.
func (c *Condition) Notify(n int) {
	for range n {
		c.changed.Signal()
	}
}

// NotifyAll wakes everyone that waits.
func (c *Condition) NotifyAll() { c.changed.Broadcast() }

// waitAll waits for tasks, and gives those that are done beside those that are not, of which there are none.
func waitAll[T any](tasks []*Task[T]) Pair[map[*Task[T]]struct{}, map[*Task[T]]struct{}] {
	for _, task := range tasks {
		<-task.done
	}
	return Pair[map[*Task[T]]struct{}, map[*Task[T]]struct{}]{setOf(tasks...), map[*Task[T]]struct{}{}}
}

// Semaphore lets at most so many goroutines through.
type Semaphore chan struct{}

// Lock takes a place.
func (s Semaphore) Lock() { s <- struct{}{} }

// Unlock gives a place back.
func (s Semaphore) Unlock() { <-s }

// Queue hands values from goroutine to goroutine; a capacity of zero is no limit.
type Queue[T any] struct {
	mutex      sync.Mutex
	changed    *sync.Cond
	values     []T
	capacity   int
	unfinished int
	take       func(values *[]T) T
}

// newQueue makes a queue; take decides which value comes out next.
func newQueue[T any](capacity int, take func(values *[]T) T) *Queue[T] {
	q := &Queue[T]{capacity: capacity, take: take}
	q.changed = sync.NewCond(&q.mutex)
	return q
}

// takeFirst takes the oldest value.
func takeFirst[T any](values *[]T) T {
	first := (*values)[0]
	*values = (*values)[1:]
	return first
}

// takeSmallest takes the value that comes first in order.
func takeSmallest[T any](values *[]T) T {
	at := 0
	for i, value := range *values {
		if compareAny(value, (*values)[at]) < 0 {
			at = i
		}
	}
	return popAt(values, at)
}

// Put adds a value, and waits for room.
func (q *Queue[T]) Put(value T) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for q.capacity > 0 && len(q.values) >= q.capacity {
		q.changed.Wait()
	}
	q.values = append(q.values, value)
	q.unfinished++
	q.changed.Broadcast()
}

// Get takes a value out, and waits for one.
func (q *Queue[T]) Get() T {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for len(q.values) == 0 {
		q.changed.Wait()
	}
	value := q.take(&q.values)
	q.changed.Broadcast()
	return value
}

// TryGet takes a value out, and fails when there is none within a time.
func (q *Queue[T]) TryGet(limit time.Duration) T {
	deadline := time.Now().Add(limit)
	for {
		q.mutex.Lock()
		if len(q.values) > 0 {
			defer q.mutex.Unlock()
			value := q.take(&q.values)
			q.changed.Broadcast()
			return value
		}
		q.mutex.Unlock()
		if !time.Now().Before(deadline) {
			panic(&Empty{newException("")})
		}
		time.Sleep(time.Millisecond)
	}
}

// Empty is what taking from an empty queue fails with.
type Empty struct{ Exception }

// Len is the number of values that wait.
func (q *Queue[T]) Len() int {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	return len(q.values)
}

// Done says that a value which was taken out is dealt with.
func (q *Queue[T]) Done() {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.unfinished--
	q.changed.Broadcast()
}

// Join waits until every value is dealt with.
func (q *Queue[T]) Join() {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for q.unfinished > 0 {
		q.changed.Wait()
	}
}

// eventLoop lets one coroutine run at a time, and in turn, as asyncio does: what coroutines share needs no lock.
type eventLoop struct {
	mutex sync.Mutex
	busy  bool
	ready []chan struct{}
}

// loop is the program's event loop; main is what runs first.
var loop = &eventLoop{busy: true}

// enqueue takes a place in the queue of those that are ready to run.
func (l *eventLoop) enqueue() chan struct{} {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	turn := make(chan struct{})
	if !l.busy {
		l.busy = true
		close(turn)
	} else {
		l.ready = append(l.ready, turn)
	}
	return turn
}

// release lets the next coroutine run.
func (l *eventLoop) release() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if len(l.ready) == 0 {
		l.busy = false
		return
	}
	close(l.ready[0])
	l.ready = l.ready[1:]
}

// pause lets others run while the coroutine waits for something.
func (l *eventLoop) pause(wait func()) {
	l.release()
	wait()
	<-l.enqueue()
}

// sleep lets others run for a time.
func sleep(duration time.Duration) {
	if duration <= 0 {
		turn := loop.enqueue()
		loop.release()
		<-turn
		return
	}
	loop.pause(func() { time.Sleep(duration) })
}

// spawn starts a coroutine.
func spawn[T any](run func() T) *Task[T] {
	task := &Task[T]{done: make(chan struct{})}
	turn := loop.enqueue()
	go func() {
		<-turn
		defer loop.release()
		defer close(task.done)
		defer catch(&task.err)
		task.value = run()
	}()
	return task
}

// await waits for a coroutine while others run.
func await[T any](task *Task[T]) T {
	loop.pause(func() { <-task.done })
	return task.Wait()
}

// gather runs coroutines at the same time and collects their results in order.
func gather[T any](runs ...func() T) []T {
	tasks := mapped(runs, func(run func() T) *Task[T] { return spawn(run) })
	return mapped(tasks, func(task *Task[T]) T { return await(task) })
}

// awaitFor waits for a coroutine for a time, and fails when it takes longer.
func awaitFor[T any](task *Task[T], limit time.Duration) T {
	late := false
	loop.pause(func() {
		select {
		case <-task.done:
		case <-time.After(limit):
			late = true
		}
	})
	if late {
		panic(&TimeoutError{newException("")})
	}
	return task.Wait()
}

// AsyncSemaphore lets at most so many coroutines through.
type AsyncSemaphore struct {
	free    int
	waiting []chan struct{}
}

// Lock takes a place, and lets others run until there is one.
func (s *AsyncSemaphore) Lock() {
	if s.free > 0 {
		s.free--
		return
	}
	turn := make(chan struct{})
	s.waiting = append(s.waiting, turn)
	loop.pause(func() { <-turn })
}

// Unlock gives a place back.
func (s *AsyncSemaphore) Unlock() {
	if len(s.waiting) == 0 {
		s.free++
		return
	}
	close(s.waiting[0])
	s.waiting = s.waiting[1:]
}

// AsyncQueue hands values from coroutine to coroutine; a capacity of zero is no limit.
type AsyncQueue[T any] struct {
	values     []T
	capacity   int
	unfinished int
	waiting    []chan struct{}
}

func (q *AsyncQueue[T]) wait() {
	turn := make(chan struct{})
	q.waiting = append(q.waiting, turn)
	loop.pause(func() { <-turn })
}

func (q *AsyncQueue[T]) wake() {
	for _, turn := range q.waiting {
		close(turn)
	}
	q.waiting = nil
}

// Put adds a value, and waits for room.
func (q *AsyncQueue[T]) Put(value T) {
	for q.capacity > 0 && len(q.values) >= q.capacity {
		q.wait()
	}
	q.values = append(q.values, value)
	q.unfinished++
	q.wake()
}

// Get takes the oldest value out, and waits for one.
func (q *AsyncQueue[T]) Get() T {
	for len(q.values) == 0 {
		q.wait()
	}
	defer q.wake()
	return takeFirst(&q.values)
}

// Len is the number of values that wait.
func (q *AsyncQueue[T]) Len() int { return len(q.values) }

// Done says that a value which was taken out is dealt with.
func (q *AsyncQueue[T]) Done() {
	q.unfinished--
	q.wake()
}

// Join waits until every value is dealt with.
func (q *AsyncQueue[T]) Join() {
	for q.unfinished > 0 {
		q.wait()
	}
}

// AsyncEvent lets coroutines wait until it is set.
type AsyncEvent struct {
	isSet   bool
	waiting []chan struct{}
}

// Set lets everyone go on who waits.
func (e *AsyncEvent) Set() {
	e.isSet = true
	for _, turn := range e.waiting {
		close(turn)
	}
	e.waiting = nil
}

// Clear makes Wait block again.
func (e *AsyncEvent) Clear() { e.isSet = false }

// IsSet tells whether the event is set.
func (e *AsyncEvent) IsSet() bool { return e.isSet }

// Wait lets others run until the event is set.
func (e *AsyncEvent) Wait() {
	for !e.isSet {
		turn := make(chan struct{})
		e.waiting = append(e.waiting, turn)
		loop.pause(func() { <-turn })
	}
}

// TaskGroup waits for the coroutines that are started in it.
type TaskGroup struct {
	waits []func()
}

// spawnIn starts a coroutine in a group.
func spawnIn[T any](group *TaskGroup, run func() T) *Task[T] {
	task := spawn(run)
	group.waits = append(group.waits, func() { await(task) })
	return task
}

// Wait waits for every coroutine of the group.
func (g *TaskGroup) Wait() {
	for len(g.waits) > 0 {
		wait := g.waits[0]
		g.waits = g.waits[1:]
		wait()
	}
}

package portruntime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

// RequestOptions are what a request carries beside its address.
type RequestOptions struct {
	Params  any
	Headers any
	JSON    any
	Data    any
	// Timeout is in seconds.
	Timeout        any
	Auth           any
	AllowRedirects any
}

// WebHeaders are header fields, whose names have no case.
type WebHeaders struct{ fields http.Header }

func newWebHeaders(fields any) *WebHeaders {
	h := &WebHeaders{http.Header{}}
	h.Update(fields)
	return h
}

func (h *WebHeaders) Get(name string, missing *string) *string {
	if values := h.fields.Values(name); len(values) > 0 {
		return new(strings.Join(values, ", "))
	}
	return missing
}

func (h *WebHeaders) Item(name string) string {
	found := h.Get(name, nil)
	if found == nil {
		panic(missingKey(strings.ToLower(name)))
	}
	return *found
}

func (h *WebHeaders) Set(name, value string) { h.fields.Set(name, value) }
func (h *WebHeaders) Has(name string) bool   { return len(h.fields.Values(name)) > 0 }

func (h *WebHeaders) Update(fields any) {
	if own, ok := fields.(*WebHeaders); ok {
		for name, values := range own.fields {
			h.fields[name] = slices.Clone(values)
		}
		return
	}
	for name, value := range fieldsOf(fields) {
		h.fields.Set(str(name), str(value))
	}
}

// fieldsOf are the pairs of a dict.
func fieldsOf(values any) iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		if isNil(values) {
			return
		}
		for key := range iterate(values) {
			if !yield(key, element(values, key)) {
				return
			}
		}
	}
}

// WebAnswer is the answer to a request, read to its end.
type WebAnswer struct {
	status  int
	reason  string
	address string
	headers *WebHeaders
	content []byte
}

func (a *WebAnswer) StatusCode() int { return a.status }
func (a *WebAnswer) Status() int     { return a.status }

func (a *WebAnswer) Getcode() int { return a.status }

func (a *WebAnswer) Getheader(name string, missing *string) *string {
	return a.headers.Get(name, missing)
}

func (a *WebAnswer) Reason() string       { return a.reason }
func (a *WebAnswer) Url() string          { return a.address }
func (a *WebAnswer) Headers() *WebHeaders { return a.headers }
func (a *WebAnswer) Content() []byte      { return a.content }
func (a *WebAnswer) Ok() bool             { return a.status < 400 }
func (a *WebAnswer) Text() string         { return string(a.content) }
func (a *WebAnswer) Json() any            { return parseJSON(string(a.content)) }
func (a *WebAnswer) Read() []byte         { return a.content }
func (a *WebAnswer) Close()               {}
func (a *WebAnswer) Repr() string         { return fmt.Sprintf("<Response [%d]>", a.status) }

func (a *WebAnswer) RaiseForStatus() {
	if a.Ok() {
		return
	}
	whose := "Client"
	if a.status >= 500 {
		whose = "Server"
	}
	panic(&RequestHTTPError{newException(fmt.Sprintf("%d %s Error: %s for url: %s", a.status, whose, a.reason, a.address)), a})
}

// formQuery is the text of a form: names and values as an address writes them.
func formQuery(values any) string {
	var parts []string
	for name, value := range fieldsOf(values) {
		each := []any{value}
		if text, isText := value.(string); isText {
			each[0] = text
		} else if strings.HasPrefix(fmt.Sprintf("%T", value), "[]") {
			each = collect(iterate(value))
		}
		for _, one := range each {
			if !isNil(one) {
				parts = append(parts, url.QueryEscape(str(name))+"="+url.QueryEscape(str(one)))
			}
		}
	}
	return strings.Join(parts, "&")
}

// webRequest makes a request and reads the answer.
func webRequest(method, address string, options RequestOptions) *WebAnswer {
	if !isNil(options.Params) {
		query, isText := options.Params.(string)
		if !isText {
			query = formQuery(options.Params)
		}
		if query != "" && strings.Contains(address, "?") {
			address += "&" + query
		} else if query != "" {
			address += "?" + query
		}
	}
	headers := newWebHeaders(options.Headers)
	var body io.Reader
	kind := ""
	switch data := options.Data.(type) {
	case []byte:
		if data != nil {
			body = bytes.NewReader(data)
		}
	case string:
		body = strings.NewReader(data)
	case nil:
		if !isNil(options.JSON) {
			body, kind = strings.NewReader(writeJSON(options.JSON, -1, false, true)), "application/json"
		}
	default:
		body, kind = strings.NewReader(formQuery(data)), "application/x-www-form-urlencoded"
	}
	if kind != "" && !headers.Has("Content-Type") {
		headers.Set("Content-Type", kind)
	}
	ctx := context.Background()
	if seconds, _, _, ok := numeric(options.Timeout); ok {
		limited, cancel := context.WithTimeout(ctx, time.Duration(seconds*float64(time.Second)))
		defer cancel()
		ctx = limited
	}
	request, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		panic(&RequestConnectionError{newException(err.Error())})
	}
	request.Header = headers.fields
	if options.Auth != nil {
		pair := collect(iterate(options.Auth))
		request.SetBasicAuth(str(pair[0]), str(pair[1]))
	}
	client := http.DefaultClient
	if options.AllowRedirects == false {
		client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	answer, err := client.Do(request)
	if errors.Is(err, context.DeadlineExceeded) || os.IsTimeout(err) {
		panic(&RequestTimeout{newException("the request to " + address + " took too long")})
	}
	if err != nil {
		panic(&RequestConnectionError{newException("the request to " + address + " failed: " + err.Error())})
	}
	defer answer.Body.Close()
	content := must(io.ReadAll(answer.Body))
	_, reason, _ := strings.Cut(answer.Status, " ")
	return &WebAnswer{answer.StatusCode, reason, answer.Request.URL.String(), &WebHeaders{answer.Header}, content}
}

func webGet(address string, options RequestOptions) *WebAnswer {
	return webRequest(http.MethodGet, address, options)
}

func webPost(address string, options RequestOptions) *WebAnswer {
	return webRequest(http.MethodPost, address, options)
}

func webPut(address string, options RequestOptions) *WebAnswer {
	return webRequest(http.MethodPut, address, options)
}

func webPatch(address string, options RequestOptions) *WebAnswer {
	return webRequest(http.MethodPatch, address, options)
}

func webDelete(address string, options RequestOptions) *WebAnswer {
	return webRequest(http.MethodDelete, address, options)
}

func webHead(address string, options RequestOptions) *WebAnswer {
	return webRequest(http.MethodHead, address, options)
}

// WebSession is a client with header fields of its own for all of its requests.
type WebSession struct {
	base    string
	headers *WebHeaders
	timeout any
}

func newWebSession(base string, headers, timeout any) *WebSession {
	return &WebSession{base, newWebHeaders(headers), timeout}
}

func (s *WebSession) Headers() *WebHeaders { return s.headers }
func (s *WebSession) Close()               {}

func (s *WebSession) Request(method, address string, options RequestOptions) *WebAnswer {
	headers := newWebHeaders(s.headers)
	headers.Update(options.Headers)
	options.Headers = headers
	if options.Timeout == nil {
		options.Timeout = s.timeout
	}
	if !strings.HasPrefix(address, "http:") && !strings.HasPrefix(address, "https:") {
		address = strings.TrimSuffix(s.base, "/") + "/" + strings.TrimPrefix(address, "/")
	}
	return webRequest(method, address, options)
}

func (s *WebSession) Get(address string, options RequestOptions) *WebAnswer {
	return s.Request(http.MethodGet, address, options)
}

func (s *WebSession) Post(address string, options RequestOptions) *WebAnswer {
	return s.Request(http.MethodPost, address, options)
}

func (s *WebSession) Put(address string, options RequestOptions) *WebAnswer {
	return s.Request(http.MethodPut, address, options)
}

func (s *WebSession) Patch(address string, options RequestOptions) *WebAnswer {
	return s.Request(http.MethodPatch, address, options)
}

func (s *WebSession) Delete(address string, options RequestOptions) *WebAnswer {
	return s.Request(http.MethodDelete, address, options)
}

// PreparedRequest is a request of urllib, to be opened.
type PreparedRequest struct {
	address string
	data    []byte
	headers *WebHeaders
	method  string
}

func newPreparedRequest(address string, data []byte, headers any, method *string) *PreparedRequest {
	verb := http.MethodGet
	switch {
	case method != nil:
		verb = *method
	case data != nil:
		verb = http.MethodPost
	}
	return &PreparedRequest{address, data, newWebHeaders(headers), verb}
}

func (r *PreparedRequest) AddHeader(name, value string) { r.headers.Set(name, value) }

// openAddress opens an address as urllib does: an answer of 400 and above is an error.
func openAddress(target any, data []byte, timeout any) *WebAnswer {
	asked, ok := target.(*PreparedRequest)
	if !ok {
		asked = newPreparedRequest(str(target), data, nil, nil)
	}
	options := RequestOptions{Headers: asked.headers, Timeout: timeout}
	if asked.data != nil {
		options.Data = asked.data
	}
	answer := webRequest(asked.method, asked.address, options)
	if !answer.Ok() {
		panic(&RequestHTTPError{newException(fmt.Sprintf("HTTP Error %d: %s", answer.status, answer.reason)), answer})
	}
	return answer
}

type RequestException struct{ Exception }

// As lets handlers of OSError see it.
func (e *RequestException) As(target any) bool { return asRequestException(e.Exception, target) }

// asRequestException gives handlers of the classes that all errors of requests have the error as one of these.
func asRequestException(e Exception, target any) bool {
	switch found := target.(type) {
	case **RequestException:
		*found = &RequestException{e}
	case **OSError:
		*found = &OSError{e}
	default:
		return false
	}
	return true
}

// RequestHTTPError is about an answer of 400 and above.
type RequestHTTPError struct {
	Exception
	response *WebAnswer
}

func (e *RequestHTTPError) Response() *WebAnswer { return e.response }
func (e *RequestHTTPError) Code() int            { return e.response.status }
func (e *RequestHTTPError) Reason() string       { return e.response.reason }
func (e *RequestHTTPError) As(target any) bool   { return asRequestException(e.Exception, target) }

type RequestConnectionError struct{ Exception }

func (e *RequestConnectionError) Reason() string     { return e.Message }
func (e *RequestConnectionError) As(target any) bool { return asRequestException(e.Exception, target) }

type RequestTimeout struct{ Exception }

func (e *RequestTimeout) As(target any) bool { return asRequestException(e.Exception, target) }

func plainWebSession() *WebSession { return newWebSession("", nil, nil) }

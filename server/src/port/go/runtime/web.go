package portruntime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Response is an answer before it goes over the wire.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	// after is what is done once the answer is sent.
	after []func()
}

func newResponse(status int, contentType string, body []byte) Response {
	header := http.Header{}
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	return Response{Status: status, Header: header, Body: body}
}

// compactJSON answers with JSON as FastAPI writes it: nothing between the parts, text as it is.
func compactJSON(status int, value any) Response {
	return newResponse(status, "application/json", appendJSON(nil, value, compactStyle))
}

// sortedJSON answers with JSON as Flask writes it: keys in order of the alphabet, ASCII, a line.
func sortedJSON(status int, value any) Response {
	return newResponse(status, "application/json", append(appendJSON(nil, value, sortedStyle), '\n'))
}

// spacedJSON answers with JSON as Django writes it: a space after commas and colons, ASCII.
func spacedJSON(status int, value any) Response {
	return newResponse(status, "application/json", appendJSON(nil, value, spacedStyle))
}

// textResponse answers with text of a type.
func textResponse(status int, contentType, body string) Response {
	return newResponse(status, contentType, []byte(body))
}

// emptyResponse answers with a status alone.
func emptyResponse(status int) Response {
	return newResponse(status, "", nil)
}

// redirectTo sends the client to another address.
func redirectTo(status int, url string) Response {
	response := emptyResponse(status)
	response.Header.Set("Location", url)
	return response
}

// plainRedirect sends the client to another address, as Django does.
func plainRedirect(status int, url string) Response {
	return withHeaders(textResponse(status, "text/html; charset=utf-8", ""), map[string]string{"Location": url})
}

// redirectPage sends the client to another address, with a page for readers, as Flask does.
func redirectPage(status int, url string) Response {
	shown := html.EscapeString(url)
	page := fmt.Sprintf("<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href=\"%s\">%s</a>. If not, click the link.\n", shown, shown)
	return withHeaders(textResponse(status, "text/html; charset=utf-8", page), map[string]string{"Location": url})
}

// withHeaders adds headers to an answer.
func withHeaders(response Response, headers map[string]string) Response {
	for name, value := range headers {
		response.Header.Set(name, value)
	}
	return response
}

// answer makes a response of a value of any type: text is a page, and everything else JSON.
func answer(value any, status int, asJSON func(int, any) Response) Response {
	switch v := value.(type) {
	case Response:
		return v
	case string:
		return textResponse(status, "text/html; charset=utf-8", v)
	}
	return asJSON(status, value)
}

func (r Response) writeTo(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.Header)
	if _, ok := r.Header["Content-Type"]; !ok {
		w.Header()["Content-Type"] = nil
	}
	if len(r.after) > 0 {
		w.Header().Set("Content-Length", strconv.Itoa(len(r.Body)))
	}
	w.WriteHeader(r.Status)
	if _, err := w.Write(r.Body); err != nil && r.Status != http.StatusNoContent && r.Status != http.StatusNotModified {
		log.Print(err)
	}
}

// HTTPError is an error that becomes an answer with its status.
type HTTPError struct {
	StatusCode int
	Detail     any
	Headers    map[string]string
}

func newHTTPError(statusCode int, detail any, headers ...map[string]string) *HTTPError {
	made := &HTTPError{StatusCode: statusCode, Detail: detail}
	if isNil(detail) {
		made.Detail = http.StatusText(statusCode)
	}
	for _, each := range headers {
		made.Headers = each
	}
	return made
}

func (e *HTTPError) Error() string {
	return fmt.Sprintf("%d: %v", e.StatusCode, e.Detail)
}

// errorDetail is an error as FastAPI answers it: its detail as JSON.
func errorDetail(e *HTTPError) Response {
	if e.StatusCode == http.StatusInternalServerError && e.Detail == http.StatusText(e.StatusCode) {
		return textResponse(e.StatusCode, "text/plain; charset=utf-8", "Internal Server Error")
	}
	return withHeaders(compactJSON(e.StatusCode, map[string]any{"detail": e.Detail}), e.Headers)
}

// errorPage is an error as Flask answers it: a page that explains the status.
func errorPage(e *HTTPError) Response {
	title, text := errorTitle(e), errorText(e)
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(text)
	page := fmt.Sprintf("<!doctype html>\n<html lang=en>\n<title>%d %s</title>\n<h1>%s</h1>\n<p>%s</p>\n", e.StatusCode, title, title, escaped)
	return withHeaders(textResponse(e.StatusCode, "text/html; charset=utf-8", page), e.Headers)
}

// statusExplanations are the sentences of Flask's error pages.
var statusExplanations = map[int]string{
	400: "The browser (or proxy) sent a request that this server could not understand.",
	401: "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.",
	403: "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
	404: "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
	405: "The method is not allowed for the requested URL.",
	409: "A conflict happened while processing the request. The resource might have been modified while the request was being processed.",
	410: "The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page.",
	415: "The server does not support the media type transmitted in the request.",
	422: "The request was well-formed but was unable to be followed due to semantic errors.",
	429: "This user has exceeded an allotted request count. Try again later.",
	500: "The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.",
}

// plainErrorPage is an error as Django answers it: a page with the name of the status, or nothing for a method that is not allowed.
func plainErrorPage(e *HTTPError) Response {
	titles := map[int][2]string{
		400: {"Bad Request (400)", ""},
		403: {"403 Forbidden", ""},
		404: {"Not Found", "The requested resource was not found on this server."},
		500: {"Server Error (500)", ""},
	}
	body := ""
	if title, ok := titles[e.StatusCode]; ok {
		heading := title[0]
		body = fmt.Sprintf("\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>%s</title>\n</head>\n<body>\n  <h1>%s</h1><p>%s</p>\n</body>\n</html>\n", heading, heading, title[1])
	}
	return withHeaders(textResponse(e.StatusCode, "text/html; charset=utf-8", body), e.Headers)
}

// serve makes an endpoint a handler of net/http; page says what becomes of an error.
func serve(endpoint func(*http.Request) (Response, error), page func(*HTTPError) Response) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if failure := recover(); failure != nil {
				log.Printf("%s %s: %v", r.Method, r.URL.Path, failure)
				page(newHTTPError(http.StatusInternalServerError, nil)).writeTo(w)
			}
		}()
		// What is slow about a request is over before the endpoint runs.
		requestBody(r)
		response, err := endpoint(r)
		switch e := err.(type) {
		case nil:
		case *HTTPError:
			response = page(e)
		case *RequestError:
			response = compactJSON(http.StatusUnprocessableEntity, map[string]any{"detail": e.Problems})
		default:
			log.Printf("%s %s: %v", r.Method, r.URL.Path, err)
			response = page(newHTTPError(http.StatusInternalServerError, nil))
		}
		response.writeTo(w)
		response.finish(w, r)
	}
}

// finish does what was put off until the answer is sent. Behind a middleware that is not yet so.
func (r Response) finish(w http.ResponseWriter, request *http.Request) {
	if len(r.after) == 0 {
		return
	}
	if recorder, ok := w.(*responseRecorder); ok {
		recorder.response.after = r.after
		return
	}
	defer func() {
		if failure := recover(); failure != nil {
			log.Printf("%s %s: %v", request.Method, request.URL.Path, failure)
		}
	}()
	if err := http.NewResponseController(w).Flush(); err != nil {
		log.Print(err)
	}
	for _, task := range r.after {
		task()
	}
}

// Tasks are what is done once the answer is sent, in order.
type Tasks struct{ waiting []func() }

// Add puts a task behind the others.
func (t *Tasks) Add(task func()) { t.waiting = append(t.waiting, task) }

// withTasks is a response that has tasks done once it is sent.
func withTasks(response Response, tasks *Tasks) Response {
	response.after = append(response.after, tasks.waiting...)
	return response
}

// newReply is a response that says more about an answer, once that is made.
func newReply() *Response {
	return &Response{Header: http.Header{}}
}

// withReply is an answer with the status, the headers and the cookies of a reply.
func withReply(response Response, reply *Response) Response {
	response.Status = cmp.Or(reply.Status, response.Status)
	for name, values := range reply.Header {
		response.Header[name] = append(response.Header[name], values...)
	}
	return response
}

// momentIn is the moment in some seconds, as headers write it.
func momentIn(seconds int) string {
	return time.Now().UTC().Add(time.Duration(seconds) * time.Second).Format(http.TimeFormat)
}

// setCookie adds a cookie. A value with other characters than letters, digits and plain ones has quotes.
func setCookie(header http.Header, name, value, attributes, plain string) {
	needsQuotes := value == "" && !strings.Contains(plain, "/")
	var quoted strings.Builder
	for _, b := range []byte(value) {
		isPlain := '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z' || strings.IndexByte(plain, b) >= 0
		needsQuotes = needsQuotes || !isPlain
		switch {
		case b == '"' || b == '\\':
			quoted.WriteString("\\" + string(b))
		case b < ' ' || b > '~' || b == ',' || b == ';':
			fmt.Fprintf(&quoted, "\\%03o", b)
		default:
			quoted.WriteByte(b)
		}
	}
	if needsQuotes {
		value = `"` + quoted.String() + `"`
	}
	header.Add("Set-Cookie", name+"="+value+"; "+attributes)
}

// handled lets a function answer what fails in an endpoint.
func handled(endpoint func(*http.Request) (Response, error), answer func(*http.Request, error) (Response, error)) func(*http.Request) (Response, error) {
	return func(r *http.Request) (Response, error) {
		response, err := caught(endpoint, r)
		if err != nil {
			return answer(r, err)
		}
		return response, nil
	}
}

// caught gives a panic of an endpoint as its error.
func caught(endpoint func(*http.Request) (Response, error), r *http.Request) (response Response, err error) {
	defer catch(&err)
	return endpoint(r)
}

// refused is an endpoint for what a router does not have.
func refused(status int) func(*http.Request) (Response, error) {
	return func(*http.Request) (Response, error) { return Response{}, newHTTPError(status, nil) }
}

// logFailure tells about an error of the service that its answer does not tell.
func logFailure(r *http.Request, err error) {
	log.Printf("%s %s: %v", r.Method, r.URL.Path, err)
}

// errorTitle is the name of an error's status.
func errorTitle(e *HTTPError) string {
	if e.StatusCode == http.StatusRequestEntityTooLarge {
		return "Request Entity Too Large"
	}
	return http.StatusText(e.StatusCode)
}

// errorText is what an error says, or what its status means.
func errorText(e *HTTPError) string {
	text, ok := e.Detail.(string)
	if !ok || text == http.StatusText(e.StatusCode) {
		return statusExplanations[e.StatusCode]
	}
	return text
}

// serveUntilStopped listens until the process is asked to stop, and lets the requests that run come to their end.
func serveUntilStopped(address string, handler http.Handler) {
	stopped, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: address, Handler: handler}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal(err)
		}
	}()
	<-stopped.Done()
	if err := server.Shutdown(context.Background()); err != nil {
		log.Print(err)
	}
}

// withErrors answers what no route of the router does: a path or a method that it does not have.
// When automatic, it answers HEAD where it answers GET, and OPTIONS, as Flask does.
func withErrors(router *http.ServeMux, page func(*HTTPError) Response, automatic bool, answers ...func(*http.Request, error) (Response, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse := func(e *HTTPError) {
			response := page(e)
			for _, answer := range answers {
				if own, err := answer(r, e); err == nil {
					response = own
				}
			}
			response.writeTo(w)
		}
		if _, pattern := router.Handler(r); pattern != "" && (automatic || !isOtherMethod(r, pattern)) {
			router.ServeHTTP(w, r)
			return
		}
		allowed := allowedMethods(router, r)
		if len(allowed) == 0 {
			refuse(newHTTPError(http.StatusNotFound, nil))
			return
		}
		if automatic {
			allowed = append(allowed, "HEAD", "OPTIONS")
		}
		if automatic && r.Method == http.MethodOptions {
			options := textResponse(http.StatusOK, "text/html; charset=utf-8", "")
			withHeaders(options, map[string]string{"Allow": strings.Join(allowed, ", ")}).writeTo(w)
			return
		}
		refuse(newHTTPError(http.StatusMethodNotAllowed, nil, map[string]string{"Allow": strings.Join(allowed, ", ")}))
	})
}

// isOtherMethod tells whether a pattern answers HEAD only because it answers GET.
func isOtherMethod(r *http.Request, pattern string) bool {
	return r.Method == http.MethodHead && strings.HasPrefix(pattern, "GET ")
}

func allowedMethods(router *http.ServeMux, r *http.Request) []string {
	allowed := []string{}
	for _, method := range []string{"DELETE", "GET", "PATCH", "POST", "PUT"} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := router.Handler(other); pattern != "" {
			allowed = append(allowed, method)
		}
	}
	return allowed
}

// recorded runs a handler and gives its answer, for a middleware that has something to add.
func recorded(next http.Handler, r *http.Request) Response {
	recorder := &responseRecorder{Response{Status: http.StatusOK, Header: http.Header{}}}
	next.ServeHTTP(recorder, r)
	return recorder.response
}

type responseRecorder struct{ response Response }

func (r *responseRecorder) Header() http.Header { return r.response.Header }

func (r *responseRecorder) WriteHeader(status int) { r.response.Status = status }

func (r *responseRecorder) Write(data []byte) (int, error) {
	r.response.Body = append(r.response.Body, data...)
	return len(data), nil
}

// pathInt is a path parameter that is a whole number; other paths are not found.
func pathInt(r *http.Request, name string) (int, error) {
	n, err := strconv.Atoi(r.PathValue(name))
	if err != nil || n < 0 {
		return 0, newHTTPError(http.StatusNotFound, nil)
	}
	return n, nil
}

// pathFloat is a path parameter that is a number with a fraction; other paths are not found.
func pathFloat(r *http.Request, name string) (float64, error) {
	x, err := strconv.ParseFloat(r.PathValue(name), 64)
	if err != nil || x < 0 || !strings.Contains(r.PathValue(name), ".") {
		return 0, newHTTPError(http.StatusNotFound, nil)
	}
	return x, nil
}

// optionalText is a text that the request may not have.
func optionalText(text string, ok bool) *string {
	if !ok {
		return nil
	}
	return &text
}

// queryText is a parameter of the query; nil where the request has none.
func queryText(r *http.Request, name string) *string {
	values, ok := r.URL.Query()[name]
	if !ok {
		return nil
	}
	return &values[0]
}

// queryTextOr is a parameter of the query, or what stands for it.
func queryTextOr(r *http.Request, name, fallback string) string {
	if text := queryText(r, name); text != nil {
		return *text
	}
	return fallback
}

// queryIntOr is a parameter of the query as a number, or what stands for it where it is none.
func queryIntOr(r *http.Request, name string, fallback int) int {
	if n, err := strconv.Atoi(strings.TrimSpace(r.URL.Query().Get(name))); err == nil {
		return n
	}
	return fallback
}

// queryFloatOr is a parameter of the query as a number, or what stands for it where it is none.
func queryFloatOr(r *http.Request, name string, fallback float64) float64 {
	if x, err := strconv.ParseFloat(strings.TrimSpace(r.URL.Query().Get(name)), 64); err == nil {
		return x
	}
	return fallback
}

// queryList is every value that the query has for a name.
func queryList(r *http.Request, name string) []string {
	return append([]string{}, r.URL.Query()[name]...)
}

// headerText is a header of the request; nil where it has none.
func headerText(r *http.Request, name string) *string {
	values := r.Header.Values(name)
	return optionalText(strings.Join(values, ", "), len(values) > 0)
}

// headerTextOr is a header of the request, or what stands for it.
func headerTextOr(r *http.Request, name, fallback string) string {
	if text := headerText(r, name); text != nil {
		return *text
	}
	return fallback
}

// cookieText is a cookie of the request; nil where it has none.
func cookieText(r *http.Request, name string) *string {
	cookie, err := r.Cookie(name)
	if err != nil {
		return nil
	}
	return &cookie.Value
}

// cookieTextOr is a cookie of the request, or what stands for it.
func cookieTextOr(r *http.Request, name, fallback string) string {
	if text := cookieText(r, name); text != nil {
		return *text
	}
	return fallback
}

// formText is a field of a submitted form; nil where it has none.
func formText(r *http.Request, name string) *string {
	if r.PostForm == nil {
		_ = r.ParseMultipartForm(32 << 20)
	}
	values, ok := r.PostForm[name]
	if !ok {
		return nil
	}
	return &values[0]
}

// formTextOr is a field of a submitted form, or what stands for it.
func formTextOr(r *http.Request, name, fallback string) string {
	if text := formText(r, name); text != nil {
		return *text
	}
	return fallback
}

// requestBody is the body of a request. It can be read again.
func requestBody(r *http.Request) []byte {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	return body
}

// requestJSON is the JSON in the body of a request.
func requestJSON(r *http.Request) (any, error) {
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if kind != "application/json" && !strings.HasSuffix(kind, "+json") {
		return nil, newHTTPError(http.StatusUnsupportedMediaType, "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.")
	}
	value, problem := decodeJSON(string(requestBody(r)))
	if problem != nil {
		return nil, newHTTPError(http.StatusBadRequest, nil)
	}
	return value, nil
}

// withMiddleware puts a function around a handler: it is given the request and what comes next.
func withMiddleware(middleware func(*http.Request, http.Handler) (Response, error), next http.Handler) http.Handler {
	return serve(func(r *http.Request) (Response, error) { return middleware(r, next) }, errorDetail)
}

// withAfter has a function change every answer of a handler.
func withAfter(change func(*http.Request, Response) (Response, error), next http.Handler) http.Handler {
	return serve(func(r *http.Request) (Response, error) { return change(r, recorded(next, r)) }, errorPage)
}

// withBefore asks a function before a handler; what it answers is the answer.
func withBefore(before func(*http.Request) (*Response, error), next http.Handler) http.Handler {
	return serve(func(r *http.Request) (Response, error) {
		response, err := before(r)
		if response != nil || err != nil {
			return *cmp.Or(response, &Response{}), err
		}
		return recorded(next, r), nil
	}, errorPage)
}

// withStatus is a response with another status.
func withStatus(response Response, status int) Response {
	response.Status = status
	return response
}

// notAllowed answers a method that a path does not have.
func notAllowed(methods []string) Response {
	response := textResponse(http.StatusMethodNotAllowed, "text/html; charset=utf-8", "")
	response.Header.Set("Allow", strings.Join(methods, ", "))
	return response
}

// clientAddress is the host that a request came from.
func clientAddress(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// needed is a text that the request must have; without it the request is bad.
func needed(text *string) (string, error) {
	if text == nil {
		return "", newHTTPError(http.StatusBadRequest, nil)
	}
	return *text, nil
}

// bodyJSON is the JSON in the body of a request, whatever the request says that it is.
func bodyJSON(r *http.Request) (any, error) {
	value, problem := decodeJSON(string(requestBody(r)))
	if problem != nil {
		return nil, problem.err
	}
	return value, nil
}

// silentJSON is the JSON in the body of a request, or nil where it has none.
func silentJSON(r *http.Request) any {
	value, err := requestJSON(r)
	if err != nil {
		return nil
	}
	return value
}

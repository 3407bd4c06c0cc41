package portruntime

import (
	"fmt"
	"html"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// wrapText breaks text into lines of at most a width, at blanks.
func wrapText(text string, width int, first, later string, breakLong bool) []string {
	if width <= 0 {
		panic(&ValueError{newException(fmt.Sprintf("invalid width %d (must be > 0)", width))})
	}
	var lines []string
	indent, line, size := first, "", 0
	flush := func() {
		lines = append(lines, indent+line)
		indent, line, size = later, "", 0
	}
	for _, word := range wrapChunks(text) {
		for {
			room := width - utf8.RuneCountInString(indent)
			length := utf8.RuneCountInString(word.text)
			gap := 0
			if size > 0 {
				gap = word.gap
			}
			if size+gap+length <= room {
				line += strings.Repeat(" ", gap) + word.text
				size += gap + length
				break
			}
			if breakLong && length > room && room > size+gap {
				cut := max(room-size-gap, 1)
				runes := []rune(word.text)
				line += strings.Repeat(" ", gap) + string(runes[:cut])
				word.text, word.gap = string(runes[cut:]), 0
				flush()
				continue
			}
			if size == 0 {
				line, size = word.text, length
				break
			}
			flush()
		}
	}
	if size > 0 {
		flush()
	}
	return lines
}

type wrapChunk struct {
	text string
	gap  int
}

// wrapChunks are the pieces that a line can end behind: words, and the parts of words with hyphens.
func wrapChunks(text string) []wrapChunk {
	var chunks []wrapChunk
	gap := 0
	for i, word := range strings.Split(strings.NewReplacer("\t", "        ", "\n", " ", "\r", " ", "\v", " ", "\f", " ").Replace(text), " ") {
		if i > 0 {
			gap++
		}
		if word == "" {
			continue
		}
		start := 0
		runes := []rune(word)
		for j := 1; j+1 < len(runes); j++ {
			if runes[j] == '-' && isWordRune(runes[j-1]) && isWordRune(runes[j+1]) && j-start >= 2 && j+2 < len(runes)+1 {
				chunks = append(chunks, wrapChunk{string(runes[start : j+1]), gap})
				start, gap = j+1, 0
			}
		}
		chunks = append(chunks, wrapChunk{string(runes[start:]), gap})
		gap = 0
	}
	return chunks
}

func isWordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r > 127
}

func fillText(text string, width int, first, later string, breakLong bool) string {
	return strings.Join(wrapText(text, width, first, later, breakLong), "\n")
}

// shortenText keeps as many whole words as fit a width.
func shortenText(text string, width int, placeholder string) string {
	words := strings.Fields(text)
	whole := strings.Join(words, " ")
	if utf8.RuneCountInString(whole) <= width {
		return whole
	}
	for n := len(words) - 1; n > 0; n-- {
		if kept := strings.Join(words[:n], " ") + placeholder; utf8.RuneCountInString(kept) <= width {
			return kept
		}
	}
	return strings.TrimLeft(placeholder, " ")
}

// dedent takes off the blanks that all lines begin with.
func dedent(text string) string {
	lines := strings.Split(text, "\n")
	margin, found := "", false
	for i, line := range lines {
		body := strings.TrimLeft(line, " \t")
		if body == "" {
			lines[i] = ""
			continue
		}
		own := line[:len(line)-len(body)]
		if !found {
			margin, found = own, true
			continue
		}
		n := 0
		for n < len(margin) && n < len(own) && margin[n] == own[n] {
			n++
		}
		margin = margin[:n]
	}
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, margin)
	}
	return strings.Join(lines, "\n")
}

// indentText puts a prefix before every line that is not blank.
func indentText(text, prefix string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			lines[i] = prefix + line
		}
	}
	return strings.Join(lines, "")
}

func capitalizeWords(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		runes := []rune(strings.ToLower(word))
		words[i] = strings.ToUpper(string(runes[:1])) + string(runes[1:])
	}
	return strings.Join(words, " ")
}

// TextBuffer is a text in memory that is written and read like a file.
type TextBuffer struct {
	text []rune
	at   int
}

func newTextBuffer(text string) *TextBuffer { return &TextBuffer{text: []rune(text)} }

// Write lets Go's own printing write to the buffer.
func (b *TextBuffer) Write(data []byte) (int, error) {
	b.WriteText(string(data))
	return len(data), nil
}

// WriteText writes where the buffer stands, over what is there.
func (b *TextBuffer) WriteText(text string) int {
	runes := []rune(text)
	end := min(b.at+len(runes), len(b.text))
	b.text = slices.Concat(b.text[:b.at], runes, b.text[end:])
	b.at += len(runes)
	return len(runes)
}

func (b *TextBuffer) Getvalue() string { return string(b.text) }

func (b *TextBuffer) Read() string {
	rest := string(b.text[b.at:])
	b.at = len(b.text)
	return rest
}

func (b *TextBuffer) Readline() string {
	end := slices.Index(b.text[b.at:], '\n')
	if end < 0 {
		return b.Read()
	}
	line := string(b.text[b.at : b.at+end+1])
	b.at += end + 1
	return line
}

func (b *TextBuffer) Readlines() []string { return slices.Collect(b.Lines()) }

func (b *TextBuffer) Lines() iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := b.Readline(); line != ""; line = b.Readline() {
			if !yield(line) {
				return
			}
		}
	}
}

func (b *TextBuffer) SeekTo(position int) int {
	b.at = min(position, len(b.text))
	return b.at
}

func (b *TextBuffer) Close() {}

// textWriter is what a CSV writer can write to.
type textWriter interface{ WriteText(text string) int }

// linesOf are the lines of a file or of a list of texts.
func linesOf(source any) iter.Seq[string] {
	if lines, ok := source.(interface{ Lines() iter.Seq[string] }); ok {
		return lines.Lines()
	}
	return func(yield func(string) bool) {
		for item := range iterate(source) {
			if !yield(item.(string)) {
				return
			}
		}
	}
}

// CSVReader gives the rows of comma-separated values, each once.
type CSVReader struct{ rows iter.Seq[[]string] }

func newCSVReader(lines any, delimiter, quote string) *CSVReader {
	return &CSVReader{resumable(parseRows(linesOf(lines), delimiter, quote))}
}

func (c *CSVReader) Rows() iter.Seq[[]string] { return c.rows }

func parseRows(lines iter.Seq[string], delimiter, quote string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		row, field := []string{}, ""
		quoted, began := false, false
		for line := range lines {
			runes := []rune(strings.TrimRight(line, "\r\n"))
			for i := 0; i < len(runes); i++ {
				char := string(runes[i])
				switch {
				case quoted && char == quote && i+1 < len(runes) && string(runes[i+1]) == quote:
					field += char
					i++
				case char == quote && (quoted || field == ""):
					quoted, began = !quoted, true
				case char == delimiter && !quoted:
					row, field, began = append(row, field), "", true
				default:
					field += char
				}
			}
			if quoted {
				field += "\n"
				continue
			}
			if field != "" || began {
				row = append(row, field)
			}
			if !yield(row) {
				return
			}
			row, field, began = []string{}, "", false
		}
	}
}

// CSVWriter writes rows of comma-separated values.
type CSVWriter struct {
	file                             textWriter
	delimiter, quote, lineTerminator string
	quoting                          int
}

func newCSVWriter(file any, delimiter, quote, lineTerminator string, quoting int) *CSVWriter {
	return &CSVWriter{textWriterOf(file), delimiter, quote, lineTerminator, quoting}
}

func quoteMinimal() int { return 0 }
func quoteAll() int     { return 1 }

func quoteNone() int { return 3 }

// standardOutput is the program's output as something that texts are written to.
type standardOutput struct{}

func (o standardOutput) WriteText(text string) int {
	fmt.Print(text)
	return utf8.RuneCountInString(text)
}

func textWriterOf(file any) textWriter {
	if own, ok := file.(textWriter); ok {
		return own
	}
	return standardOutput{}
}

func (c *CSVWriter) Writerow(row any) {
	fields := []string{}
	for item := range iterate(row) {
		text := ""
		if !isNil(item) {
			text = str(item)
		}
		if c.quoting == 1 || c.quoting != 3 && strings.ContainsAny(text, c.delimiter+c.quote+"\r\n") {
			text = c.quote + strings.ReplaceAll(text, c.quote, c.quote+c.quote) + c.quote
		}
		fields = append(fields, text)
	}
	c.file.WriteText(strings.Join(fields, c.delimiter) + c.lineTerminator)
}

func (c *CSVWriter) Writerows(rows any) {
	for row := range iterate(rows) {
		c.Writerow(row)
	}
}

// CSVDictReader gives each row as a dict, under the names of the first one.
type CSVDictReader struct {
	names []string
	rows  iter.Seq[[]string]
}

func newCSVDictReader(lines any, names []string, delimiter string) *CSVDictReader {
	return &CSVDictReader{names, newCSVReader(lines, delimiter, "\"").rows}
}

func (c *CSVDictReader) Fieldnames() []string {
	if c.names == nil {
		for row := range c.rows {
			c.names = row
			break
		}
	}
	return c.names
}

func (c *CSVDictReader) Rows() iter.Seq[*OrderedMap[string, string]] {
	return func(yield func(*OrderedMap[string, string]) bool) {
		names := c.Fieldnames()
		for row := range c.rows {
			if len(row) == 0 {
				continue
			}
			entry := NewOrderedMap[string, string]()
			for i, name := range names {
				if i < len(row) {
					entry.Set(name, row[i])
				}
			}
			if !yield(entry) {
				return
			}
		}
	}
}

// CSVDictWriter writes dicts as rows.
type CSVDictWriter struct {
	writer  *CSVWriter
	names   []string
	missing any
	ignores bool
}

func newCSVDictWriter(file any, names []string, missing any, others, delimiter, lineTerminator string, quoting int) *CSVDictWriter {
	return &CSVDictWriter{newCSVWriter(file, delimiter, "\"", lineTerminator, quoting), names, missing, others == "ignore"}
}

func (c *CSVDictWriter) Writeheader() { c.writer.Writerow(c.names) }

func (c *CSVDictWriter) Writerow(row any) {
	for key := range iterate(row) {
		if !c.ignores && !slices.Contains(c.names, str(key)) {
			panic(&ValueError{newException("dict contains fields not in fieldnames: " + repr(key))})
		}
	}
	fields := []any{}
	for _, name := range c.names {
		if in(name, row) {
			fields = append(fields, element(row, name))
		} else {
			fields = append(fields, c.missing)
		}
	}
	c.writer.Writerow(fields)
}

func (c *CSVDictWriter) Writerows(rows any) {
	for row := range iterate(rows) {
		c.Writerow(row)
	}
}

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"

// quoteURL writes what has a meaning in addresses as its bytes.
func quoteURL(text, safe string) string {
	var out strings.Builder
	for i := range len(text) {
		if strings.IndexByte(unreserved, text[i]) >= 0 || strings.IndexByte(safe, text[i]) >= 0 {
			out.WriteByte(text[i])
		} else {
			fmt.Fprintf(&out, "%%%02X", text[i])
		}
	}
	return out.String()
}

func quoteURLPlus(text, safe string) string {
	return strings.ReplaceAll(quoteURL(text, safe+" "), " ", "+")
}

func unquoteURL(text string) string {
	plain, err := url.PathUnescape(text)
	if err != nil {
		return text
	}
	return plain
}

func unquoteURLPlus(text string) string { return unquoteURL(strings.ReplaceAll(text, "+", " ")) }

func escapeHTML(text string, quotes bool) string {
	text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
	if quotes {
		text = strings.NewReplacer("\"", "&quot;", "'", "&#x27;").Replace(text)
	}
	return text
}

func unescapeHTML(text string) string { return html.UnescapeString(text) }

// splitExtension parts a path before the last dot of its file name.
func splitExtension(name string) Pair[string, string] {
	base := name[strings.LastIndexByte(name, '/')+1:]
	dot := strings.LastIndexByte(base, '.')
	if dot <= 0 || strings.Trim(base[:dot], ".") == "" {
		return Pair[string, string]{name, ""}
	}
	at := len(name) - len(base) + dot
	return Pair[string, string]{name[:at], name[at:]}
}

func directoryOf(name string) string {
	at := strings.LastIndexByte(name, '/')
	head := name[:at+1]
	if strings.Trim(head, "/") == "" {
		return head
	}
	return strings.TrimRight(head, "/")
}

func fileNameOf(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// matchesGlob tells whether a whole name matches a pattern of the shell.
func matchesGlob(name, pattern string) bool {
	pattern = strings.ReplaceAll(pattern, "[!", "[^")
	matched, err := path.Match(strings.ReplaceAll(pattern, "/", "\x00"), strings.ReplaceAll(name, "/", "\x00"))
	return err == nil && matched
}

// joinPath puts parts of a path together; one that begins at the root starts over.
func joinPath(parts ...string) string {
	joined := ""
	for _, part := range parts {
		switch {
		case strings.HasPrefix(part, "/") || joined == "":
			joined = part
		case strings.HasSuffix(joined, "/"):
			joined += part
		default:
			joined += "/" + part
		}
	}
	return joined
}

package portruntime

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"
)

// fileError is the exception for what the system refused, with Python's words.
func fileError(err error, path string) error {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return &OSError{newException(err.Error())}
	}
	text := newException(fmt.Sprintf("[Errno %d] %s: %s", int(number), capitalizeFirst(number.Error()), quote(path)))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &FileNotFoundError{text}
	case errors.Is(err, fs.ErrExist) && number == syscall.EEXIST:
		return &FileExistsError{text}
	case errors.Is(err, fs.ErrPermission):
		return &PermissionError{text}
	}
	return &OSError{text}
}

// onDisk gives the value of an operation on a file, or raises what Python would.
func onDisk[T any](value T, err error) func(path string) T {
	return func(path string) T {
		if err != nil {
			panic(fileError(err, path))
		}
		return value
	}
}

// TextFile is a file that is read and written as text.
type TextFile struct {
	name   string
	file   *os.File
	reader *bufio.Reader
}

// openFile opens a file for text; the mode is Python's.
func openFile(path any, mode, encoding string) *TextFile {
	flags := os.O_RDONLY
	switch {
	case strings.HasPrefix(mode, "w"):
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	case strings.HasPrefix(mode, "a"):
		flags = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	case strings.HasPrefix(mode, "x"):
		flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	}
	if strings.Contains(mode, "+") {
		flags = flags&^(os.O_RDONLY|os.O_WRONLY) | os.O_RDWR
	}
	name := str(path)
	file := onDisk(os.OpenFile(name, flags, 0o666))(name)
	if info, err := file.Stat(); err == nil && info.IsDir() {
		panic(fileError(syscall.EISDIR, name))
	}
	return &TextFile{name, file, bufio.NewReader(file)}
}

func (f *TextFile) Name() string { return f.name }

// Write lets Go's own printing write to the file.
func (f *TextFile) Write(data []byte) (int, error) { return f.file.Write(data) }

func (f *TextFile) WriteText(text string) int {
	onDisk(f.file.WriteString(text))(f.name)
	return utf8.RuneCountInString(text)
}

func (f *TextFile) Writelines(lines any) {
	for line := range iterate(lines) {
		f.WriteText(line.(string))
	}
}

func (f *TextFile) Read() string {
	return strings.ReplaceAll(string(onDisk(io.ReadAll(f.reader))(f.name)), "\r\n", "\n")
}

// Readline reads a line with its end; at the end of the file the text is empty.
func (f *TextFile) Readline() string {
	line, err := f.reader.ReadString('\n')
	if err != nil && err != io.EOF {
		panic(fileError(err, f.name))
	}
	return strings.ReplaceAll(line, "\r\n", "\n")
}

func (f *TextFile) Readlines() []string { return slices.Collect(f.Lines()) }

func (f *TextFile) Lines() iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := f.Readline(); line != ""; line = f.Readline() {
			if !yield(line) {
				return
			}
		}
	}
}

func (f *TextFile) Flush() {}

func (f *TextFile) SeekTo(position int) int {
	at := onDisk(f.file.Seek(int64(position), io.SeekStart))(f.name)
	f.reader.Reset(f.file)
	return int(at)
}

func (f *TextFile) Close() { f.file.Close() }

// FilePath is a path of the file system; equal paths are equal values.
type FilePath struct{ path string }

// newPath puts the parts of a path together; one that begins at the root starts over.
func newPath(parts ...any) FilePath {
	joined := ""
	for _, part := range parts {
		text := str(part)
		if joined == "" || strings.HasPrefix(text, "/") {
			joined = text
		} else {
			joined += "/" + text
		}
	}
	kept := []string{}
	for _, part := range strings.Split(joined, "/") {
		if part != "" && part != "." {
			kept = append(kept, part)
		}
	}
	text := strings.Join(kept, "/")
	if strings.HasPrefix(joined, "/") {
		text = "/" + text
	}
	return FilePath{cmp.Or(text, ".")}
}

func workingFolder() FilePath { return FilePath{onDisk(os.Getwd())(".")} }
func homeFolder() FilePath    { return FilePath{onDisk(os.UserHomeDir())("~")} }

func (p FilePath) String() string               { return p.path }
func (p FilePath) Repr() string                 { return "PosixPath(" + quote(p.path) + ")" }
func (p FilePath) Formatted(spec string) string { return formatText(p.path, spec) }
func (p FilePath) AsPosix() string              { return p.path }

// Compare orders paths part by part.
func (p FilePath) Compare(other FilePath) int { return slices.Compare(p.Parts(), other.Parts()) }

func (p FilePath) compareTo(other any) int { return p.Compare(other.(FilePath)) }

func (p FilePath) Child(name string) FilePath     { return newPath(p.path, name) }
func (p FilePath) Joined(other FilePath) FilePath { return newPath(p.path, other.path) }
func (p FilePath) Under(parent string) FilePath   { return newPath(parent, p.path) }

func (p FilePath) Joinpath(others ...any) FilePath {
	return newPath(append([]any{p.path}, others...)...)
}

func (p FilePath) Parts() Tuple[string] {
	parts := Tuple[string]{}
	for i, part := range strings.Split(p.path, "/") {
		if i == 0 && part == "" {
			part = "/"
		}
		if part != "" && part != "." {
			parts = append(parts, part)
		}
	}
	return parts
}

func (p FilePath) Name() string {
	if p.path == "." || p.path == "/" {
		return ""
	}
	return p.path[strings.LastIndexByte(p.path, '/')+1:]
}

func (p FilePath) Suffix() string {
	name := p.Name()
	if at := strings.LastIndexByte(name, '.'); at > 0 && at < len(name)-1 {
		return name[at:]
	}
	return ""
}

func (p FilePath) Suffixes() []string {
	suffixes := []string{}
	parts := strings.Split(strings.TrimLeft(p.Name(), "."), ".")
	for _, part := range parts[1:] {
		suffixes = append(suffixes, "."+part)
	}
	return suffixes
}

func (p FilePath) Stem() string { return strings.TrimSuffix(p.Name(), p.Suffix()) }

func (p FilePath) Parent() FilePath {
	at := strings.LastIndexByte(p.path, '/')
	switch {
	case at < 0:
		return FilePath{"."}
	case at == 0:
		return FilePath{"/"}
	}
	return FilePath{p.path[:at]}
}

func (p FilePath) Parents() []FilePath {
	parents := []FilePath{}
	for at := p; at.Parent() != at; at = at.Parent() {
		parents = append(parents, at.Parent())
	}
	return parents
}

func (p FilePath) Anchor() string {
	if p.IsAbsolute() {
		return "/"
	}
	return ""
}

func (p FilePath) IsAbsolute() bool { return strings.HasPrefix(p.path, "/") }

func (p FilePath) WithName(name string) FilePath {
	if p.Name() == "" {
		panic(&ValueError{newException(p.Repr() + " has an empty name")})
	}
	return p.Parent().Child(name)
}

func (p FilePath) WithSuffix(suffix string) FilePath { return p.WithName(p.Stem() + suffix) }
func (p FilePath) WithStem(stem string) FilePath     { return p.WithName(stem + p.Suffix()) }

func (p FilePath) RelativeTo(other any) FilePath {
	base := newPath(other)
	parts, start := p.Parts(), base.Parts()
	if len(start) > len(parts) || !slices.Equal(parts[:len(start)], start) {
		panic(&ValueError{newException(fmt.Sprintf("%s is not in the subpath of %s OR one path is relative and the other is absolute.", quote(p.path), quote(base.path)))})
	}
	return newPath(strings.Join(parts[len(start):], "/"))
}

func (p FilePath) IsRelativeTo(other any) bool {
	parts, start := p.Parts(), newPath(other).Parts()
	return len(start) <= len(parts) && slices.Equal(parts[:len(start)], start)
}

// Match tells whether the last parts of the path fit a pattern.
func (p FilePath) Match(pattern string) bool {
	parts, wanted := p.Parts(), newPath(pattern).Parts()
	if len(wanted) > len(parts) || strings.HasPrefix(pattern, "/") && len(wanted) != len(parts) {
		return false
	}
	for i, part := range parts[len(parts)-len(wanted):] {
		if !matchesGlob(part, wanted[i]) {
			return false
		}
	}
	return true
}

func (p FilePath) Absolute() FilePath { return FilePath{onDisk(filepath.Abs(p.path))(p.path)} }

func (p FilePath) Resolve() FilePath {
	if resolved, err := filepath.EvalSymlinks(p.Absolute().path); err == nil {
		return FilePath{resolved}
	}
	return p.Absolute()
}

func (p FilePath) Exists() bool {
	_, err := os.Stat(p.path)
	return err == nil
}

func (p FilePath) IsFile() bool {
	info, err := os.Stat(p.path)
	return err == nil && info.Mode().IsRegular()
}

func (p FilePath) IsDir() bool {
	info, err := os.Stat(p.path)
	return err == nil && info.IsDir()
}

func (p FilePath) ReadText(encoding string) string {
	return strings.ReplaceAll(string(onDisk(os.ReadFile(p.path))(p.path)), "\r\n", "\n")
}

func (p FilePath) WriteText(text, encoding string) int {
	onDisk(0, os.WriteFile(p.path, []byte(text), 0o666))(p.path)
	return utf8.RuneCountInString(text)
}

func (p FilePath) ReadBytes() []byte { return onDisk(os.ReadFile(p.path))(p.path) }

func (p FilePath) WriteBytes(data []byte) int {
	return onDisk(len(data), os.WriteFile(p.path, data, 0o666))(p.path)
}

func (p FilePath) Open(mode, encoding string) *TextFile { return openFile(p.path, mode, encoding) }

func (p FilePath) Mkdir(mode int, parents, existOk bool) {
	err := os.Mkdir(p.path, fs.FileMode(mode))
	if parents && errors.Is(err, fs.ErrNotExist) {
		err = os.MkdirAll(p.path, fs.FileMode(mode))
	}
	if err != nil && !(existOk && p.IsDir()) {
		panic(fileError(err, p.path))
	}
}

func (p FilePath) Rmdir() { onDisk(0, syscall.Rmdir(p.path))(p.path) }

func (p FilePath) Unlink(missingOk bool) {
	if err := syscall.Unlink(p.path); err != nil && !(missingOk && errors.Is(err, fs.ErrNotExist)) {
		panic(fileError(err, p.path))
	}
}

func (p FilePath) Rename(target any) FilePath {
	moved := newPath(target)
	onDisk(0, os.Rename(p.path, moved.path))(p.path)
	return moved
}

func (p FilePath) Touch() {
	onDisk(os.OpenFile(p.path, os.O_CREATE|os.O_WRONLY, 0o666))(p.path).Close()
}

// Iterdir lists what is in a folder.
func (p FilePath) Iterdir() []FilePath {
	return mapped(onDisk(os.ReadDir(p.path))(p.path), func(each os.DirEntry) FilePath { return p.Child(each.Name()) })
}

// Glob lists the paths under a folder that fit a pattern; ** stands for any folders.
func (p FilePath) Glob(pattern string) []FilePath {
	found := []FilePath{p}
	for _, part := range strings.Split(pattern, "/") {
		next := []FilePath{}
		for _, folder := range found {
			if part == "**" {
				next = append(next, folder.foldersInside()...)
			} else if folder.IsDir() {
				for _, each := range folder.Iterdir() {
					if matchesGlob(each.Name(), part) {
						next = append(next, each)
					}
				}
			}
		}
		found = next
	}
	return found
}

func (p FilePath) Rglob(pattern string) []FilePath { return p.Glob("**/" + pattern) }

// foldersInside lists a folder and all folders in it, at any depth.
func (p FilePath) foldersInside() []FilePath {
	folders := []FilePath{}
	if p.IsDir() {
		folders = append(folders, p)
		for _, each := range p.Iterdir() {
			folders = append(folders, each.foldersInside()...)
		}
	}
	return folders
}

func (p FilePath) Stat() *FileStatus {
	return &FileStatus{onDisk(os.Stat(p.path))(p.path)}
}

// FileStatus is what the system knows of a file.
type FileStatus struct{ info fs.FileInfo }

func (s *FileStatus) StSize() int      { return int(s.info.Size()) }
func (s *FileStatus) StMtime() float64 { return float64(s.info.ModTime().UnixNano()) / 1e9 }
func (s *FileStatus) StMode() int {
	kind := syscall.S_IFREG
	if s.info.IsDir() {
		kind = syscall.S_IFDIR
	}
	return kind | int(s.info.Mode().Perm())
}

func pathExists(path any) bool { return newPath(path).Exists() }
func isFile(path any) bool     { return newPath(path).IsFile() }
func isFolder(path any) bool   { return newPath(path).IsDir() }
func fileSize(path any) int    { return int(newPath(path).Stat().info.Size()) }

func absolutePath(path any) string { return newPath(path).Absolute().path }

func listFolder(path any) []string {
	return mapped(newPath(path).Iterdir(), func(each FilePath) string { return each.Name() })
}

func removeFile(path any)              { newPath(path).Unlink(false) }
func removeFolder(path any)            { newPath(path).Rmdir() }
func makeFolder(path any)              { newPath(path).Mkdir(0o777, false, false) }
func renameFile(path, target any)      { newPath(path).Rename(target) }
func makeFolders(path any, exist bool) { newPath(path).Mkdir(0o777, true, exist) }

func removeTree(path any) { onDisk(0, os.RemoveAll(str(path)))(str(path)) }

func copyFile(path, target any) string {
	to := newPath(target)
	if to.IsDir() {
		to = to.Child(newPath(path).Name())
	}
	to.WriteBytes(newPath(path).ReadBytes())
	return to.path
}

func temporaryFolder() string { return onDisk(os.MkdirTemp("", "tmp"))("tmp") }

// TemporaryFolder is a folder that is gone after use.
type TemporaryFolder struct{ path string }

func newTemporaryFolder() *TemporaryFolder { return &TemporaryFolder{temporaryFolder()} }

func (t *TemporaryFolder) Name() string { return t.path }

// Enter gives the folder's path to a with statement.
func (t *TemporaryFolder) Enter() string { return t.path }

func (t *TemporaryFolder) Close() { removeTree(t.path) }

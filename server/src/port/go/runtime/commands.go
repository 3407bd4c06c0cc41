package portruntime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// CommandOptions tell how a command is run.
type CommandOptions struct {
	Input         any
	CaptureOutput bool
	Shell         bool
	Cwd           any
	Timeout       *float64
	Check         bool
	Env           map[string]string
	// Stdout and Stderr are pipeOutput, joinOutput or dropOutput; nil leaves them to the program.
	Stdout, Stderr *int
}

func pipeOutput() int { return -1 }
func joinOutput() int { return -2 }
func dropOutput() int { return -3 }

// CompletedBytes is a command that has ended, with what it wrote as bytes.
type CompletedBytes struct {
	args           any
	returncode     int
	stdout, stderr []byte
}

func (c *CompletedBytes) Args() any       { return c.args }
func (c *CompletedBytes) Returncode() int { return c.returncode }
func (c *CompletedBytes) Stdout() []byte  { return c.stdout }
func (c *CompletedBytes) Stderr() []byte  { return c.stderr }

func (c *CompletedBytes) CheckReturncode() {
	if c.returncode != 0 {
		panic(failedCommand(c.args, c.returncode, c.stdout, c.stderr))
	}
}

func (c *CompletedBytes) Repr() string {
	return fmt.Sprintf("CompletedProcess(args=%s, returncode=%d, stdout=%s, stderr=%s)", repr(c.args), c.returncode, quoteBytes(c.stdout), quoteBytes(c.stderr))
}

// CompletedProcess is a command that has ended, with what it wrote as text.
type CompletedProcess struct {
	args           any
	returncode     int
	stdout, stderr string
}

func (c *CompletedProcess) Args() any       { return c.args }
func (c *CompletedProcess) Returncode() int { return c.returncode }
func (c *CompletedProcess) Stdout() string  { return c.stdout }
func (c *CompletedProcess) Stderr() string  { return c.stderr }

func (c *CompletedProcess) CheckReturncode() {
	if c.returncode != 0 {
		panic(failedCommand(c.args, c.returncode, c.stdout, c.stderr))
	}
}

func (c *CompletedProcess) Repr() string {
	return fmt.Sprintf("CompletedProcess(args=%s, returncode=%d, stdout=%s, stderr=%s)", repr(c.args), c.returncode, quote(c.stdout), quote(c.stderr))
}

type SubprocessError struct{ Exception }

// CalledProcessError is about a command that ended with another code than zero.
type CalledProcessError struct {
	Exception
	returncode          int
	cmd, output, stderr any
}

func (e *CalledProcessError) Returncode() int { return e.returncode }
func (e *CalledProcessError) Cmd() any        { return e.cmd }
func (e *CalledProcessError) Output() any     { return e.output }
func (e *CalledProcessError) Stdout() any     { return e.output }
func (e *CalledProcessError) Stderr() any     { return e.stderr }

// As lets handlers of SubprocessError see it.
func (e *CalledProcessError) As(target any) bool {
	found, ok := target.(**SubprocessError)
	if ok {
		*found = &SubprocessError{e.Exception}
	}
	return ok
}

type TimeoutExpired struct{ Exception }

// As lets handlers of SubprocessError see it.
func (e *TimeoutExpired) As(target any) bool {
	found, ok := target.(**SubprocessError)
	if ok {
		*found = &SubprocessError{e.Exception}
	}
	return ok
}

func failedCommand(args any, code int, stdout, stderr any) error {
	text := fmt.Sprintf("Command '%s' returned non-zero exit status %d.", str(args), code)
	if code < 0 {
		text = fmt.Sprintf("Command '%s' died with signal %d.", str(args), -code)
	}
	return &CalledProcessError{newException(text), code, args, stdout, stderr}
}

// runCommandBytes runs a command to its end; what it writes is taken where somebody asks for it, and shown otherwise.
func runCommandBytes(args any, options CommandOptions) *CompletedBytes {
	var parts []string
	if line, ok := args.(string); ok {
		parts = []string{line}
		if options.Shell {
			parts = []string{"/bin/sh", "-c", line}
		}
	} else {
		for part := range iterate(args) {
			parts = append(parts, str(part))
		}
	}
	ctx := context.Background()
	if options.Timeout != nil {
		limited, cancel := context.WithTimeout(ctx, time.Duration(*options.Timeout*float64(time.Second)))
		defer cancel()
		ctx = limited
	}
	command := exec.CommandContext(ctx, parts[0], parts[1:]...)
	if options.Cwd != nil {
		command.Dir = str(options.Cwd)
	}
	for name, value := range options.Env {
		command.Env = append(command.Env, name+"="+value)
	}
	switch input := options.Input.(type) {
	case nil:
		command.Stdin = os.Stdin
	case []byte:
		command.Stdin = bytes.NewReader(input)
	default:
		command.Stdin = strings.NewReader(str(input))
	}
	var stdout, stderr bytes.Buffer
	command.Stdout = commandWriter(&stdout, os.Stdout, options.Stdout, options.CaptureOutput)
	command.Stderr = commandWriter(&stderr, os.Stderr, options.Stderr, options.CaptureOutput)
	if options.Stderr != nil && *options.Stderr == joinOutput() {
		command.Stderr = command.Stdout
	}
	err := command.Run()
	if ctx.Err() != nil {
		panic(&TimeoutExpired{newException(fmt.Sprintf("Command '%s' timed out after %s seconds", str(args), str(*options.Timeout)))})
	}
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		panic(&FileNotFoundError{newException("[Errno 2] No such file or directory: " + quote(parts[0]))})
	}
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		panic(&OSError{newException(err.Error())})
	}
	made := &CompletedBytes{args, command.ProcessState.ExitCode(), stdout.Bytes(), stderr.Bytes()}
	if options.Check {
		made.CheckReturncode()
	}
	return made
}

// commandWriter is where a command writes to.
func commandWriter(buffer *bytes.Buffer, own io.Writer, asked *int, isCaptured bool) io.Writer {
	switch {
	case isCaptured || asked != nil && *asked == pipeOutput():
		return buffer
	case asked != nil && *asked == dropOutput():
		return io.Discard
	}
	return own
}

func runCommand(args any, options CommandOptions) *CompletedProcess {
	checks := options.Check
	options.Check = false
	run := runCommandBytes(args, options)
	made := &CompletedProcess{args, run.returncode, string(run.stdout), string(run.stderr)}
	if checks {
		made.CheckReturncode()
	}
	return made
}

func commandOutput(args any, options CommandOptions) string {
	options.Stdout, options.Check = new(pipeOutput()), true
	return runCommand(args, options).stdout
}

func commandBytes(args any, options CommandOptions) []byte {
	options.Stdout, options.Check = new(pipeOutput()), true
	return runCommandBytes(args, options).stdout
}

func checkCommand(args any, options CommandOptions) int {
	options.Check = true
	return runCommandBytes(args, options).returncode
}

func commandCode(args any, options CommandOptions) int {
	return runCommandBytes(args, options).returncode
}

// shellOutput is what a command line writes, without the end of its last line.
func shellOutput(line string) string {
	options := CommandOptions{Shell: true, Stdout: new(pipeOutput()), Stderr: new(joinOutput())}
	return strings.TrimSuffix(runCommand(line, options).stdout, "\n")
}

// environment are the variables of the environment.
var environment = readEnvironment()

func readEnvironment() map[string]string {
	variables := map[string]string{}
	for _, each := range os.Environ() {
		name, value, _ := strings.Cut(each, "=")
		variables[name] = value
	}
	return variables
}

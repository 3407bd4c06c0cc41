package portruntime

import (
	"fmt"
	"os"
	"slices"
)

// WarningMessage is a warning that was issued.
type WarningMessage struct{ message string }

func (w *WarningMessage) Message() string { return w.message }

// WarningList holds the warnings that a recorder has kept.
type WarningList struct{ messages []*WarningMessage }

func (w *WarningList) Count() int             { return len(w.messages) }
func (w *WarningList) All() []*WarningMessage { return w.messages }

func (w *WarningList) At(index int) *WarningMessage {
	if index < 0 {
		index += len(w.messages)
	}
	if index < 0 || index >= len(w.messages) {
		panic(&IndexError{newException("list index out of range")})
	}
	return w.messages[index]
}

// warningFilter is what is done with warnings, what was shown, and who records them.
type warningFilter struct {
	action    string
	shown     map[string]bool
	recorders []*WarningRecorder
}

var warningState = warningFilter{action: "default", shown: map[string]bool{}}

// issueWarning writes a warning to the error output, the same one once only.
func issueWarning(message any, category string) {
	text := str(message)
	key := category + ": " + text
	switch {
	case warningState.action == "ignore":
		return
	case warningState.action == "error":
		panic(&Exception{Message: text})
	case warningState.action != "always" && warningState.shown[key]:
		return
	}
	warningState.shown[key] = true
	if last := len(warningState.recorders) - 1; last >= 0 && warningState.recorders[last].isRecording {
		recorder := warningState.recorders[last]
		recorder.kept.messages = append(recorder.kept.messages, &WarningMessage{text})
		return
	}
	fmt.Fprintln(os.Stderr, key)
}

func filterWarnings(action, category string) {
	if category == "Warning" || action != "ignore" {
		warningState.action = action
	}
}

func resetWarnings() { warningState.action = "default" }

// WarningRecorder keeps what is said about warnings to a block, and the warnings where it records them.
type WarningRecorder struct {
	isRecording bool
	kept        *WarningList
	action      string
}

func newWarningRecorder(isRecording bool) *WarningRecorder {
	return &WarningRecorder{isRecording, &WarningList{}, warningState.action}
}

func (r *WarningRecorder) Enter() *WarningList {
	warningState.recorders = append(warningState.recorders, r)
	clear(warningState.shown)
	return r.kept
}

func (r *WarningRecorder) Close() {
	warningState.recorders = slices.DeleteFunc(warningState.recorders, func(each *WarningRecorder) bool { return each == r })
	warningState.action = r.action
}

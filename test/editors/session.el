;;; What a person does in Emacs with Eglot and Portwright's server: open a file, read what it says, apply a fix.  -*- lexical-binding: t -*-
;; Started without a user's configuration; the answers go to a file as JSON.
(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'json)

(setq eglot-sync-connect 30 python-indent-guess-indent-offset nil)

(defvar answers nil)

(defun keep (name value) (push (cons name value) answers))

(defun wait-for (what condition)
  "Let the server talk until CONDITION holds; note WHAT did not come."
  (let ((end (+ (float-time) 30)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.02))
    (or (funcall condition) (progn (keep 'timeout what) nil))))

(defun ask (method params)
  (jsonrpc-request (eglot--current-server-or-lose) method params :timeout 30))

(defun session ()
  (let ((published nil))
    (cl-defmethod eglot-handle-notification :before (_server (_method (eql textDocument/publishDiagnostics)) &key uri diagnostics
                                                             &allow-other-keys)
      (when (string-suffix-p "service.py" uri) (setq published (append diagnostics nil))))
    (add-to-list 'eglot-server-programs
                 (list 'python-mode (getenv "PORTWRIGHT_NODE") (getenv "PORTWRIGHT_SERVER")))
    (find-file (expand-file-name "service.py" (getenv "PORTWRIGHT_WORKSPACE")))
    (apply #'eglot (eglot--guess-contact))
    (when (wait-for "diagnostics" (lambda () published))
      (keep 'diagnostics
            (vconcat (mapcar (lambda (one)
                               (list (cons 'code (plist-get one :code))
                                     (cons 'line (plist-get (plist-get (plist-get one :range) :start) :line))
                                     (cons 'message (plist-get one :message))))
                             published)))
      (goto-char (point-min))
      (forward-line 5)
      (forward-char 6)
      (keep 'hover (plist-get (plist-get (ask :textDocument/hover (eglot--TextDocumentPositionParams)) :contents) :value))
      (let* ((place (eglot--pos-to-lsp-position))
             (offered (append (ask :textDocument/codeAction
                                   (list :textDocument (eglot--TextDocumentIdentifier)
                                         :range (list :start place :end place)
                                         :context (list :diagnostics (vconcat published))))
                              nil))
             (fix (seq-find (lambda (one) (equal (plist-get one :kind) "quickfix")) offered)))
        (keep 'actions (vconcat (mapcar (lambda (one)
                                          (list (cons 'title (plist-get one :title)) (cons 'kind (plist-get one :kind))))
                                        offered)))
        (when fix
          (eglot--apply-workspace-edit (plist-get (if (plist-get fix :edit) fix (ask :codeAction/resolve fix)) :edit) nil)
          (keep 'text (buffer-substring-no-properties (point-min) (point-max)))
          (eglot--signal-textDocument/didChange)
          (wait-for "the finding to go" (lambda () (null published)))
          (keep 'left (vconcat (mapcar (lambda (one) (list (cons 'code (plist-get one :code)))) published))))))))

(condition-case failure (session) (error (keep 'failure (format "%S" failure))))
(with-temp-file (getenv "PORTWRIGHT_ANSWERS") (insert (json-encode answers)))
(kill-emacs 0)

module portruntime

go 1.26

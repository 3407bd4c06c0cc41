module portruntime

go 1.24

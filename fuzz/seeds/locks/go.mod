module example.org/a

go 1.22

require (
	github.com/a/b v1.2.3 // indirect
)
replace a => ../a

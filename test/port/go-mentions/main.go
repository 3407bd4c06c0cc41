// Prints, as JSON, which other declarations of a package each of its declarations mentions, as Go's own type checker sees it.
package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
)

// What other packages declare does not matter.
type nothing struct{}

func (nothing) Import(string) (*types.Package, error) { return nil, errors.New("left out") }

func main() {
	set := token.NewFileSet()
	paths, err := filepath.Glob(filepath.Join(os.Args[1], "*.go"))
	if err != nil {
		panic(err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			panic(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Error: func(error) {}, Importer: nothing{}}
	checked, _ := config.Check("runtime", set, files, info)
	mentions := map[string][]string{}
	for _, file := range files {
		for _, declaration := range file.Decls {
			name := nameOf(declaration)
			if name == "" {
				continue
			}
			found := map[string]bool{name: true}
			mentions[name] = []string{}
			ast.Inspect(declaration, func(node ast.Node) bool {
				if word, ok := node.(*ast.Ident); ok {
					object := info.Uses[word]
					if object != nil && object.Parent() == checked.Scope() && !found[object.Name()] {
						found[object.Name()] = true
						mentions[name] = append(mentions[name], object.Name())
					}
				}
				return true
			})
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(mentions); err != nil {
		panic(err)
	}
}

// nameOf is empty for imports; a method is `Type.Method`, and a group goes by its first name.
func nameOf(declaration ast.Decl) string {
	switch declaration := declaration.(type) {
	case *ast.FuncDecl:
		if declaration.Recv == nil {
			return declaration.Name.Name
		}
		return receiver(declaration.Recv.List[0].Type) + "." + declaration.Name.Name
	case *ast.GenDecl:
		for _, spec := range declaration.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				return spec.Name.Name
			case *ast.ValueSpec:
				return spec.Names[0].Name
			}
		}
	}
	return ""
}

func receiver(of ast.Expr) string {
	switch of := of.(type) {
	case *ast.StarExpr:
		return receiver(of.X)
	case *ast.IndexExpr:
		return receiver(of.X)
	case *ast.IndexListExpr:
		return receiver(of.X)
	case *ast.Ident:
		return of.Name
	}
	return ""
}

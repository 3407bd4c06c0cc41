/*
 * Parses Python with tree-sitter and writes the flat tree of syntax/py-tree.ts, without leaving WebAssembly: one pass over
 * tree-sitter's own nodes, which its bindings would visit at some hundred nanoseconds a step. It must give what flatten.ts gives over a cursor; a
 * test compares the two. Built by scripts/build-flat-parser.mjs.
 */

#include "subtree.h"
#include "tree.h"
#include "language.h"
#include "tree_sitter/api.h"

const TSLanguage *tree_sitter_python(void);

#define EXPORT(name) __attribute__((export_name(name)))

/* The values of Kind in kinds.generated.ts that the walk itself needs. */
#define KIND_NONE 0
#define KIND_ERROR 1

/** Kinds by public grammar symbol; the host fills them in before the first parse. */
static uint8_t kinds[1024];
static uint32_t kind_count;

/** One entry a kept node, in pre-order. */
static uint32_t capacity;
static uint8_t *column_kind;
static uint8_t *column_field;
static uint32_t *column_start;
static uint32_t *column_end;
static int32_t *column_parent;
static uint32_t *column_next;

/** A node whose children are being visited. */
typedef struct {
  const Subtree *children;
  const TSSymbol *aliases;
  const TSFieldMapEntry *fields;
  const TSFieldMapEntry *fields_end;
  uint32_t child_count;
  uint32_t index;
  /** Counts the children that the grammar knows of: comments and other extras have no place in it. */
  uint32_t structural_index;
  uint32_t position;
  /** The kept node that the children belong to, and the one to close when they have been visited; -1 for none. */
  int32_t node;
  int32_t closes;
  /** What a child without a field of its own inherits, where the node is hidden. */
  uint8_t inherited_field;
} Frame;

static Frame *frames;
static uint32_t frame_capacity;

static TSParser *parser;
static uint8_t *input;
static uint32_t input_capacity;

EXPORT("kindTable") uint8_t *kind_table(uint32_t count) {
  kind_count = count < sizeof kinds ? count : sizeof kinds;
  return kinds;
}

/** Room for a source text of so many bytes. */
EXPORT("reserve") uint8_t *reserve(uint32_t bytes) {
  if (bytes > input_capacity) {
    ts_free(input);
    input = ts_malloc(bytes);
    input_capacity = bytes;
  }
  return input;
}

EXPORT("column") void *column(uint32_t which) {
  switch (which) {
    case 0: return column_kind;
    case 1: return column_field;
    case 2: return column_start;
    case 3: return column_end;
    case 4: return column_parent;
    default: return column_next;
  }
}

static void grow_columns(void) {
  capacity = capacity == 0 ? 1 << 14 : capacity * 2;
  column_kind = ts_realloc(column_kind, capacity);
  column_field = ts_realloc(column_field, capacity);
  column_start = ts_realloc(column_start, capacity * sizeof(uint32_t));
  column_end = ts_realloc(column_end, capacity * sizeof(uint32_t));
  column_parent = ts_realloc(column_parent, capacity * sizeof(int32_t));
  column_next = ts_realloc(column_next, capacity * sizeof(uint32_t));
}

static uint8_t field_of(const Frame *frame, uint32_t structural_index) {
  for (const TSFieldMapEntry *entry = frame->fields; entry < frame->fields_end; entry++) {
    if (!entry->inherited && entry->child_index == structural_index) return (uint8_t)entry->field_id;
  }
  return frame->inherited_field;
}

/** Walks the tree; `shift` is 1 where positions count bytes of UTF-16. Returns the number of kept nodes. */
static uint32_t walk(const TSLanguage *language, Subtree root, bool has_error, uint32_t shift) {
  uint32_t count = 0;
  uint32_t depth = 0;
  uint32_t start = ts_subtree_padding(root).bytes;
  Subtree node = root;
  TSSymbol alias = 0;
  bool visible = true;
  uint8_t field = 0;
  int32_t parent = -1;
  for (;;) {
    int32_t closes = -1;
    int32_t inner_parent = parent;
    bool enter = true;
    uint8_t inherited = field;
    if (visible) {
      uint32_t end = start + ts_subtree_size(node).bytes;
      TSSymbol symbol = ts_language_public_symbol(language, alias ? alias : ts_subtree_symbol(node));
      uint8_t kind = symbol >= kind_count ? KIND_ERROR : kinds[symbol];
      if (kind == KIND_NONE && has_error && start == end) kind = KIND_ERROR;
      if (kind == KIND_NONE) {
        /* A left-out token is left out with all that is in it. */
        enter = false;
      } else {
        if (count == capacity) grow_columns();
        column_kind[count] = kind;
        column_field[count] = field;
        column_start[count] = start >> shift;
        column_end[count] = end >> shift;
        column_parent[count] = parent;
        column_next[count] = count + 1;
        closes = inner_parent = (int32_t)count;
        inherited = 0;
        count++;
      }
    }
    uint32_t child_count = enter ? ts_subtree_child_count(node) : 0;
    if (child_count > 0) {
      if (depth == frame_capacity) {
        frame_capacity = frame_capacity == 0 ? 256 : frame_capacity * 2;
        frames = ts_realloc(frames, frame_capacity * sizeof(Frame));
      }
      Frame *frame = &frames[depth++];
      uint16_t production = node.ptr->production_id;
      frame->children = ts_subtree_children(node);
      frame->aliases = ts_language_alias_sequence(language, production);
      ts_language_field_map(language, production, &frame->fields, &frame->fields_end);
      frame->child_count = child_count;
      frame->index = 0;
      frame->structural_index = 0;
      frame->position = start;
      frame->node = inner_parent;
      frame->closes = closes;
      frame->inherited_field = inherited;
    }
    /* On to the next child of the innermost node that has one left. */
    for (;;) {
      if (depth == 0) return count;
      Frame *frame = &frames[depth - 1];
      if (frame->index < frame->child_count) {
        node = frame->children[frame->index];
        /* The first child starts where its parent does: its padding is the parent's. */
        start = frame->index == 0 ? frame->position : frame->position + ts_subtree_padding(node).bytes;
        frame->position = start + ts_subtree_size(node).bytes;
        visible = ts_subtree_visible(node);
        alias = 0;
        field = 0;
        if (!ts_subtree_extra(node)) {
          if (frame->aliases) alias = frame->aliases[frame->structural_index];
          visible |= alias != 0;
          field = field_of(frame, frame->structural_index);
          frame->structural_index++;
        }
        parent = frame->node;
        frame->index++;
        break;
      }
      if (frame->closes >= 0) column_next[frame->closes] = count;
      depth--;
    }
  }
}

static TSTree *parsed(const TSTree *previous, uint32_t bytes, bool is_utf16) {
  if (parser == NULL) {
    parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_python());
  }
  return ts_parser_parse_string_encoding(
    parser, previous, (const char *)input, bytes, is_utf16 ? TSInputEncodingUTF16LE : TSInputEncodingUTF8
  );
}

/**
 * Parses the text that `reserve` made room for and fills the columns. Returns the number of nodes; -1 where the text has an error
 * and was not given as UTF-16: how much text an error covers weighs in tree-sitter's recovery, and it counts bytes.
 */
EXPORT("parse") int32_t parse(uint32_t bytes, uint32_t is_utf16) {
  TSTree *tree = parsed(NULL, bytes, is_utf16 != 0);
  bool has_error = ts_subtree_error_cost(tree->root) > 0;
  int32_t count = -1;
  if (is_utf16 || !has_error) count = (int32_t)walk(tree->language, tree->root, has_error, is_utf16 ? 1 : 0);
  ts_tree_delete(tree);
  return count;
}

/* Trees of files that are being edited: always of UTF-16, and kept until they are released. */

/** Parses the text that `reserve` made room for, with what an edited tree says of it; NULL where there is none. The caller releases the result. */
EXPORT("parseKept") TSTree *parse_kept(uint32_t bytes, const TSTree *edited) { return parsed(edited, bytes, true); }

/** Fills the columns and returns the number of nodes. */
EXPORT("flatten") int32_t flatten(const TSTree *tree) {
  return (int32_t)walk(tree->language, tree->root, ts_subtree_error_cost(tree->root) > 0, 1);
}

/** The tree as it is, for an edit of its own: what the two share is kept once. */
EXPORT("copy") TSTree *copy(const TSTree *tree) { return ts_tree_copy(tree); }

/** Moves what a tree says of the text behind an edit. Offsets and columns count UTF-16 code units. */
EXPORT("edit") void edit(
  TSTree *tree, uint32_t start, uint32_t old_end, uint32_t new_end, uint32_t start_row, uint32_t start_column,
  uint32_t old_row, uint32_t old_column, uint32_t new_row, uint32_t new_column
) {
  const TSInputEdit edit = {
    .start_byte = start * 2,
    .old_end_byte = old_end * 2,
    .new_end_byte = new_end * 2,
    .start_point = {start_row, start_column * 2},
    .old_end_point = {old_row, old_column * 2},
    .new_end_point = {new_row, new_column * 2},
  };
  ts_tree_edit(tree, &edit);
}

/** Does nothing where there is none. */
EXPORT("release") void release(TSTree *tree) { ts_tree_delete(tree); }

/*
 * What tree-sitter takes from a C library, for a module that has none and imports nothing: memory, and the functions of input and output,
 * which are reached only where debugging is asked for.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * Blocks come in classes of size, each with a list of those that are free: parsing allocates and frees the same small sizes again and
 * again. Up to SMALL the classes are GRAIN apart, beyond it they are powers of two. A header names the class.
 */
#define GRAIN 16
#define SMALL 1024
#define SMALL_CLASSES (SMALL / GRAIN + 1)
#define PAGE 65536

typedef struct Block {
  uint32_t class;
  uint32_t size;
  /** The next free block, where the user's bytes start otherwise. */
  struct Block *next;
} Block;

#define HEADER offsetof(Block, next)

extern uint8_t __heap_base;
static Block *free_blocks[SMALL_CLASSES + 32];
static uintptr_t heap_next;
static uintptr_t heap_end;

static uint32_t class_of(uint32_t size) {
  if (size <= SMALL) return (size + GRAIN - 1) / GRAIN;
  return SMALL_CLASSES + (31 - (uint32_t)__builtin_clz(size - 1));
}

static uint32_t size_of(uint32_t class) {
  return class < SMALL_CLASSES ? class * GRAIN : 2u << (class - SMALL_CLASSES);
}

void *malloc(size_t wanted) {
  if (wanted > INT32_MAX) __builtin_trap();
  uint32_t class = class_of(wanted == 0 ? 1 : (uint32_t)wanted);
  Block *block = free_blocks[class];
  if (block != NULL) {
    free_blocks[class] = block->next;
    return &block->next;
  }
  uint32_t size = size_of(class);
  if (heap_next == 0) {
    /* A block's header stands before an address that is a multiple of 16. */
    heap_next = (((uintptr_t)&__heap_base + GRAIN - 1) & ~(uintptr_t)(GRAIN - 1)) + GRAIN - HEADER;
    heap_end = __builtin_wasm_memory_size(0) * PAGE;
  }
  uint32_t taken = (size + HEADER + GRAIN - 1) & ~(uint32_t)(GRAIN - 1);
  if (heap_next + taken > heap_end) {
    uintptr_t pages = (heap_next + taken - heap_end + PAGE - 1) / PAGE;
    /* In larger steps than asked for: growing is a call into the host. */
    if (__builtin_wasm_memory_grow(0, pages + 32) == (size_t)-1) {
      if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) __builtin_trap();
    }
    heap_end = __builtin_wasm_memory_size(0) * PAGE;
  }
  block = (Block *)heap_next;
  heap_next += taken;
  block->class = class;
  block->size = size;
  return &block->next;
}

static Block *block_of(void *memory) { return (Block *)((uint8_t *)memory - HEADER); }

void free(void *memory) {
  if (memory == NULL) return;
  Block *block = block_of(memory);
  block->next = free_blocks[block->class];
  free_blocks[block->class] = block;
}

void *calloc(size_t count, size_t size) {
  if (size != 0 && count > INT32_MAX / size) __builtin_trap();
  return memset(malloc(count * size), 0, count * size);
}

void *realloc(void *memory, size_t size) {
  if (memory == NULL) return malloc(size);
  uint32_t had = block_of(memory)->size;
  if (size <= had) return memory;
  void *grown = malloc(size);
  memcpy(grown, memory, had);
  free(memory);
  return grown;
}

void *(*ts_current_malloc)(size_t) = malloc;
void *(*ts_current_calloc)(size_t, size_t) = calloc;
void *(*ts_current_realloc)(void *, size_t) = realloc;
void (*ts_current_free)(void *) = free;

/*
 * Written out, since what tree-sitter copies is mostly some words long, and an engine's bulk instructions are calls into the host. Eight bytes at
 * a time: WebAssembly allows any alignment.
 */
typedef uint64_t __attribute__((aligned(1), may_alias)) Word;

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  uint8_t *target = to;
  const uint8_t *source = from;
  for (; size >= 8; size -= 8, target += 8, source += 8) *(Word *)target = *(const Word *)source;
  for (; size > 0; size--) *target++ = *source++;
  return to;
}

void *memmove(void *to, const void *from, size_t size) {
  uint8_t *target = to;
  const uint8_t *source = from;
  if (target <= source || target >= source + size) {
    for (; size >= 8; size -= 8, target += 8, source += 8) {
      Word word = *(const Word *)source;
      *(Word *)target = word;
    }
    for (; size > 0; size--) *target++ = *source++;
  } else {
    while (size > 0) size--, target[size] = source[size];
  }
  return to;
}

void *memset(void *at, int value, size_t size) {
  uint8_t *target = at;
  uint64_t word = 0x0101010101010101u * (uint8_t)value;
  for (; size >= 8; size -= 8, target += 8) *(Word *)target = word;
  for (; size > 0; size--) *target++ = (uint8_t)value;
  return at;
}

int memcmp(const void *a, const void *b, size_t size) {
  const uint8_t *left = a, *right = b;
  for (size_t at = 0; at < size; at++) {
    if (left[at] != right[at]) return left[at] < right[at] ? -1 : 1;
  }
  return 0;
}

int strcmp(const char *a, const char *b) {
  while (*a != 0 && *a == *b) a++, b++;
  return (uint8_t)*a - (uint8_t)*b;
}

int strncmp(const char *a, const char *b, size_t size) {
  for (; size > 0 && *a != 0 && *a == *b; size--) a++, b++;
  return size == 0 ? 0 : (uint8_t)*a - (uint8_t)*b;
}

size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length] != 0) length++;
  return length;
}

void abort(void) { __builtin_trap(); }

/* No parse has a time limit, so nothing depends on the time. */
const struct __clockid { int unused; } _CLOCK_MONOTONIC;
int clock_gettime(clockid_t clock, struct timespec *time) {
  *time = (struct timespec){0};
  return 0;
}

FILE *const stderr = NULL;
FILE *fdopen(int descriptor, const char *mode) { __builtin_trap(); }
int fclose(FILE *stream) { __builtin_trap(); }
int fprintf(FILE *restrict stream, const char *restrict format, ...) { __builtin_trap(); }
int fputc(int character, FILE *stream) { __builtin_trap(); }
size_t fwrite(const void *restrict items, size_t size, size_t count, FILE *restrict stream) { __builtin_trap(); }
int snprintf(char *restrict text, size_t size, const char *restrict format, ...) { __builtin_trap(); }
int vsnprintf(char *restrict text, size_t size, const char *restrict format, va_list arguments) { __builtin_trap(); }

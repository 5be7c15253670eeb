/* SPDX-License-Identifier: MIT
 *
 * handle.h - JNI references: a handle is the address of a slot that holds the object.
 *
 * Local handles live in blocks that belong to the thread and are dropped frame by frame; global and weak global ones in
 * VM-wide tables. A weak handle has its low bit set. handle_get is the only way from a handle to the object.
 */
#ifndef RUNTIME_HANDLE_H
#define RUNTIME_HANDLE_H

#include "gc/gc.h"
#include "runtime/thread.h"

#define HANDLES_PER_BLOCK 60

struct handle_block {
    struct handle_block *previous; /* older block */
    u32 used;
    u32 capacity;     /* -Xcheck:jni: of the frame that starts here; 0 = not looked at yet */
    bool frame_start; /* first block of a local frame */
    struct object *slots[HANDLES_PER_BLOCK];
};
struct handle_table; /* global handles; in struct vm */

static inline struct object *handle_get(const void *handle) {
    if (!handle)
        return NULL;
    uintptr_t h = (uintptr_t)handle & ~(uintptr_t)1;
    return __atomic_load_n((struct object **)h, __ATOMIC_RELAXED);
}
void *handle_local(struct thread *t, struct object *o); /* NULL for NULL; grows without limit */
void handle_delete_local(struct thread *t, void *handle);
/* Local frames: a native call's, PushLocalFrame's. Everything made since push is dropped by pop. */
void handle_push_frame(struct thread *t);
void handle_pop_frame(struct thread *t);
void handle_free_all_local(struct thread *t);

/* -Xcheck:jni: the capacity word of the innermost local frame (NULL: there is none), and how many references it
 * holds. */
u32 *handle_frame_capacity(struct thread *t, u32 *live);

void *handle_new_global(struct vm *vm, struct object *o);
void handle_delete_global(struct vm *vm, void *handle);
void *handle_new_weak(struct vm *vm, struct object *o);
void handle_delete_weak(struct vm *vm, void *handle);
/* 0 invalid, 1 local, 2 global, 3 weak (JNI GetObjectRefType). */
int handle_kind(struct thread *t, const void *handle);

/* How many global and weak global references exist. */
void handle_count(struct vm *vm, u32 *global, u32 *weak);

struct handle_table *handle_table_create(void);
void handle_visit_roots(struct vm *vm, struct gc_marker *m); /* all threads' locals and the globals */
void handle_clear_weak(struct vm *vm, struct heap *heap);
/* All global references; the world is stopped. */
void handle_each_global(struct vm *vm, void (*visit)(void *context, void *handle, struct object *o), void *context);

#endif

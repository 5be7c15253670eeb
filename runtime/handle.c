/* SPDX-License-Identifier: MIT
 *
 * handle.c - JNI references (runtime/handle.h).
 *
 * Local ones: a stack of blocks per thread; a frame begins with a fresh block marked frame_start. Only the thread
 * itself touches them, except the collector. Global and weak global ones: slots in chunks that never move, so a handle
 * stays valid however many others are made; free slots are remembered in an array.
 */
#include "runtime/handle.h"
#include "runtime/vm.h"

#define CHUNK_SLOTS 256u

struct handle_chunk {
    struct handle_chunk *next;
    u8 in_use[CHUNK_SLOTS];
    struct object *slots[CHUNK_SLOTS];
};

struct handle_list {
    struct handle_chunk *chunks;
    struct object ***free; /* stack of free slots */
    u32 free_count, free_capacity;
};

struct handle_table {
    pthread_mutex_t lock;
    struct handle_list global, weak;
};

struct handle_table *handle_table_create(void) {
    struct handle_table *table = mem_zalloc(sizeof *table);
    pthread_mutex_init(&table->lock, NULL);
    return table;
}

/* ---- local ---- */

static struct handle_block *push_block(struct thread *t, bool frame_start) {
    struct handle_block *b = t->spare_handles;
    t->spare_handles = NULL;
    if (!b)
        b = mem_alloc(sizeof *b);
    b->used = b->capacity = 0;
    b->frame_start = frame_start;
    b->previous = t->local_handles;
    t->local_handles = b;
    return b;
}

static void pop_block(struct thread *t) {
    struct handle_block *b = t->local_handles;
    t->local_handles = b->previous;
    if (t->spare_handles)
        mem_free(b);
    else
        t->spare_handles = b;
}

/* A slot that DeleteLocalRef emptied, when the block is full. */
static struct object **find_hole(struct handle_block *b) {
    for (u32 i = 0; i < HANDLES_PER_BLOCK; i++) {
        if (!b->slots[i])
            return &b->slots[i];
    }
    return NULL;
}

void *handle_local(struct thread *t, struct object *o) {
    if (!o)
        return NULL;
    struct handle_block *b = t->local_handles;
    if (!b)
        b = push_block(t, true);
    struct object **slot;
    if (b->used == HANDLES_PER_BLOCK) {
        slot = find_hole(b);
        if (slot) {
            *slot = o;
            return slot;
        }
        b = push_block(t, false);
    }
    slot = &b->slots[b->used++];
    *slot = o;
    return slot;
}

void handle_delete_local(struct thread *t, void *handle) {
    for (struct handle_block *b = handle ? t->local_handles : NULL; b; b = b->previous) {
        struct object **slot = handle;
        if (slot < b->slots || slot >= b->slots + b->used)
            continue;
        *slot = NULL;
        while (b->used > 0 && !b->slots[b->used - 1])
            b->used--;
        return;
    }
}

void handle_push_frame(struct thread *t) {
    push_block(t, true);
}

void handle_pop_frame(struct thread *t) {
    bool start = false;
    while (t->local_handles && !start) {
        start = t->local_handles->frame_start;
        pop_block(t);
    }
}

void handle_free_all_local(struct thread *t) {
    while (t->local_handles)
        pop_block(t);
    mem_free(t->spare_handles);
    t->spare_handles = NULL;
}

u32 *handle_frame_capacity(struct thread *t, u32 *live) {
    *live = 0;
    for (struct handle_block *b = t->local_handles; b; b = b->previous) {
        for (u32 i = 0; i < b->used; i++)
            *live += b->slots[i] != NULL;
        if (b->frame_start)
            return &b->capacity;
    }
    return NULL;
}

/* ---- global and weak ---- */

static void push_free(struct handle_list *l, struct object **slot) {
    if (l->free_count == l->free_capacity) {
        l->free_capacity = l->free_capacity ? l->free_capacity * 2 : CHUNK_SLOTS;
        l->free = mem_realloc(l->free, l->free_capacity * sizeof *l->free);
    }
    l->free[l->free_count++] = slot;
}

static struct handle_chunk *chunk_of(const struct handle_list *l, const void *handle, u32 *index) {
    for (struct handle_chunk *c = l->chunks; c; c = c->next) {
        struct object *const *slot = handle;
        if (slot >= c->slots && slot < c->slots + CHUNK_SLOTS) {
            *index = (u32)(slot - c->slots);
            return c;
        }
    }
    return NULL;
}

static void *list_new(struct handle_table *table, struct handle_list *l, struct object *o) {
    pthread_mutex_lock(&table->lock);
    if (!l->free_count) {
        struct handle_chunk *c = mem_zalloc(sizeof *c);
        c->next = l->chunks;
        l->chunks = c;
        for (u32 i = CHUNK_SLOTS; i-- > 0;)
            push_free(l, &c->slots[i]);
    }
    struct object **slot = l->free[--l->free_count];
    u32 i = 0;
    struct handle_chunk *chunk = chunk_of(l, slot, &i);
    chunk->in_use[i] = 1;
    __atomic_store_n(slot, o, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&table->lock);
    return slot;
}

static void list_delete(struct handle_table *table, struct handle_list *l, void *handle) {
    pthread_mutex_lock(&table->lock);
    u32 i;
    struct handle_chunk *c = chunk_of(l, handle, &i);
    if (c && c->in_use[i]) { /* a handle deleted twice, or no handle at all, is ignored as HotSpot does */
        c->in_use[i] = 0;
        c->slots[i] = NULL;
        push_free(l, &c->slots[i]);
    }
    pthread_mutex_unlock(&table->lock);
}

void *handle_new_global(struct vm *vm, struct object *o) {
    return o ? list_new(vm->handles, &vm->handles->global, o) : NULL;
}

void handle_delete_global(struct vm *vm, void *handle) {
    if (handle)
        list_delete(vm->handles, &vm->handles->global, handle);
}

void *handle_new_weak(struct vm *vm, struct object *o) {
    return o ? (void *)((uintptr_t)list_new(vm->handles, &vm->handles->weak, o) | 1) : NULL;
}

void handle_delete_weak(struct vm *vm, void *handle) {
    if (handle)
        list_delete(vm->handles, &vm->handles->weak, (void *)((uintptr_t)handle & ~(uintptr_t)1));
}

int handle_kind(struct thread *t, const void *handle) {
    if (!handle)
        return 0;
    struct handle_table *table = t->vm->handles;
    bool weak = (uintptr_t)handle & 1;
    const void *slot = (const void *)((uintptr_t)handle & ~(uintptr_t)1);
    if (!weak) {
        for (struct handle_block *b = t->local_handles; b; b = b->previous) {
            struct object *const *s = slot;
            if (s >= b->slots && s < b->slots + b->used)
                return *s ? 1 : 0;
        }
    }
    pthread_mutex_lock(&table->lock);
    u32 i;
    struct handle_chunk *c = chunk_of(weak ? &table->weak : &table->global, slot, &i);
    int kind = c && c->in_use[i] ? weak ? 3 : 2 : 0;
    pthread_mutex_unlock(&table->lock);
    return kind;
}

static u32 list_count(const struct handle_list *l) {
    u32 slots = 0;
    for (const struct handle_chunk *c = l->chunks; c; c = c->next)
        slots += CHUNK_SLOTS;
    return slots - l->free_count;
}

void handle_count(struct vm *vm, u32 *global, u32 *weak) {
    struct handle_table *table = vm->handles;
    pthread_mutex_lock(&table->lock);
    *global = list_count(&table->global);
    *weak = list_count(&table->weak);
    pthread_mutex_unlock(&table->lock);
}

/* ---- the collector's part (world stopped; the caller holds threads_lock) ---- */

void handle_visit_roots(struct vm *vm, struct gc_marker *m) {
    for (struct thread *t = vm->threads; t; t = t->next) {
        for (struct handle_block *b = t->local_handles; b; b = b->previous) {
            for (u32 i = 0; i < b->used; i++)
                gc_mark_root(m, b->slots[i]);
        }
    }
    for (struct handle_chunk *c = vm->handles->global.chunks; c; c = c->next) {
        for (u32 i = 0; i < CHUNK_SLOTS; i++)
            gc_mark_root(m, c->slots[i]);
    }
}

void handle_clear_weak(struct vm *vm, struct heap *heap) {
    for (struct handle_chunk *c = vm->handles->weak.chunks; c; c = c->next) {
        for (u32 i = 0; i < CHUNK_SLOTS; i++) {
            if (c->slots[i] && !gc_is_marked(heap, c->slots[i]))
                __atomic_store_n(&c->slots[i], NULL, __ATOMIC_RELAXED);
        }
    }
}

void handle_each_global(struct vm *vm, void (*visit)(void *context, void *handle, struct object *o), void *context) {
    for (struct handle_chunk *c = vm->handles->global.chunks; c; c = c->next) {
        for (u32 i = 0; i < CHUNK_SLOTS; i++) {
            if (c->slots[i])
                visit(context, &c->slots[i], c->slots[i]);
        }
    }
}

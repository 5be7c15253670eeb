/* SPDX-License-Identifier: MIT
 *
 * runtime_fixture.h - a struct vm without a class library, for tests of the runtime services: heap, tables, locks, and
 * made-up classes Object, String and byte[] with just the layout the collector and string.c need. Nothing may throw.
 */
#ifndef TESTS_UNIT_RUNTIME_FIXTURE_H
#define TESTS_UNIT_RUNTIME_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/os.h"
#include "runtime/handle.h"
#include "runtime/monitor.h"
#include "runtime/object.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"
#include "runtime/vm.h"

struct fixture {
    struct vm vm;
    struct arena arena;
    struct thread *t;
    struct class *object_class;
};

static struct class *fixture_class(struct fixture *f, u8 kind, u32 instance_size, u32 reference_offset) {
    struct class *k = arena_alloc_aligned(&f->arena, sizeof *k, 16);
    k->layout.kind = kind;
    k->layout.instance_size = instance_size;
    if (reference_offset) {
        k->layout.ref_runs = arena_alloc(&f->arena, sizeof *k->layout.ref_runs);
        k->layout.ref_runs[0] = (struct ref_run){reference_offset, 1};
        k->layout.ref_runs_count = 1;
    }
    k->kind = kind == LAYOUT_INSTANCE ? CLASS_INSTANCE : CLASS_ARRAY;
    k->state = CLASS_INITIALIZED;
    return k;
}

static void fixture_mark_frames(struct thread *t, struct gc_marker *m) {
    (void)t, (void)m; /* nobody runs methods here */
}
static const struct engine_ops fixture_engine = {.mark_frames = fixture_mark_frames};
static const struct native_ops fixture_natives; /* no JNI functions, no natives */

static struct fixture *fixture_create(void) {
    struct fixture *f = mem_zalloc(sizeof *f);
    struct vm *vm = &f->vm;
    vm->engine = &fixture_engine;
    vm->native = &fixture_natives;
    log_init(&vm->log);
    pthread_mutex_init(&vm->loader_lock, NULL);
    pthread_mutex_init(&vm->threads_lock, NULL);
    pthread_mutex_init(&vm->pending_lock, NULL);
    pthread_mutex_init(&vm->listener_lock, NULL);
    pthread_cond_init(&vm->threads_cond, NULL);
    pthread_cond_init(&vm->pending_cond, NULL);
    vm->symbols = symbol_table_create();
    vm->safepoint = safepoint_create();
    vm->monitors = monitor_table_create();
    vm->strings = string_table_create();
    vm->handles = handle_table_create();
    arena_init(&f->arena, true);
    f->object_class = fixture_class(f, LAYOUT_INSTANCE, 16, 8);
    vm->known.c_java_lang_String = fixture_class(f, LAYOUT_INSTANCE, 24, 8);
    vm->known.f_String_value = 8;
    vm->known.f_String_coder = 12;
    vm->primitive_arrays[T_BYTE] = fixture_class(f, LAYOUT_PRIM_ARRAY, 0, 0);
    struct gc_config config = {.max_size = 64u << 20, .initial_size = 4u << 20, .threads = 1, .log = &vm->log};
    char *message = NULL;
    vm->heap = gc_create(&config, &runtime_gc_ops, vm, &message);
    if (!vm->heap)
        fail_msg("heap: %s", message);
    f->t = thread_attach(vm, 0);
    assert_non_null(f->t);
    return f;
}

static void fixture_destroy(struct fixture *f) {
    thread_detach(f->t);
    gc_destroy(f->vm.heap);
    symbol_table_destroy(f->vm.symbols);
    arena_free(&f->arena);
    mem_free(f);
}

static int fixture_setup(void **state) {
    *state = fixture_create();
    return 0;
}

static int fixture_teardown(void **state) {
    fixture_destroy(*state);
    return 0;
}

#endif

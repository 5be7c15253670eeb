/* SPDX-License-Identifier: MIT
 *
 * test_code_memory.c - guards base/code_memory.c: what is written at one address runs at the other, and cannot be
 * written there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/code_memory.h"

/* A function that returns `value`, and its size; 0: not known for this processor. */
static size_t make_function(u8 *code, u16 value) {
#if defined(__x86_64__)
    const u8 bytes[] = {0xb8, (u8)value, (u8)(value >> 8), 0, 0, 0xc3}; /* mov eax, value; ret */
#elif defined(__aarch64__)
    const u32 bytes[] = {0x52800000u | (u32)value << 5, 0xd65f03c0u}; /* mov w0, value; ret */
#else
    const u8 bytes[] = {0};
    return 0;
#endif
    memcpy(code, bytes, sizeof bytes);
    return sizeof bytes;
}

static int run(const struct code_memory *m, size_t offset) {
    int (*function)(void);
    const u8 *address = m->run + offset;
    memcpy(&function, &address, sizeof function);
    return function();
}

static int setup(void **state) {
    static struct code_memory m;
    assert_true(code_memory_create(&m, 100000));
    *state = &m;
    return 0;
}

static int teardown(void **state) {
    code_memory_destroy(*state);
    return 0;
}

static void test_what_is_written_runs(void **state) {
    const struct code_memory *m = *state;
    assert_true(m->size >= 100000);
    assert_true((uintptr_t)m->run + m->size <= (u64)1 << 32);
    /* qemu-user goes on with its translation of what was there before: it sees no writes through the other mapping. */
    const u16 rounds = getenv("MESON_EXE_WRAPPER") ? 1 : 100;
    for (u16 round = 0; round < rounds; round++) { /* over the same places, and the last one that there is */
        const size_t offsets[] = {0, 64, m->size - 16};
        for (size_t i = 0; i < ARRAY_LENGTH(offsets); i++) {
            u16 value = (u16)(1000 * i + round);
            size_t size = make_function(m->write + offsets[i], value);
            if (!size)
                skip();
            code_memory_flush(m, offsets[i], size);
            assert_int_equal(run(m, offsets[i]), value);
        }
    }
}

/* In a child process, which a signal ends. */
static int signal_of(void (*act)(const struct code_memory *m), const struct code_memory *m) {
    pid_t child = fork();
    if (child == 0) {
        signal(SIGSEGV, SIG_DFL);
        act(m);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void write_where_it_runs(const struct code_memory *m) {
    *(volatile u8 *)(uintptr_t)m->run = 1;
}

static void run_where_it_is_written(const struct code_memory *m) {
    struct code_memory swapped = {.run = m->write};
    run(&swapped, 0);
}

static void test_never_writable_and_executable(void **state) {
    const struct code_memory *m = *state;
    if (!make_function(m->write, 1))
        skip();
    assert_int_equal(signal_of(write_where_it_runs, m), SIGSEGV);
    assert_int_equal(signal_of(run_where_it_is_written, m), SIGSEGV);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_written_runs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_never_writable_and_executable, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

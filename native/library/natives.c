/* SPDX-License-Identifier: MIT
 *
 * natives.c - binding of the methods in native/library/natives.def when their class is defined.
 *
 * The rows of a class stand together in the table. vm->native_rows maps the class's symbol to its first row, so that a
 * class without rows costs one probe. For a class with rows each row's name and descriptor are looked up as symbols (a
 * symbol that doesn't exist names no method) and compared by pointer. Rows for other releases of the class library are
 * passed over.
 */
#include "native/library/natives.h"

#include "native/library/capability.h"
#include "runtime/vm.h"

static const struct native_row rows[] = {
#define NATIVE_IN(class_name, name, descriptor, function, kind, releases)                                              \
    {class_name, name, descriptor, NATIVE_##kind, {releases}},
#define FAST_IN(class_name, name, descriptor, function, releases)                                                      \
    {class_name, name, descriptor, NATIVE_FAST, {releases}},
#include "native/library/natives.def"
#undef NATIVE_IN
#undef FAST_IN
};
static_assert(ARRAY_LENGTH(rows) == NATIVE_ROWS, "counted right");

const union native_function native_functions[NATIVE_ROWS + CAPABILITY_GUARDS] = {
#define NATIVE_IN(class_name, name, descriptor, function, kind, releases) {.native = nat_##function},
#define FAST_IN(class_name, name, descriptor, function, releases)         {.fast = fast_##function},
#include "native/library/natives.def"
#undef NATIVE_IN
#undef FAST_IN
    [NATIVE_ROWS + GUARD_DENIED] = {.native = capability_denied},
    [NATIVE_ROWS + GUARD_PRIVATE_LOOKUP] = {.fast = capability_private_lookup},
    [NATIVE_ROWS + GUARD_MANIFEST_OPENS] = {.fast = capability_manifest_opens},
};

/* Fills vm->native_rows. The first class is defined before any second thread exists. */
static void index_rows(struct vm *vm) {
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (i > 0 && strcmp(rows[i].class_name, rows[i - 1].class_name) == 0)
            continue;
        struct symbol *name = symbol_intern_cstr(vm->symbols, rows[i].class_name);
        /* A second run of rows for one class would hide the first. */
        BUG_ON(map_put(&vm->native_rows, name, (void *)(uintptr_t)(i + 1)) != NULL);
    }
}

/* Does the program behave the same without? The last digit of Math.exp and its like is that of HotSpot's intrinsics,
 * which StrictMath, the Java code behind them, need not agree with. */
static bool optional(const struct native_row *row) {
    return row->kind == NATIVE_FAST || ((row->kind == NATIVE_INTRINSIC || row->kind == NATIVE_FRAMELESS) &&
                                        strcmp(row->class_name, "java/lang/Math") != 0);
}

/* Methods of a class and rows come in much the same order: the search goes on where the last one ended. */
static struct method *find_row_method(struct class *k, const struct symbol *name, const struct symbol *descriptor,
                                      u32 *next) {
    for (u32 n = 0; n < k->methods_count; n++) {
        u32 i = *next + n;
        if (i >= k->methods_count)
            i -= k->methods_count;
        struct method *m = &k->methods[i];
        if (m->name == name && m->descriptor == descriptor) {
            *next = i + 1 == k->methods_count ? 0 : i + 1;
            return m;
        }
    }
    return NULL;
}

void natives_bind_class(struct vm *vm, struct class *k) {
    if (k->loader != vm->boot_loader)
        return;
    if (UNLIKELY(!vm->native_rows.count))
        index_rows(vm);
    capability_bind_class(vm, k);
    uintptr_t first = (uintptr_t)map_get(&vm->native_rows, k->name);
    if (!first)
        return;
    u32 next = 0;
    for (u32 i = (u32)first - 1; i < NATIVE_ROWS && strcmp(rows[i].class_name, k->name->text) == 0; i++) {
        const struct native_row *row = &rows[i];
        if (!releases_include(row->releases, vm->options.library.feature))
            continue;
        struct symbol *name = symbol_lookup(vm->symbols, row->name, strlen(row->name));
        struct symbol *descriptor = symbol_lookup(vm->symbols, row->descriptor, strlen(row->descriptor));
        struct method *m = name && descriptor ? find_row_method(k, name, descriptor, &next) : NULL;
        /* A patch that has a body for the method wants that body. */
        if (m && (k->flags & CLASS_PATCH) && !(m->access_flags & ACC_NATIVE))
            continue;
        /* The engine calls these functions without a method's monitor. */
        if (vm->options.no_fast_paths && optional(row))
            continue;
        if (!m || (m->access_flags & (ACC_ABSTRACT | ACC_SYNCHRONIZED)))
            LOG(&vm->log, jni, LOG_DEBUG, "no method %s.%s%s to bind", row->class_name, row->name, row->descriptor);
        else {
            m->binding = row->kind == NATIVE_FAST ? BINDING_FAST : BINDING_VM;
            m->binding_index = i;
            m->flags |= row->kind == NATIVE_FAST || row->kind == NATIVE_FRAMELESS ? METHOD_NO_FRAME : 0u;
            if (capability_takes_away(vm, m)) {
                m->binding = BINDING_VM;
                m->binding_index = NATIVE_ROWS + GUARD_DENIED;
                m->flags &= ~(u32)METHOD_NO_FRAME;
            }
        }
    }
}

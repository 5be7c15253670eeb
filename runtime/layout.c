/* SPDX-License-Identifier: MIT
 *
 * layout.c - field offsets and reference maps.
 *
 * Instance fields follow the superclass's last field without rounding in between: at each offset the widest field whose
 * alignment fits goes next, so holes arise only when nothing narrow is left. Static fields lie in the mirror behind
 * java.lang.Class's own fields, references first. A class whose java.lang.Class is not laid out yet (Object, Class and
 * their supertypes) gets its statics placed when the mirrors are caught up with.
 */
#include "runtime/layout.h"

#include "runtime/exception.h"
#include "runtime/vm.h"

static const struct injected_field {
    const char *class_name, *name, *descriptor;
    struct releases releases;
} injected_fields[] = {
    {"java/lang/Class", "vm class", "J", {ALL_RELEASES}},
    {"java/lang/invoke/MemberName", "vmindex", "J", {ALL_RELEASES}},
    {"java/lang/invoke/ResolvedMethodName", "vmtarget", "J", {ALL_RELEASES}},
    {"java/lang/invoke/ResolvedMethodName", "vmholder", "Ljava/lang/Object;", {UNTIL(21)}}, /* later: declared */
};

static bool is_injected(const struct vm *vm, const struct injected_field *f, const struct symbol *class_name) {
    return strcmp(f->class_name, class_name->text) == 0 && releases_include(f->releases, vm->options.library.feature);
}

u32 layout_injected_count(const struct vm *vm, const struct symbol *class_name) {
    u32 n = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(injected_fields); i++)
        n += is_injected(vm, &injected_fields[i], class_name);
    return n;
}

void layout_injected(struct vm *vm, const struct symbol *class_name, u32 i, struct field *out) {
    for (size_t j = 0; j < ARRAY_LENGTH(injected_fields); j++) {
        const struct injected_field *f = &injected_fields[j];
        if (!is_injected(vm, f, class_name) || i-- > 0)
            continue;
        out->name = symbol_intern_cstr(vm->symbols, f->name);
        out->descriptor = symbol_intern_cstr(vm->symbols, f->descriptor);
        out->type = basic_type_of_char(f->descriptor[0]);
        out->access_flags = ACC_PRIVATE | ACC_SYNTHETIC;
        return;
    }
    BUG("no such injected field");
}

/* Placement order among fields that fit at an offset. */
enum width_class { WIDTH_8, WIDTH_REF, WIDTH_4, WIDTH_2, WIDTH_1, WIDTHS };
static const u8 width_bytes[WIDTHS] = {8, 1 << HEAP_REF_SHIFT, 4, 2, 1};

static enum width_class width_of(u8 type) {
    if (type >= T_OBJECT)
        return WIDTH_REF;
    switch (basic_type_size(type)) {
    case 8:
        return WIDTH_8;
    case 4:
        return WIDTH_4;
    case 2:
        return WIDTH_2;
    default:
        return WIDTH_1;
    }
}

/* Places the static or the instance fields of k from `offset` on; returns the end. */
static u32 place_fields(struct class *k, bool statics, u32 offset) {
    u32 n = k->fields_count + k->injected_count, next[WIDTHS] = {0}, left = 0;
    for (u32 i = 0; i < n; i++)
        left += field_is_static(&k->fields[i]) == statics;
    while (left > 0) {
        bool placed = false;
        for (int w = 0; w < WIDTHS && !placed; w++) {
            if (offset % width_bytes[w] != 0)
                continue;
            for (; next[w] < n; next[w]++) {
                struct field *f = &k->fields[next[w]];
                if (field_is_static(f) != statics || width_of(f->type) != (enum width_class)w)
                    continue;
                f->offset = offset;
                offset += width_bytes[w];
                next[w]++;
                left--;
                placed = true;
                break;
            }
        }
        if (!placed)
            offset++;
    }
    return offset;
}

static int compare_runs(const void *a, const void *b) {
    u32 x = ((const struct ref_run *)a)->offset, y = ((const struct ref_run *)b)->offset;
    return (x > y) - (x < y);
}

/* Reference map of `base` plus k's own (static or instance) reference fields, adjacent ones merged. */
static void make_ref_runs(struct class *k, bool statics, const struct layout *base, struct layout *out) {
    u32 n = k->fields_count + k->injected_count, count = base ? base->ref_runs_count : 0, capacity = count;
    bool is_reference = !statics && strcmp(k->name->text, "java/lang/ref/Reference") == 0;
    for (u32 i = 0; i < n; i++)
        capacity += field_is_static(&k->fields[i]) == statics && k->fields[i].type >= T_OBJECT;
    if (capacity == count && base) {
        out->ref_runs = base->ref_runs;
        out->ref_runs_count = count;
        return;
    }
    struct ref_run *runs = arena_alloc(&k->loader->arena, sizeof *runs * MAX_OF(capacity, 1u));
    if (count)
        memcpy(runs, base->ref_runs, sizeof *runs * count);
    for (u32 i = 0; i < n; i++) {
        const struct field *f = &k->fields[i];
        if (field_is_static(f) != statics || f->type < T_OBJECT)
            continue;
        if (is_reference && (strcmp(f->name->text, "referent") == 0 || strcmp(f->name->text, "discovered") == 0))
            continue; /* the collector's own: gc/reference.c */
        runs[count++] = (struct ref_run){f->offset, 1};
    }
    qsort(runs, count, sizeof *runs, compare_runs);
    u32 last = 0;
    for (u32 i = 1; i < count; i++) {
        if (runs[i].offset == runs[last].offset + (runs[last].count << HEAP_REF_SHIFT))
            runs[last].count += runs[i].count;
        else
            runs[++last] = runs[i];
    }
    out->ref_runs = runs;
    out->ref_runs_count = count ? last + 1 : 0;
}

static u8 strength_of(const struct class *k) {
    static const struct {
        const char *name;
        u8 strength;
    } kinds[] = {{"java/lang/ref/SoftReference", STRENGTH_SOFT},
                 {"java/lang/ref/WeakReference", STRENGTH_WEAK},
                 {"java/lang/ref/FinalReference", STRENGTH_FINAL},
                 {"java/lang/ref/PhantomReference", STRENGTH_PHANTOM}};
    if (k->super && k->super->layout.strength != STRENGTH_STRONG)
        return k->super->layout.strength;
    if (!k->loader->object && strncmp(k->name->text, "java/lang/ref/", 14) == 0) {
        for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
            if (strcmp(k->name->text, kinds[i].name) == 0)
                return kinds[i].strength;
        }
    }
    return STRENGTH_STRONG;
}

/* Does k, or a superclass other than Object, declare a finalize() that does something?
 * (docs/OPENJDK.md#finalization) */
static bool is_finalizable(struct vm *vm, const struct class *k) {
    if (!k->super || class_is_interface(k))
        return false;
    const struct method *m = class_declared_method(k, KS(vm, finalize), KS(vm, void_method));
    if (m && !method_is_static(m))
        return !(m->flags & METHOD_EMPTY);
    return k->super->layout.finalizable;
}

void layout_instance(struct vm *vm, struct class *k) {
    struct layout *l = &k->layout;
    u32 start = k->super ? k->super->instance_end : (u32)sizeof(struct object);
    k->instance_end = place_fields(k, false, start);
    l->kind = strcmp(k->name->text, "java/lang/Class") == 0 && !k->loader->object ? LAYOUT_MIRROR
              : k->flags & CLASS_IS_LOADER                                        ? LAYOUT_LOADER
                                                                                  : LAYOUT_INSTANCE;
    l->instance_size = ALIGN_UP(k->instance_end, 8u);
    l->strength = strength_of(k);
    l->finalizable = is_finalizable(vm, k);
    make_ref_runs(k, false, k->super ? &k->super->layout : NULL, l);
}

void layout_mirror(struct vm *vm, struct class *k) {
    const struct class *mirror_class = K(vm, java_lang_Class);
    struct layout *l = &k->mirror_layout;
    *l = mirror_class->layout;
    k->static_end = mirror_class->instance_end;
    if (class_is_array(k) || class_is_primitive(k))
        return;
    k->static_end = place_fields(k, true, mirror_class->instance_end);
    l->instance_size = ALIGN_UP(k->static_end, 8u);
    make_ref_runs(k, true, &mirror_class->layout, l);
}

void layout_array(struct class *k) {
    u8 type = class_is_primitive(k->component) ? k->component->primitive_type : T_OBJECT;
    k->layout.kind = type == T_OBJECT ? LAYOUT_REF_ARRAY : LAYOUT_PRIM_ARRAY;
    k->layout.element_shift = type == T_OBJECT ? HEAP_REF_SHIFT : (u8)__builtin_ctz(basic_type_size(type));
    k->layout.instance_size = ARRAY_BASE;
    k->instance_end = ARRAY_BASE;
}

bool mirror_create(struct thread *t, struct class *k) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&k->loader->lock);
    layout_mirror(vm, k);
    pthread_mutex_unlock(&k->loader->lock);
    size_t size = k->mirror_layout.instance_size;
    struct object *mirror = gc_alloc(vm->heap, &t->cache, size);
    if (!mirror)
        mirror = gc_alloc_slow(vm->heap, &t->cache, size, true);
    if (!mirror) {
        vm_collect(t, true, "Metadata");
        mirror = gc_alloc_slow(vm->heap, &t->cache, size, true);
    }
    if (!mirror)
        return throw_out_of_memory(t, "Java heap space");
    FIELD(mirror, KF(vm, Class_vm_class), u64) = (uintptr_t)k;
    mirror->klass = (u32)(uintptr_t)K(vm, java_lang_Class);
    object_put_ref(mirror, KF(vm, Class_classLoader), k->loader->object);
    const struct class *base = class_is_array(k) ? k->element : k;
    const struct module *module = class_is_primitive(base) ? vm->java_base : base->module;
    if (module)
        object_put_ref(mirror, KF(vm, Class_module), module->object);
    if (class_is_array(k))
        object_put_ref(mirror, KF(vm, Class_componentType), k->component->mirror);
    k->mirror = mirror;
    if (loader_can_unload(k->loader))
        k->layout.keep_alive = ref_encode(mirror);
    return true;
}

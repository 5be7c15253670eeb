/* SPDX-License-Identifier: MIT
 *
 * jni_check.c - -Xcheck:jni: the checks (native/jni/jni_check.h). jni_checked.c applies them.
 *
 * A jmethodID or jfieldID is the address of a struct. A wrong one may be any number: before it is followed, the kernel
 * is asked whether its page exists, and then whether the holder it names has it among its members.
 */
#include <sys/mman.h>
#include <unistd.h>
#include "base/mutf8.h"
#include "base/os.h"
#include "diagnostics/crash.h"
#include "native/jni/jni_check.h"
#include "native/jni/jni_impl.h"
#include "runtime/options.h"
#include "runtime/safepoint.h"
#include "diagnostics/thread_dump.h"

#define GUARD_BYTES    16
#define GUARD_BYTE     0xAB
#define GUARD_MAGIC    0x4A4E494755415244u
#define LOCAL_CAPACITY 32 /* HotSpot's patience; the specification promises 16 */

/* ---- messages ---- */

static void print_frames(struct thread *t) {
    struct buf text = {0};
    thread_dump_frames(t, &text);
    options_print(&t->vm->options, stdout, "%s", buf_cstr(&text));
    fflush(stdout);
    buf_free(&text);
}

static NORETURN void fatal(const struct jni_check *c, const char *what) {
    options_print(&c->t->vm->options, stdout, "FATAL ERROR in native method: %s\n", what);
    print_frames(c->t);
    fflush(NULL);
    crash_abort(c->t->vm);
}

static void warn(const struct jni_check *c, const char *what) {
    options_print(&c->t->vm->options, stdout, "WARNING in native method: %s\n", what);
    print_frames(c->t);
}

static void warn_about(const struct jni_check *c, const char *what, const char *name) {
    options_print(&c->t->vm->options, stdout, "WARNING in native method: %s%s\n", what, name);
    print_frames(c->t);
}

/* ---- around every call ---- */

struct jni_check jni_check_begin(JNIEnv *env, const char *name, u32 when) {
    struct thread *t = thread_of_env(env), *self = thread_current();
    struct jni_check c = {t, name};
    if (UNLIKELY(t != self)) {
        printf("FATAL ERROR in native method: Using JNIEnv in %s\n", self ? "the wrong thread" : "non-Java thread");
        fflush(NULL);
        crash_abort(t->vm);
    }
    thread_leave_safe(t);
    if (t->jni_critical && !(when & WHEN_CRITICAL)) {
        options_print(&t->vm->options, stdout,
                      "Warning: Calling other JNI functions in the scope of "
                      "Get/ReleasePrimitiveArrayCritical or Get/ReleaseStringCritical\n");
        fflush(stdout);
    }
    if (when & WHEN_ALWAYS)
        return c;
    if (t->exception)
        warn(&c, "JNI call made with exception pending");
    if (t->jni_unchecked) {
        warn_about(&c, "JNI call made without checking exceptions when required to from ", t->jni_unchecked);
        t->jni_unchecked = NULL;
    }
    return c;
}

void jni_check_end(const struct jni_check *c) {
    thread_enter_native(c->t);
}

/* Local references beyond what the frame was said to hold: a loop that forgets DeleteLocalRef. */
static void jni_check_capacity(const struct jni_check *c) {
    u32 live, *capacity = handle_frame_capacity(c->t, &live);
    if (!capacity)
        return;
    if (!*capacity)
        *capacity = LOCAL_CAPACITY;
    if (live <= *capacity)
        return;
    options_print(&c->t->vm->options, stdout, "WARNING: JNI local refs: %u, exceeds capacity: %u\n", live, *capacity);
    print_frames(c->t);
    *capacity = live + LOCAL_CAPACITY; /* complains again when it has grown as much */
}

void jni_check_after(const struct jni_check *c, u32 when) {
    struct thread *t = c->t;
    thread_leave_safe(t);
    jni_check_capacity(c);
    if (when & WHEN_THROWS)
        t->jni_unchecked = c->name;
    thread_enter_native(t);
}

/* ---- references ---- */

void jni_check_reference(const struct jni_check *c, jobject handle) {
    if (handle && handle_kind(c->t, handle) == 0)
        fatal(c, "Bad global or local ref passed to JNI");
}

static struct object *object_of(const struct jni_check *c, jobject handle) {
    jni_check_reference(c, handle);
    struct object *o = handle_get(handle);
    if (!o)
        fatal(c, "Null object passed to JNI");
    return o;
}

void jni_check_object(const struct jni_check *c, jobject handle) {
    object_of(c, handle);
}

static struct class *class_of_handle(const struct jni_check *c, jclass handle) {
    jni_check_reference(c, handle);
    struct object *o = handle_get(handle);
    if (!o)
        fatal(c, "Bad global or local ref passed to JNI");
    if (object_class(o) != K(c->t->vm, java_lang_Class))
        fatal(c, "JNI received a class argument that is not a class");
    return class_of_mirror(c->t->vm, o);
}

void jni_check_class(const struct jni_check *c, jclass handle) {
    class_of_handle(c, handle);
}

void jni_check_throwable_class(const struct jni_check *c, jclass handle) {
    if (!class_is_subclass(class_of_handle(c, handle), K(c->t->vm, java_lang_Throwable)))
        fatal(c, "JNI Throw or ThrowNew received a class argument that is not a Throwable or "
                 "Throwable subclass");
}

void jni_check_throwable(const struct jni_check *c, jobject handle) {
    if (!object_is_instance(object_of(c, handle), K(c->t->vm, java_lang_Throwable)))
        fatal(c, "JNI Throw or ThrowNew received a class argument that is not a Throwable or "
                 "Throwable subclass");
}

void jni_check_string(const struct jni_check *c, jstring handle) {
    jni_check_reference(c, handle);
    struct object *o = handle_get(handle);
    if (!o || object_class(o) != K(c->t->vm, java_lang_String))
        fatal(c, "JNI string operation received a non-string");
}

static struct class *array_class_of(const struct jni_check *c, jarray handle) {
    jni_check_reference(c, handle);
    struct object *o = handle_get(handle);
    if (!o || !class_is_array(object_class(o)))
        fatal(c, "Non-array passed to JNI array operations");
    return object_class(o);
}

void jni_check_array(const struct jni_check *c, jarray handle) {
    array_class_of(c, handle);
}

void jni_check_object_array(const struct jni_check *c, jarray handle) {
    if (array_class_of(c, handle)->component->kind == CLASS_PRIMITIVE)
        fatal(c, "Object array expected but not received for JNI array operation");
}

void jni_check_primitive_array(const struct jni_check *c, jarray handle, u8 type) {
    const struct class *component = array_class_of(c, handle)->component;
    if (component->kind != CLASS_PRIMITIVE)
        fatal(c, "Primitive type array expected but not received for JNI array operation");
    if (type != T_VOID && component->primitive_type != type)
        fatal(c, "Array element type mismatch in JNI");
}

void jni_check_class_name(const struct jni_check *c, const char *name) {
    size_t n = name ? strlen(name) : 0;
    if (n < 2 || name[0] != 'L' || name[n - 1] != ';')
        return;
    options_print(&c->t->vm->options, stdout,
                  "WARNING in native method: JNI %s received a bad class descriptor \"%s\".  A "
                  "correct class descriptor has no leading \"L\" or trailing \";\".  Incorrect "
                  "descriptors will not be accepted in future releases.\n",
                  c->name, name);
    print_frames(c->t);
}

void jni_check_utf(const struct jni_check *c, const char *text) {
    if (text && !mutf8_valid((const u8 *)text, strlen(text)))
        warn_about(c, "text is not modified UTF-8 in ", c->name);
}

void jni_check_deletable(const struct jni_check *c, jobject handle, int kind) {
    static const char *const names[] = {"", "local", "global", "weak global"};
    if (!handle || handle_kind(c->t, handle) == kind)
        return;
    jni_check_reference(c, handle);
    char text[128];
    snprintf(text, sizeof text, "Invalid %s JNI handle passed to %s", names[kind], c->name);
    fatal(c, text);
}

/* ---- methods and fields ---- */

static bool is_mapped(const void *p) {
    unsigned char resident;
    size_t page = os_page_size();
    uintptr_t address = (uintptr_t)p;
    return p && address % sizeof(u64) == 0 && mincore((void *)(address & ~(page - 1)), 1, &resident) == 0;
}

static struct method *method_of(const struct jni_check *c, jmethodID id) {
    struct method *m = (struct method *)id;
    if (is_mapped(m) && is_mapped(m->holder)) {
        const struct class *k = m->holder;
        if (is_mapped(k->methods) && m >= k->methods && m < k->methods + k->methods_count)
            return m;
        for (u32 i = 0; is_mapped(k->extra_methods) && i < k->extra_methods_count; i++)
            if (k->extra_methods[i] == m)
                return m;
    }
    fatal(c, "Wrong object class or methodID passed to JNI call");
}

void jni_check_method_id(const struct jni_check *c, jmethodID id) {
    method_of(c, id);
}

static u8 kind_of_result(u8 type) {
    return type == T_ARRAY ? T_OBJECT : type;
}

void jni_check_call(const struct jni_check *c, jobject receiver, jclass handle, jmethodID id, u8 type, bool is_static) {
    const struct method *m = method_of(c, id);
    struct class *k = handle ? class_of_handle(c, handle) : NULL;
    jni_check_reference(c, receiver);
    struct object *o = handle_get(receiver); /* NULL: the call throws NullPointerException */
    if (is_static && !k)
        fatal(c, "JNI received a null class");
    if (method_is_static(m) != is_static || (k && !class_is_subtype(k, m->holder)) ||
        (o && !object_is_instance(o, m->holder)))
        fatal(c, "Wrong object class or methodID passed to JNI call");
    if (kind_of_result(m->return_type) != type)
        warn_about(c, "the method returns another type than the one named by ", c->name);
}

void jni_check_constructor(const struct jni_check *c, jclass handle, jmethodID id) {
    const struct method *m = method_of(c, id);
    if (!(m->flags & METHOD_INIT) || class_of_handle(c, handle) != m->holder)
        fatal(c, "Wrong object class or methodID passed to JNI call");
}

static struct field *field_of(const struct jni_check *c, jfieldID id, const char *fault) {
    struct field *f = (struct field *)id;
    if (is_mapped(f) && is_mapped(f->holder)) {
        const struct class *k = f->holder;
        if (is_mapped(k->fields) && f >= k->fields && f < k->fields + k->fields_count)
            return f;
    }
    fatal(c, fault);
}

void jni_check_field_id(const struct jni_check *c, jfieldID id) {
    field_of(c, id, "Wrong field ID passed to JNI");
}

static u8 field_type(const struct field *f) {
    return kind_of_result(basic_type_of_char(f->descriptor->text[0]));
}

void jni_check_field(const struct jni_check *c, jobject receiver, jfieldID id, u8 type) {
    struct object *o = object_of(c, receiver);
    const struct field *f = field_of(c, id, "Wrong field ID passed to JNI");
    if (field_is_static(f))
        fatal(c, "Static field ID passed to JNI");
    if (!object_is_instance(o, f->holder))
        fatal(c, "Wrong field ID passed to JNI");
    if (field_type(f) != type)
        fatal(c, "Field type (instance) mismatch in JNI get/set field operations");
}

void jni_check_static_field(const struct jni_check *c, jclass handle, jfieldID id, u8 type) {
    struct class *k = class_of_handle(c, handle);
    const struct field *f = field_of(c, id, "Wrong static field ID passed to JNI");
    if (!field_is_static(f))
        fatal(c, "Non-static field ID passed to JNI");
    if (!class_is_subtype(k, f->holder))
        fatal(c, "Wrong static field ID passed to JNI");
    if (field_type(f) != type)
        fatal(c, "Field type (static) mismatch in JNI get/set field operations");
}

/* ---- guarded copies ---- */

struct guard {
    u64 magic, size;
    u8 before[GUARD_BYTES];
};

void *jni_check_wrap(const struct jni_check *c, const void *data, size_t size) {
    struct guard *g = mem_try_alloc(sizeof *g + size + GUARD_BYTES);
    if (!g)
        fatal(c, "no memory for a guarded copy");
    g->magic = GUARD_MAGIC;
    g->size = size;
    memset(g->before, GUARD_BYTE, sizeof g->before);
    u8 *copy = (u8 *)(g + 1);
    memcpy(copy, data, size);
    memset(copy + size, GUARD_BYTE, GUARD_BYTES);
    return copy;
}

static bool is_guard(const u8 *p) {
    for (u32 i = 0; i < GUARD_BYTES; i++)
        if (p[i] != GUARD_BYTE)
            return false;
    return true;
}

size_t jni_check_wrapped(const struct jni_check *c, const void *wrapped, jobject handle) {
    const struct guard *g = (const struct guard *)wrapped - 1;
    bool ours = is_mapped(g) && g->magic == GUARD_MAGIC && is_guard(g->before);
    if (ours && is_guard((const u8 *)wrapped + g->size))
        return g->size;
    char text[128];
    options_print(&c->t->vm->options, stdout,
                  "checked_jni_%s: release array failed bounds check, incorrect pointer returned ? array: %p "
                  "carray: %p\n",
                  c->name, (void *)handle, wrapped);
    snprintf(text, sizeof text, "checked_jni_%s: failed bounds check", c->name);
    fatal(c, text);
}

void jni_check_unwrap(void *wrapped) {
    struct guard *g = (struct guard *)wrapped - 1;
    g->magic = 0;
    mem_free(g);
}

/* ---- critical regions ---- */

void jni_check_enter_critical(const struct jni_check *c) {
    c->t->jni_critical++;
}

void jni_check_leave_critical(const struct jni_check *c) {
    if (c->t->jni_critical == 0)
        fatal(c, "release of a critical region that was not entered");
    c->t->jni_critical--;
}

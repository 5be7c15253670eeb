/* SPDX-License-Identifier: MIT
 *
 * jvm_stack.c - JVM_* functions that look at the stack: traces, StackWalker, callers and access-control contexts.
 *
 * Frames come from runtime/frame.h, innermost first, native methods included: the native that asks is itself the first
 * frame. Three views differ in what they leave out: traces and StackWalker drop hidden methods
 * (docs/OPENJDK.md#hidden-frames), getCallerClass and getClassContext drop reflection and method-handle frames
 * (docs/OPENJDK.md#callers), the privilege scan drops nothing (docs/OPENJDK.md#access-control-contexts).
 */
#include "diagnostics/npe.h"
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/library_shape.h"
#include "runtime/link.h"
#include "runtime/membername.h"
#include "runtime/object.h"
#include "runtime/string.h"

/* ---- callers ---- */

struct object *jvm_caller_class(struct thread *t) {
    int n = 0;
    for (struct frame *f = frame_first(t); f; f = frame_next(t, f), n++) {
        /* Frame 0 is getCallerClass itself, frame 1 the method that asked on behalf of its caller. */
        if (n < 2) {
            if (!(frame_method(f)->flags & METHOD_CALLER_SENSITIVE)) {
                throw_new(t, K(t->vm, java_lang_InternalError), "CallerSensitive annotation expected at frame %d", n);
                return NULL;
            }
        } else if (!frame_ignored_by_security_walk(f)) {
            return frame_method(f)->holder->mirror;
        }
    }
    return NULL;
}

struct object *jvm_class_context(struct thread *t) {
    struct frame *first = frame_first(t);
    if (!first || frame_method(first) != KM(t->vm, SecurityManager_getClassContext)) {
        throw_new(t, K(t->vm, java_lang_InternalError),
                  "JVM_GetClassContext must only be called from SecurityManager.getClassContext");
        return NULL;
    }
    u32 count = 0;
    for (struct frame *f = first; f; f = frame_next(t, f))
        count += !method_is_native(frame_method(f)) && !frame_ignored_by_security_walk(f);
    struct object *array = jvm_class_array(t, count);
    u32 n = 0;
    for (struct frame *f = first; array && f; f = frame_next(t, f))
        if (!method_is_native(frame_method(f)) && !frame_ignored_by_security_walk(f))
            array_put_ref(array, n++, frame_method(f)->holder->mirror);
    return array;
}

static struct object *non_reflection_loader(const struct vm *vm, struct object *loader) {
    while (library_is_accessor_loader(vm, loader))
        loader = object_get_ref(loader, KF(vm, ClassLoader_parent));
    return loader;
}

struct object *jvm_latest_user_defined_loader(struct thread *t) {
    for (struct frame *f = frame_first(t); f; f = frame_next(t, f)) {
        if (frame_ignored_by_security_walk(f))
            continue;
        const struct loader *l = frame_method(f)->holder->loader;
        if (!l->object || l->is_platform)
            continue;
        struct object *loader = non_reflection_loader(t->vm, l->object);
        if (loader && loader != t->vm->platform_class_loader)
            return loader;
    }
    return NULL;
}

/* ---- access control ---- */

static bool is_execute_privileged(const struct vm *vm, const struct method *m) {
    return m == KM(vm, AccessController_executePrivileged) || m == KM(vm, AccessController_executePrivilegedException);
}

struct privilege_scan {
    bool is_privileged;
    struct object *context; /* AccessControlContext given to doPrivileged, or NULL */
    u32 count;              /* distinct consecutive protection domains */
};

/* Protection domains from the top of the stack down to the first privileged frame, equal neighbours once. With
 * `domains` they are stored there. executePrivileged(action, context, caller) uses its parameters up to its end. */
static void scan_privileges(struct thread *t, struct privilege_scan *scan, struct object *domains) {
    const struct object *previous = NULL;
    memset(scan, 0, sizeof *scan);
    for (struct frame *f = frame_first(t); f && !scan->is_privileged; f = frame_next(t, f)) {
        struct class *k = frame_method(f)->holder;
        if (is_execute_privileged(t->vm, frame_method(f))) {
            scan->is_privileged = true;
            scan->context = frame_argument(f, 1);
            k = class_of_mirror(t->vm, frame_argument(f, 2));
        }
        struct object *domain = k && k->kind == CLASS_INSTANCE ? k->protection_domain : NULL;
        if (domain && domain != previous) {
            if (domains && scan->count < array_length(domains))
                array_put_ref(domains, scan->count, domain);
            scan->count++;
            previous = domain;
        }
    }
}

struct object *jvm_stack_access_control_context(struct thread *t) {
    struct vm *vm = t->vm;
    struct privilege_scan scan;
    scan_privileges(t, &scan, NULL);
    struct object *domains = NULL;
    if (scan.count) {
        struct class *array_class = class_array_of(t, K(vm, java_security_ProtectionDomain));
        domains = array_class ? array_new(t, array_class, (i32)scan.count) : NULL;
        if (!domains)
            return NULL;
        scan_privileges(t, &scan, domains);
    } else if (scan.is_privileged && !scan.context) {
        return NULL; /* only system code, and privileged: everything is allowed */
    }
    struct class *k = K(vm, java_security_AccessControlContext);
    struct object *acc = class_initialize(t, k) ? object_new(t, k) : NULL;
    if (!acc)
        return NULL;
    object_put_ref(acc, KF(vm, AccessControlContext_context), domains);
    object_put_ref(acc, KF(vm, AccessControlContext_privilegedContext), scan.context);
    FIELD(acc, KF(vm, AccessControlContext_isPrivileged), u8) = scan.is_privileged;
    FIELD(acc, KF(vm, AccessControlContext_isAuthorized), u8) = 1;
    return acc;
}

struct object *jvm_inherited_access_control_context(struct thread *t) {
    return t->object ? object_get_ref(t->object, KF(t->vm, Thread_inheritedAccessControlContext)) : NULL;
}

/* ---- StackWalker (docs/OPENJDK.md#stack-walker) ---- */

enum walk_mode {
    WALK_CLASS_REFS_ONLY = 0x2,
    WALK_GET_CALLER_CLASS = 0x4,
    WALK_SHOW_HIDDEN = 0x20,
    WALK_LIVE_FRAMES = 0x100,
};

/* An active walk; lives on the C stack of callStackWalk, whose Java frames below don't change meanwhile. */
struct stack_walk {
    struct frame *next; /* frame to look at next, NULL at the end */
    struct stack_walk *outer;
};

static bool throw_corrupted(struct thread *t) {
    return throw_new(t, K(t->vm, java_lang_InternalError), "doStackWalk: corrupted buffers");
}

static bool is_walker_frame(const struct vm *vm, const struct frame *f) {
    const struct class *k = frame_method(f)->holder, *walker = K(vm, java_lang_AbstractStackWalker);
    return k == K(vm, java_lang_StackWalker) || k == walker || k->super == walker;
}

static bool is_hidden(const struct thread *t, const struct frame *f, i64 mode) {
    return !(mode & WALK_SHOW_HIDDEN) && !t->vm->options.show_hidden_frames &&
           (frame_method(f)->flags & (METHOD_HIDDEN | METHOD_MH_INTRINSIC));
}

/* Fills up to `count` entries of frames from `start` on. Returns the index behind the last one, -1 = exception. */
static i32 fill_frames(struct thread *t, struct stack_walk *walk, i64 mode, i32 count, i32 start,
                       struct object *frames) {
    i32 at = start;
    for (; walk->next && at - start < count; walk->next = frame_next(t, walk->next)) {
        struct frame *f = walk->next;
        if (is_hidden(t, f, mode))
            continue;
        if ((u32)at >= array_length(frames)) {
            throw_corrupted(t);
            return -1;
        }
        if (mode & WALK_CLASS_REFS_ONLY) {
            if ((mode & WALK_GET_CALLER_CLASS) && at == start && (frame_method(f)->flags & METHOD_CALLER_SENSITIVE)) {
                char *name = method_external_name(frame_method(f));
                throw_by_name(t, "java/lang/UnsupportedOperationException",
                              "StackWalker::getCallerClass called from @CallerSensitive '%s' method", name);
                mem_free(name);
                return -1;
            }
            array_put_ref(frames, (u32)at, frame_method(f)->holder->mirror);
        } else if (!frame_info_fill(t, array_get_ref(frames, (u32)at), frame_method(f), MAX_OF(frame_bci(f), 0))) {
            return -1;
        }
        at++;
    }
    return at;
}

static bool check_walk(struct thread *t, i64 mode, const struct object *frames, i32 start) {
    if (!frames)
        return throw_new(t, K(t->vm, java_lang_NullPointerException), "frames_array is NULL");
    if (start < 0 || (u32)start > array_length(frames))
        return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "not enough space in buffers");
    if (mode & WALK_LIVE_FRAMES)
        return throw_by_name(t, "java/lang/UnsupportedOperationException", "live stack frames");
    return true;
}

static struct object *call_stack_walk(struct thread *t, struct object *walker, i64 mode, i32 skip, i32 count, i32 start,
                                      struct object *frames) {
    if (!check_walk(t, mode, frames, start))
        return NULL;
    struct stack_walk walk = {frame_first(t), t->stack_walk};
    while (walk.next && is_walker_frame(t->vm, walk.next))
        walk.next = frame_next(t, walk.next);
    for (i32 i = 0; walk.next && i < skip; i++)
        walk.next = frame_next(t, walk.next);
    i32 end = fill_frames(t, &walk, mode, count, start, frames);
    if (end < 0)
        return NULL;
    if (array_length(frames) > 0)
        array_put_ref(frames, 0, t->object); /* checked on the way out: the buffer still belongs to this walk */
    union slot args[6] = {{.w = 0}, {.w = 0}, {.w = 0}, {.w = 0}, {.w = 0}, {.w = 0}};
    args[0].o = walker;
    args[1].p = &walk;
    args[2].u = (u32)skip;
    args[3].u = (u32)count;
    args[4].u = (u32)start;
    args[5].u = (u32)end;
    t->stack_walk = &walk;
    bool ok = java_call_virtual(t, KM(t->vm, AbstractStackWalker_doStackWalk), args);
    t->stack_walk = walk.outer;
    if (!ok)
        return NULL;
    if (array_length(frames) > 0 && array_get_ref(frames, 0) != t->object) {
        throw_new(t, K(t->vm, java_lang_InternalError), "doStackWalk: corrupted buffers on exit");
        return NULL;
    }
    if (array_length(frames) > 0)
        array_put_ref(frames, 0, NULL);
    return args[0].o;
}

static i32 more_stack_walk(struct thread *t, i64 mode, i64 anchor, i32 count, i32 start, struct object *frames) {
    if (!check_walk(t, mode, frames, start))
        return 0;
    struct stack_walk *walk = t->stack_walk;
    while (walk &&
           (i64)(intptr_t)walk != anchor) /* an anchor of another thread or of a finished walk isn't in the list */
        walk = walk->outer;
    if (!walk || array_length(frames) == 0 || array_get_ref(frames, 0) != t->object) {
        throw_corrupted(t);
        return 0;
    }
    i32 end = fill_frames(t, walk, mode, count, start, frames);
    return end < 0 ? 0 : end;
}

/* ---- stack trace elements ---- */

static bool init_element(struct thread *t, struct object *element, struct object *info) {
    const struct vm *vm = t->vm;
    if (!element || !info)
        return throw_new(t, K(vm, java_lang_NullPointerException), NULL);
    i32 bci;
    struct method *m = frame_info_method(vm, info, &bci);
    if (!m)
        return throw_new(t, K(vm, java_lang_InternalError), "StackFrameInfo without method");
    return exception_fill_element(t, element, m, method_is_native(m) ? -1 : bci);
}

static bool init_elements(struct thread *t, struct object *elements, struct object *throwable) {
    if (!elements || !throwable)
        return throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
    return exception_fill_elements(t, elements, throwable);
}

static struct object *npe_message(struct thread *t, struct object *throwable) {
    char *text = throwable ? npe_text(t, throwable) : NULL;
    struct object *s = text ? string_new_cstr(t, text) : NULL;
    mem_free(text);
    return s;
}

/* ---- exported functions ---- */

JNIEXPORT void JNICALL JVM_FillInStackTrace(JNIEnv *env, jobject throwable) {
    NATIVE_ENTER(env);
    exception_fill_in_stack_trace(t, handle_get(throwable));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_InitStackTraceElementArray(JNIEnv *env, jobjectArray elements, jobject throwable) {
    NATIVE_ENTER(env);
    init_elements(t, handle_get(elements), handle_get(throwable));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_InitStackTraceElement(JNIEnv *env, jobject element, jobject info) {
    NATIVE_ENTER(env);
    init_element(t, handle_get(element), handle_get(info));
    NATIVE_RETURN_VOID();
}

JNIEXPORT jstring JNICALL JVM_GetExtendedNPEMessage(JNIEnv *env, jthrowable throwable) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(t->vm->options.detailed_npe ? npe_message(t, handle_get(throwable)) : NULL);
}

JNIEXPORT jobject JNICALL JVM_CallStackWalk(JNIEnv *env, jobject walker, jlong mode, jint skip, jint count, jint start,
                                            jobjectArray frames) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(call_stack_walk(t, handle_get(walker), mode, skip, count, start, handle_get(frames)));
}

JNIEXPORT jint JNICALL JVM_MoreStackWalk(JNIEnv *env, jobject walker, jlong mode, jlong anchor, jint count, jint start,
                                         jobjectArray frames) {
    (void)walker;
    NATIVE_ENTER(env);
    NATIVE_RETURN((jint)more_stack_walk(t, mode, anchor, count, start, handle_get(frames)));
}

JNIEXPORT jclass JNICALL JVM_GetCallerClass(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_caller_class(t));
}

JNIEXPORT jobject JNICALL JVM_LatestUserDefinedLoader(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_latest_user_defined_loader(t));
}

/* SPDX-License-Identifier: MIT
 *
 * class.h - classes, methods and fields at run time.
 *
 * A struct class is made by runtime/define.c from a struct classfile, which it keeps (constant pool and attributes are
 * read from there for ever), lives in its loader's low arena and is never moved. Its first member is the layout the
 * collector reads. Life: LOADED -> LINKED (vtable, itables, verified) -> INITIALIZING -> INITIALIZED | ERRONEOUS (JVMS
 * 5.5).
 */
#ifndef RUNTIME_CLASS_H
#define RUNTIME_CLASS_H

#include "base/map.h"
#include "base/symbol.h"
#include "classfile/classfile.h"
#include "classfile/descriptor.h"
#include "gc/object.h"
#include "runtime/code.h"

struct vm;
struct thread;
struct loader;
struct module;
struct class;
struct method;
struct call_site;

enum class_kind { CLASS_INSTANCE, CLASS_ARRAY, CLASS_PRIMITIVE };
enum class_state { CLASS_LOADED, CLASS_LINKING, CLASS_LINKED, CLASS_INITIALIZING, CLASS_INITIALIZED, CLASS_ERRONEOUS };

enum class_flag {
    CLASS_HIDDEN = 1u << 0,                 /* defined by Lookup.defineHiddenClass */
    CLASS_HAS_DEFAULTS = 1u << 1,           /* interface that declares non-abstract instance methods (itself) */
    CLASS_HAS_INHERITED_DEFAULTS = 1u << 2, /* it or a super type does */
    CLASS_MAGIC_ACCESSOR = 1u << 3,         /* subclass of MagicAccessorImpl: no access checks, no verification */
    CLASS_TRUSTED = 1u << 4,                /* boot or platform loader: VM annotations honoured */
    CLASS_IS_THROWABLE = 1u << 5,
    CLASS_IS_LOADER = 1u << 6, /* subclass of java.lang.ClassLoader */
    CLASS_IS_CLONEABLE = 1u << 7,
    CLASS_IS_REFERENCE = 1u << 8, /* subclass of java.lang.ref.Reference */
    CLASS_IS_RECORD = 1u << 9,
    CLASS_HAS_CLINIT = 1u << 10,
    CLASS_HAS_FINAL_METHODS = 1u << 11, /* that a subclass could try to override */
    CLASS_PATCH = 1u << 12,             /* of --patch-module: its bodies are not those of the class library */
};

struct itable_entry {
    struct class *interface;
    struct method *
        *methods; /* by the interface method's itable index; NULL = none (AbstractMethodError), a conflict is a method
                   * with METHOD_CONFLICT */
};

#define CLASS_ALIGN 64 /* bytes of a cache line */

struct class {
    struct layout layout; /* must be first: object->klass points here */

    /* what calls and type checks read: in one cache line with the layout */
    struct method **vtable;
    struct class **supers;       /* supers[i] = ancestor of depth i; supers[depth] = itself */
    struct class *subtype_cache; /* last interface found assignable */
    u16 depth;                   /* number of superclasses: Object 0 */
    u8 state;                    /* enum class_state; stored with release, loaded with acquire (class_is_initialized) */
    u8 dimensions;               /* arrays */
    u32 itable_length;
    struct itable_entry *itable; /* one for each of all_interfaces */

    u32 vtable_length;
    struct object *mirror; /* java.lang.Class instance; static fields live in it */
    struct class *super;
    struct symbol *name;    /* internal: "java/lang/String", "[I", "int"; hidden: "a/B+0x1234" */
    struct loader *loader;  /* defining loader; never NULL (boot: vm->boot_loader) */
    struct module *module;  /* NULL until modules are defined */
    struct symbol *package; /* "java/lang"; empty symbol for the unnamed package */
    u16 access_flags;       /* as in the class file (arrays, primitives: computed) */
    u8 kind;                /* enum class_kind */
    u8 primitive_type;      /* enum basic_type, for CLASS_PRIMITIVE */
    u32 flags;              /* enum class_flag */

    /* arrays */
    struct class *component; /* [[I -> [I */
    struct class *element;   /* [[I -> int */
    struct class *array;     /* array class with this component, made on demand (acquire/release) */

    struct classfile *file;    /* NULL for arrays and primitives */
    struct class **interfaces; /* direct */
    u32 interfaces_count;
    struct class **all_interfaces; /* transitive closure, each once */
    u32 all_interfaces_count;

    struct field *fields; /* declared, in class-file order */
    u32 fields_count;
    u32 injected_count;     /* VM-made fields behind the declared ones (member == NULL); reflection doesn't see them */
    struct method *methods; /* declared, in class-file order */
    u32 methods_count;
    struct method **extra_methods; /* made by the VM: mirandas and default-method conflicts */
    u32 extra_methods_count;

    u32 *cp_resolved;             /* cp_count addresses, by index: struct class / field / method, symbols of Utf8
                                   * constants, all of which lie below 4 GB; 0 = unresolved */
    struct object **cp_objects;   /* cp_count references or NULL: literals, MethodTypes, MethodHandles, dynamic
                                   * constants */
    struct map *cp_errors;        /* index + 2 -> recorded linkage error (struct object *), JVMS 5.4.3 */
    struct kept *kept;            /* what machine code knows from this class (class_keep) */
    struct call_site *call_sites; /* linked invokedynamic and polymorphic sites; the mirror keeps their objects */

    struct thread *init_thread;
    struct object *init_error;                               /* ExceptionInInitializerError to use as cause later */
    struct class *nest_host;                                 /* resolved, or NULL */
    struct object *protection_domain, *signers, *class_data; /* kept by the mirror */
    struct layout mirror_layout; /* size and references of this class's mirror (with statics) */
    u32 static_end;              /* bytes of the mirror used */
    u32 instance_end;            /* first byte behind the last field, before rounding (subclasses fill the gap) */
    u16 reflection_version;
    bool resolved_names;        /* some declared method has one, perhaps (stored with release before) */
    const char *source;         /* where it came from: "jrt:/java.base", a URL or NULL */
    struct class *next_defined; /* list of the loader */
};

enum method_flag {
    METHOD_CALLER_SENSITIVE = 1u << 0, /* @jdk.internal.reflect.CallerSensitive, in trusted classes */
    METHOD_HIDDEN = 1u << 1,           /* @Hidden, or any method of a hidden class: not in traces */
    METHOD_INTRINSIC_CANDIDATE = 1u << 2,
    METHOD_LAMBDA_FORM_COMPILED = 1u << 3, /* @LambdaForm$Compiled */
    METHOD_POLYMORPHIC = 1u << 4,          /* signature polymorphic declaration in MethodHandle or VarHandle */
    METHOD_MH_INTRINSIC = 1u << 5,         /* VM-made invokeBasic/linkTo* for one basic descriptor */
    METHOD_CONFLICT = 1u << 6,             /* VM-made: several maximally specific defaults; throws ICCE */
    METHOD_MIRANDA = 1u << 7,              /* VM-made: abstract interface method in a class's vtable */
    METHOD_INIT = 1u << 8,                 /* <init> */
    METHOD_CLINIT = 1u << 9,
    METHOD_FORCE_INLINE = 1u << 10,
    METHOD_SCOPED = 1u << 11,      /* jdk.internal.misc.ScopedMemoryAccess.Scoped */
    METHOD_OBJECT_INIT = 1u << 12, /* java.lang.Object.<init> */
    METHOD_EMPTY = 1u << 13,       /* bytecode is just `return` */
    METHOD_NO_FRAME = 1u << 14,    /* the VM's function for it needs no frame (native/library/natives.h) */
};

enum mh_intrinsic {
    MH_NONE,
    MH_INVOKE_BASIC,
    MH_LINK_TO_VIRTUAL,
    MH_LINK_TO_STATIC,
    MH_LINK_TO_SPECIAL,
    MH_LINK_TO_INTERFACE,
    MH_LINK_TO_NATIVE
};

/* A native that the VM itself provides: arguments in slots (one each, long and double too), result to slots[0]; an
 * exception is left pending in t. The caller is in state THREAD_RUNNING and has pushed the native's frame record. */
typedef void (*vm_native_fn)(struct thread *t, union slot *slots);
/* Tried before the bytecode of a method that has one: false = declined, slots untouched, run the bytecode. Needs no
 * frame. */
typedef bool (*fast_path_fn)(struct thread *t, union slot *slots);
union native_function {
    vm_native_fn native;
    fast_path_fn fast;
};

/* What a method's binding_index counts. Metadata holds no addresses of C code: they are another process's tomorrow. */
enum native_binding {
    BINDING_JNI,  /* all methods but those below. A native's JNI function: vm->jni_bindings; 0 = never bound yet */
    BINDING_VM,   /* provided by the VM, runs instead of bytecode or JNI function: vm->native_functions[].native */
    BINDING_FAST, /* tried before the bytecode, may decline: vm->native_functions[].fast */
};

#define METHOD_NO_INDEX (-1) /* called directly: static, private, constructor, final without a slot */

struct method {
    const union code_word *code; /* entry point; never NULL once the class is defined: first a stub that links,
                                  * translates and continues. Stored with release */
    u16 frame_size;              /* slots needed from fp on, incl. arguments (valid before translation too: natives,
                                  * stubs); beside code, because a call reads both */
    u16 arguments;               /* slots, receiver included; long and double take one */
    u16 access_flags;
    u8 return_type;                      /* enum basic_type */
    u8 mh_intrinsic;                     /* enum mh_intrinsic */
    u32 machine;                         /* address to which machine code jumps to call it (runtime/engine.h), in memory
                                          * that the VM made below 4 GB; 0 without a compiler. Stored with release */
    u32 hotness;                         /* calls and backward branches that polls found it at; atomic */
    struct register_code *register_code; /* NULL until translated */
    struct class *holder;
    struct symbol *name, *descriptor;
    const struct member *member;  /* its method_info; NULL for methods the VM made */
    u32 flags;                    /* enum method_flag */
    i32 vtable_index;             /* METHOD_NO_INDEX, or index in the holder's vtable */
    i32 itable_index;             /* interface methods: index in their interface's itable; else METHOD_NO_INDEX */
    u32 binding_index;            /* see enum native_binding. A JNI function's is set once, with release */
    u8 binding;                   /* enum native_binding; set before prepare_method sees the method */
    struct object *resolved_name; /* its ResolvedMethodName object; kept by the mirror; NULL until asked for */
};

enum field_flag { FIELD_TRUSTED_FINAL = 1u << 0, FIELD_STABLE = 1u << 1 };

struct field {
    struct class *holder;
    struct symbol *name, *descriptor;
    const struct member *member; /* NULL for injected fields */
    u16 access_flags;
    u8 type; /* enum basic_type */
    u8 flags;
    u32 offset; /* bytes from the start of the object, or of the holder's mirror when static */
};

static inline bool class_is_interface(const struct class *k) {
    return (k->access_flags & ACC_INTERFACE) != 0;
}
static inline bool class_is_array(const struct class *k) {
    return k->kind == CLASS_ARRAY;
}
static inline bool class_is_primitive(const struct class *k) {
    return k->kind == CLASS_PRIMITIVE;
}
static inline bool class_is_abstract(const struct class *k) {
    return (k->access_flags & ACC_ABSTRACT) != 0;
}
static inline enum class_state class_state(const struct class *k) {
    return (enum class_state)__atomic_load_n(&k->state, __ATOMIC_ACQUIRE);
}
static inline bool class_is_initialized(const struct class *k) {
    return class_state(k) == CLASS_INITIALIZED;
}
static inline bool class_is_linked(const struct class *k) {
    return class_state(k) >= CLASS_LINKED; /* an erroneous class is linked too */
}
static inline bool method_is_static(const struct method *m) {
    return (m->access_flags & ACC_STATIC) != 0;
}
static inline bool method_is_native(const struct method *m) {
    return (m->access_flags & ACC_NATIVE) != 0;
}
static inline bool method_is_abstract(const struct method *m) {
    return (m->access_flags & ACC_ABSTRACT) != 0;
}
static inline bool field_is_static(const struct field *f) {
    return (f->access_flags & ACC_STATIC) != 0;
}

static inline struct class *object_class(const struct object *o) {
    return (struct class *)(uintptr_t)o->klass;
}

/* The write barrier (gc/object.h) for references in struct class and what hangs on it. */
static inline void class_wrote(const struct class *k) {
    if (k->mirror)
        object_wrote(k->mirror);
}

/* Objects that a class keeps alive. */
struct kept {
    struct object *object;
    struct kept *next;
};
/* From now on k keeps o alive, if it is not NULL; k == NULL: nothing is to be done. One thread at a time. */
void class_keep(struct class *k, struct object *o);

/* Is a value of class s assignable to t (JVMS 6.5 instanceof)? Both loaded; arrays and interfaces included. */
bool class_is_subtype_slow(struct class *s, struct class *t);
static inline bool class_is_subtype(struct class *s, struct class *t) {
    if (s == t || (s->depth >= t->depth && s->supers[t->depth] == t) ||
        __atomic_load_n(&s->subtype_cache, __ATOMIC_RELAXED) == t)
        return true;
    return class_is_subtype_slow(s, t);
}
static inline bool object_is_instance(const struct object *o, struct class *k) {
    return class_is_subtype(object_class(o), k);
}
/* Proper or equal subclass by the superclass chain only. */
static inline bool class_is_subclass(const struct class *s, const struct class *t) {
    return s->depth >= t->depth && s->supers[t->depth] == t;
}

/* Array class whose component is k. May load nothing, but allocates. NULL = exception (dimensions > 255, memory). */
struct class *class_array_of(struct thread *t, struct class *k);
/* The class of a mirror; NULL for a NULL mirror. */
struct class *class_of_mirror(const struct vm *vm, const struct object *mirror);
bool class_same_package(const struct class *a, const struct class *b); /* same loader and package */

/* The symbol of a Utf8 constant; remembered in cp_resolved. */
struct symbol *class_cp_symbol(struct vm *vm, struct class *k, u16 utf8_index);
/* Can a method of class k override s (JVMS 5.4.5), which has its name and descriptor? */
bool method_can_override(const struct class *k, const struct method *s);
/* Declared in k itself; NULL = none. descriptor may be NULL (any). */
struct method *class_declared_method(const struct class *k, const struct symbol *name, const struct symbol *descriptor);
struct field *class_declared_field(const struct class *k, const struct symbol *name, const struct symbol *descriptor);
/* Lookup in k and its supertypes (JVMS 5.4.3.3 without access checks); NULL = none. */
struct method *class_find_method(const struct class *k, const struct symbol *name, const struct symbol *descriptor);
/* Lookup in interface k, Object and k's superinterfaces (JVMS 5.4.3.4 without access checks): of Object's methods only
 * the public ones that aren't static are found. NULL = none. */
struct method *class_find_interface_method(const struct class *k, const struct symbol *name,
                                           const struct symbol *descriptor);
struct field *class_find_field(const struct class *k, const struct symbol *name, const struct symbol *descriptor);
/* Method that a virtual call of m on an object of class k runs; handles interface methods. NULL when k has none (then
 * an AbstractMethodError or IncompatibleClassChangeError is due). */
struct method *class_select_method(struct class *k, struct method *m);
/* The vtable's entry of m's name and descriptor, which for an interface method that k has no implementation of is a
 * METHOD_MIRANDA or METHOD_CONFLICT; or NULL. */
struct method *class_vtable_entry(const struct class *k, const struct method *m);
struct method **class_itable(const struct class *k, const struct class *interface); /* NULL = not implemented */
u32 method_index_in_class(
    const struct method *m); /* the "slot" of core reflection: declared methods, then extra ones */

/* Text for messages, malloc'ed: "java.lang.String", "[I", hidden "a.B/0x1234"; methods "void Foo.bar(int,
 * java.lang.String[])". */
char *class_external_name(const struct class *k);
char *symbol_to_external(const struct symbol *internal_name);
char *method_external_name(const struct method *m);            /* "Foo.bar(int, java.lang.String)" */
char *method_external_name_and_return(const struct method *m); /* "void Foo.bar(int)" */
char *method_return_and_name(const struct method *m);          /* "void bar(int)" */
/* "java.lang.String is in module java.base of loader 'bootstrap'"-style suffix used in linkage and cast messages; with
 * parent_too ", parent loader 'app'" behind a loader of the application. */
char *class_module_and_loader(struct vm *vm, const struct class *k, bool parent_too);
/* The same for two classes: "A and B are in unnamed module of loader 'app'", or "A is in ...; B is in ..." */
char *classes_module_and_loader(struct vm *vm, const struct class *a, const struct class *b);
const char *class_source_file(const struct class *k, u16 *length); /* SourceFile attribute, NULL = none */

#endif

/* SPDX-License-Identifier: MIT
 *
 * hierarchy.c - what the verifier asks about other classes (classfile/verify.h), answered from the class path and the
 * JRE's modules: superclasses, interfaces, protected members.
 *
 * A class is read when first asked for and kept as the few facts needed. A name means the class verified itself, then
 * one in its jar or the folder it lies in, then the one found first. Shared by all workers, under one lock.
 */
#include "tools/javap/hierarchy.h"

#include <pthread.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/os.h"
#include "base/symbol.h"

struct fact_member {
    const struct symbol *name, *descriptor;
    u16 flags;
    bool field;
};

struct facts {
    const struct symbol *name, *super; /* super NULL: none */
    bool found, interface;
    u32 members_count;
    struct fact_member *members;
};

struct hierarchy {
    struct locator *locator;
    pthread_mutex_t lock;
    struct symbol_table *symbols;
    struct map by_name; /* symbol -> struct facts */
    struct map by_home; /* jar, or symbol of a folder -> the same map for a class that lies there */
    struct arena arena;
};

struct hierarchy *hierarchy_create(struct locator *l) {
    struct hierarchy *h = mem_zalloc(sizeof *h);
    h->locator = l;
    h->symbols = symbol_table_create();
    pthread_mutex_init(&h->lock, NULL);
    arena_init(&h->arena, false);
    return h;
}

void hierarchy_free(struct hierarchy *h) {
    u32 pos = 0;
    for (struct map_entry *e; (e = map_next(&h->by_home, &pos)) != NULL;) {
        map_free(e->value);
        mem_free(e->value);
    }
    map_free(&h->by_home);
    map_free(&h->by_name);
    symbol_table_destroy(h->symbols);
    pthread_mutex_destroy(&h->lock);
    arena_free(&h->arena);
    mem_free(h);
}

/* ---- reading ---- */

static const struct symbol *utf8_symbol(struct hierarchy *h, const struct classfile *cf, u16 index) {
    u16 n;
    const char *s = classfile_utf8(cf, index, &n);
    return symbol_intern(h->symbols, s, n);
}

static u32 take_members(struct hierarchy *h, const struct classfile *cf, const struct member *members, u32 count,
                        bool field, struct fact_member *out) {
    for (u32 i = 0; i < count; i++)
        out[i] = (struct fact_member){utf8_symbol(h, cf, members[i].name_index),
                                      utf8_symbol(h, cf, members[i].descriptor_index), members[i].access_flags, field};
    return count;
}

static void take_facts(struct hierarchy *h, struct facts *f, const struct classfile *cf) {
    f->found = true;
    f->interface = (cf->access_flags & ACC_INTERFACE) != 0;
    if (cf->super_class)
        f->super = utf8_symbol(h, cf, cf->cp[cf->super_class].name_index);
    f->members = arena_alloc(&h->arena, (cf->fields_count + cf->methods_count + 1u) * sizeof *f->members);
    f->members_count = take_members(h, cf, cf->fields, cf->fields_count, true, f->members);
    f->members_count += take_members(h, cf, cf->methods, cf->methods_count, false, f->members + f->members_count);
}

static void read_class(struct hierarchy *h, struct facts *f, const struct item *item) {
    char *message = NULL, *date = NULL;
    size_t size;
    bool owned;
    const u8 *bytes = item_read(item, &size, &owned, &date, &message);
    struct arena a;
    struct classfile_error error;
    arena_init(&a, false);
    const struct classfile_options options = {.flags = CLASSFILE_LENIENT};
    struct classfile *cf = bytes ? classfile_parse(&a, bytes, size, &options, &error) : NULL;
    if (cf && utf8_symbol(h, cf, cf->cp[cf->this_class].name_index) == f->name)
        take_facts(h, f, cf);
    arena_free(&a);
    if (bytes && owned)
        mem_free((void *)(uintptr_t)bytes);
    mem_free(message);
    mem_free(date);
}

static struct facts *add_facts(struct hierarchy *h, struct map *map, const struct symbol *name,
                               const struct items *items) {
    struct facts *f = arena_alloc(&h->arena, sizeof *f);
    f->name = name;
    if (items->count && !items->list[0].error)
        read_class(h, f, &items->list[0]);
    map_put(map, name, f);
    return f;
}

/* The map of the jar or folder that the class verified comes from; NULL: from elsewhere. */
static struct map *home_map(struct hierarchy *h, const struct place *home) {
    const void *key = home->jar;
    if (!key && home->path)
        key = symbol_intern(h->symbols, home->path, strlen(home->path));
    struct map *map = key ? map_get(&h->by_home, key) : NULL;
    if (key && !map) {
        map = mem_zalloc(sizeof *map);
        map_put(&h->by_home, key, map);
    }
    return map;
}

static struct facts *facts_of_itself(struct verify_context *c, const struct symbol *name) {
    struct hierarchy *h = c->hierarchy;
    if (!c->itself) {
        c->itself = arena_alloc(&h->arena, sizeof *c->itself);
        c->itself->name = name;
        take_facts(h, c->itself, c->cf);
    }
    return c->itself;
}

static struct facts *facts_of(struct verify_context *c, const struct symbol *name) {
    struct hierarchy *h = c->hierarchy;
    if (name->length == c->own.n && memcmp(name->text, c->own.s, c->own.n) == 0)
        return facts_of_itself(c, name);
    struct map *own = home_map(h, &c->home);
    struct facts *f = own ? map_get(own, name) : NULL;
    if (f)
        return f;
    char *file = mem_printf("%s.class", name->text);
    struct items items = {0};
    if (own && locate_in_place(h->locator, &c->home, file, &items)) {
        f = add_facts(h, own, name, &items);
    } else if ((f = map_get(&h->by_name, name)) == NULL) {
        locate_class_file(h->locator, file, &items);
        f = add_facts(h, &h->by_name, name, &items);
    }
    if (own)
        map_put(own, name, f); /* so that the folder is looked through once */
    items_free(&items);
    mem_free(file);
    return f;
}

/* ---- answers ---- */

static enum verify_answer missing(struct verify_context *c, const struct facts *f) {
    mem_free(c->missing);
    c->missing = mem_strdup(f->name->text);
    return VERIFY_STOP;
}

static const struct symbol *name_symbol(struct hierarchy *h, struct verify_name name) {
    return symbol_intern(h->symbols, name.s, name.n);
}

static enum verify_answer is_subclass(struct verify_context *c, const struct symbol *from, const struct symbol *to) {
    /* A cycle of superclasses ends at the depth that no class file reaches. */
    for (u32 depth = 0; from && depth < 65536; depth++) {
        if (from == to)
            return VERIFY_YES;
        const struct facts *f = facts_of(c, from);
        if (!f->found)
            return missing(c, f);
        from = f->super;
    }
    return VERIFY_NO;
}

static bool name_is(struct verify_name name, const char *s) {
    return name.n == strlen(s) && memcmp(name.s, s, name.n) == 0;
}

static enum verify_answer assignable(void *context, struct verify_name from, struct verify_name to, bool of_protected) {
    struct verify_context *c = context;
    struct hierarchy *h = c->hierarchy;
    enum verify_answer answer = VERIFY_NO;
    pthread_mutex_lock(&h->lock);
    const struct facts *target = facts_of(c, name_symbol(h, to));
    bool array = from.n && from.s[0] == '[';
    if (!target->found)
        answer = missing(c, target);
    else if (target->interface && !(of_protected && name_is(from, "java/lang/Object")))
        answer = !array || name_is(to, "java/lang/Cloneable") || name_is(to, "java/io/Serializable") ? VERIFY_YES
                                                                                                     : VERIFY_NO;
    else if (!array)
        answer = is_subclass(c, name_symbol(h, from), target->name);
    pthread_mutex_unlock(&h->lock);
    return answer;
}

static const struct fact_member *declared(const struct facts *f, bool field, const struct symbol *name,
                                          const struct symbol *descriptor) {
    for (u32 i = 0; i < f->members_count; i++) {
        const struct fact_member *m = &f->members[i];
        if (m->field == field && m->name == name && m->descriptor == descriptor)
            return m;
    }
    return NULL;
}

static bool same_package(const struct symbol *a, const struct symbol *b) {
    const char *slash_a = strrchr(a->text, '/'), *slash_b = strrchr(b->text, '/');
    size_t n = slash_a ? (size_t)(slash_a - a->text) : 0;
    return n == (slash_b ? (size_t)(slash_b - b->text) : 0) && memcmp(a->text, b->text, n) == 0;
}

static enum verify_answer find_protected(struct verify_context *c, const struct symbol *own, const struct symbol *owner,
                                         enum verify_member kind, const struct symbol *name,
                                         const struct symbol *descriptor) {
    enum verify_answer answer = is_subclass(c, own, owner);
    for (u32 depth = 0; answer == VERIFY_YES && owner && depth < 65536; depth++) {
        const struct facts *f = facts_of(c, owner);
        if (!f->found)
            return missing(c, f);
        const struct fact_member *m = declared(f, kind == VERIFY_FIELD, name, descriptor);
        if (m)
            return (m->flags & ACC_PROTECTED) && !same_package(own, owner) ? VERIFY_YES : VERIFY_NO;
        owner = kind == VERIFY_CONSTRUCTOR ? NULL : f->super;
    }
    return answer == VERIFY_STOP ? VERIFY_STOP : VERIFY_NO;
}

static enum verify_answer foreign_protected(void *context, struct verify_name owner, enum verify_member kind,
                                            struct verify_name name, struct verify_name descriptor) {
    struct verify_context *c = context;
    struct hierarchy *h = c->hierarchy;
    pthread_mutex_lock(&h->lock);
    enum verify_answer answer = find_protected(c, name_symbol(h, c->own), name_symbol(h, owner), kind,
                                               name_symbol(h, name), name_symbol(h, descriptor));
    pthread_mutex_unlock(&h->lock);
    return answer;
}

static enum verify_answer is_superclass_of_own(void *context, struct verify_name name) {
    struct verify_context *c = context;
    struct hierarchy *h = c->hierarchy;
    pthread_mutex_lock(&h->lock);
    const struct symbol *own = name_symbol(h, c->own), *super = name_symbol(h, name);
    enum verify_answer answer = own == super ? VERIFY_NO : is_subclass(c, own, super);
    pthread_mutex_unlock(&h->lock);
    return answer;
}

/* *class: NULL for an interface. False: not found. */
static bool class_or_interface(struct verify_context *c, struct verify_name name, const struct symbol **class) {
    const struct facts *f = facts_of(c, name_symbol(c->hierarchy, name));
    if (!f->found)
        missing(c, f);
    *class = f->found && !f->interface ? f->name : NULL;
    return f->found;
}

static enum verify_answer nearest_common(struct verify_context *c, const struct symbol *a, const struct symbol *b,
                                         struct verify_name *super) {
    enum verify_answer answer = VERIFY_NO;
    for (u32 depth = 0; a && depth < 65536; depth++) {
        answer = is_subclass(c, b, a);
        if (answer != VERIFY_NO)
            break;
        const struct facts *f = facts_of(c, a);
        if (!f->found)
            return missing(c, f);
        a = f->super;
    }
    if (answer == VERIFY_YES)
        *super = (struct verify_name){a->text, (u16)a->length};
    return answer == VERIFY_STOP ? VERIFY_STOP : VERIFY_YES;
}

static enum verify_answer common_superclass(void *context, struct verify_name first, struct verify_name second,
                                            struct verify_name *super) {
    struct verify_context *c = context;
    const struct symbol *a = NULL, *b;
    enum verify_answer answer = VERIFY_YES;
    *super = (struct verify_name){"java/lang/Object", 16};
    pthread_mutex_lock(&c->hierarchy->lock);
    if (!class_or_interface(c, second, &b) || (b && !class_or_interface(c, first, &a)))
        answer = VERIFY_STOP;
    else if (a)
        answer = nearest_common(c, a, b, super);
    pthread_mutex_unlock(&c->hierarchy->lock);
    return answer;
}

const struct verify_ops hierarchy_ops = {assignable, foreign_protected, is_superclass_of_own, common_superclass};

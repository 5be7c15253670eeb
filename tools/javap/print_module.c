/* SPDX-License-Identifier: MIT
 *
 * print_module.c - module-info: the directives in Java's notation, the Module attribute of -v, and the attributes only
 * modules have (ModuleHashes, ModuleTarget and ModuleResolution are the JDK's own).
 */
#include "tools/javap/print_internal.h"

/* ---- -v ---- */

/* "m": flags of the module, "r": of a requires, "p": of exports and opens. In javap's order. */
static void out_module_flags(struct printer *pr, u16 flags, char place) {
    static const struct {
        u16 bit;
        const char *places, *name;
    } names[] = {
        {ACC_OPEN, "m", "ACC_OPEN"},
        {ACC_TRANSITIVE, "r", "ACC_TRANSITIVE"},
        {ACC_STATIC_PHASE, "r", "ACC_STATIC_PHASE"},
        {ACC_SYNTHETIC, "r", "ACC_SYNTHETIC"},
        {ACC_MANDATED, "mrp", "ACC_MANDATED"},
        {ACC_SYNTHETIC, "mp", "ACC_SYNTHETIC"},
    };
    for (unsigned i = 0; i < ARRAY_LENGTH(names); i++)
        if ((flags & names[i].bit) && strchr(names[i].places, place))
            out_fmt(pr, " %s", names[i].name);
}

static void out_module_reference(struct printer *pr, u16 index) {
    if (constant_is(pr, index, CP_MODULE))
        out_constant(pr, index);
}

static void out_count(struct printer *pr, u16 count, const char *what) {
    out_fmt(pr, "%u", count);
    out_tab(pr);
    out_line(pr, "// %s", what);
}

static void out_version(struct printer *pr, u16 version) {
    out_fmt(pr, "#%u", version);
    if (version) {
        out_tab(pr);
        out_str(pr, "// ");
        out_utf8(pr, version, TEXT_RAW);
    }
    out_newline(pr);
}

static void out_requires(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    out_count(pr, count, "requires");
    pr->indent++;
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 module = take_u2(pr, c), flags = take_u2(pr, c);
        out_fmt(pr, "#%u,%x", module, flags);
        out_tab(pr);
        out_str(pr, "// ");
        out_module_reference(pr, module);
        out_module_flags(pr, flags, 'r');
        out_newline(pr);
        out_version(pr, take_u2(pr, c));
    }
    pr->indent--;
}

static void out_packages_to(struct printer *pr, struct cursor *c, const char *what) {
    u16 count = take_u2(pr, c);
    out_count(pr, count, what);
    pr->indent++;
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 package = take_u2(pr, c), flags = take_u2(pr, c), targets = take_u2(pr, c);
        out_fmt(pr, "#%u,%x", package, flags);
        out_tab(pr);
        out_str(pr, "// ");
        out_constant(pr, package);
        out_module_flags(pr, flags, 'p');
        if (targets)
            out_fmt(pr, " to ... %u", targets);
        out_newline(pr);
        pr->indent++;
        for (u16 j = 0; j < targets && !pr->failed; j++) {
            u16 target = take_u2(pr, c);
            out_fmt(pr, "#%u", target);
            out_tab(pr);
            out_str(pr, "// ... to ");
            out_module_reference(pr, target);
            out_newline(pr);
        }
        pr->indent--;
    }
    pr->indent--;
}

static void out_uses(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    out_count(pr, count, "uses");
    pr->indent++;
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 service = take_u2(pr, c);
        out_fmt(pr, "#%u", service);
        out_tab(pr);
        out_str(pr, "// ");
        out_constant(pr, service);
        out_newline(pr);
    }
    pr->indent--;
}

static void out_provides(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    out_count(pr, count, "provides");
    pr->indent++;
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 service = take_u2(pr, c), providers = take_u2(pr, c);
        out_fmt(pr, "#%u", service);
        out_tab(pr);
        out_str(pr, "// ");
        out_constant(pr, service);
        out_line(pr, " with ... %u", providers);
        pr->indent++;
        for (u16 j = 0; j < providers && !pr->failed; j++) {
            u16 provider = take_u2(pr, c);
            out_fmt(pr, "#%u", provider);
            out_tab(pr);
            out_str(pr, "// ... with ");
            out_constant(pr, provider);
            out_newline(pr);
        }
        pr->indent--;
    }
    pr->indent--;
}

void out_module(struct printer *pr, struct cursor *c) {
    out_line(pr, "Module:");
    pr->indent++;
    u16 name = take_u2(pr, c), flags = take_u2(pr, c), version = take_u2(pr, c);
    out_fmt(pr, "#%u,%x", name, flags);
    out_tab(pr);
    out_str(pr, "// ");
    out_module_reference(pr, name);
    out_module_flags(pr, flags, 'm');
    out_newline(pr);
    out_version(pr, version);
    out_requires(pr, c);
    out_packages_to(pr, c, "exports");
    out_packages_to(pr, c, "opens");
    out_uses(pr, c);
    out_provides(pr, c);
    pr->indent--;
}

/* ---- the JDK's attributes ---- */

static void out_hashes(struct printer *pr, struct cursor *c) {
    out_line(pr, "ModuleHashes:");
    pr->indent++;
    u16 algorithm = take_u2(pr, c);
    out_fmt(pr, "algorithm: #%u", algorithm);
    out_tab(pr);
    out_str(pr, "// ");
    out_utf8(pr, algorithm, TEXT_RAW);
    out_newline(pr);
    u16 count = take_u2(pr, c);
    out_count(pr, count, "hashes");
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 module = take_u2(pr, c), length = take_u2(pr, c);
        out_fmt(pr, "#%u", module);
        out_tab(pr);
        out_str(pr, "// ");
        if (constant_is(pr, module, CP_MODULE))
            out_utf8(pr, pr->cf->cp[module].name_index, TEXT_RAW);
        out_newline(pr);
        out_line(pr, "hash_length: %u", length);
        const u8 *hash = take(pr, c, length);
        out_str(pr, "hash: [");
        for (u16 j = 0; hash && j < length; j++)
            out_fmt(pr, "%02x", hash[j]);
        out_line(pr, "]");
    }
    pr->indent--;
}

static void out_packages(struct printer *pr, struct cursor *c) {
    out_line(pr, "ModulePackages:");
    pr->indent++;
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 package = take_u2(pr, c);
        out_fmt(pr, "#%u", package);
        out_tab(pr);
        out_str(pr, "// ");
        if (constant_is(pr, package, CP_PACKAGE))
            out_utf8(pr, pr->cf->cp[package].name_index, TEXT_JAVA);
        out_newline(pr);
    }
    pr->indent--;
}

static void out_resolution(struct printer *pr, struct cursor *c) {
    static const struct {
        u16 bit;
        const char *name;
    } names[] = {{1, "DO_NOT_RESOLVE_BY_DEFAULT"},
                 {2, "WARN_DEPRECATED"},
                 {4, "WARN_DEPRECATED_FOR_REMOVAL"},
                 {8, "WARN_INCUBATING"}};
    out_line(pr, "ModuleResolution:");
    pr->indent++;
    u16 flags = take_u2(pr, c);
    out_fmt(pr, "%x", flags);
    out_tab(pr);
    out_str(pr, "// ");
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (flags & names[i].bit)
            out_fmt(pr, " %s", names[i].name);
    out_newline(pr);
    pr->indent--;
}

static bool is(const u8 *name, u16 length, const char *s) {
    return strlen(s) == length && memcmp(name, s, length) == 0;
}

bool out_module_extra(struct printer *pr, const u8 *name, u16 name_length, struct cursor *c) {
    if (is(name, name_length, "ModulePackages")) {
        out_packages(pr, c);
    } else if (is(name, name_length, "ModuleMainClass")) {
        u16 class = take_u2(pr, c);
        out_fmt(pr, "ModuleMainClass: #%u", class);
        out_tab(pr);
        out_str(pr, "// ");
        out_java_class(pr, class);
        out_newline(pr);
    } else if (is(name, name_length, "ModuleHashes")) {
        out_hashes(pr, c);
    } else if (is(name, name_length, "ModuleTarget")) {
        out_line(pr, "ModuleTarget:");
        pr->indent++;
        u16 platform = take_u2(pr, c);
        out_fmt(pr, "target_platform: #%u", platform);
        if (platform) {
            out_tab(pr);
            out_str(pr, "// ");
            out_utf8(pr, platform, TEXT_RAW);
        }
        out_newline(pr);
        pr->indent--;
    } else if (is(name, name_length, "ModuleResolution")) {
        out_resolution(pr, c);
    } else {
        return false;
    }
    return true;
}

/* ---- Java's notation ---- */

static void out_directive_package(struct printer *pr, struct cursor *c, const char *what) {
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 package = take_u2(pr, c);
        take_u2(pr, c);
        u16 targets = take_u2(pr, c);
        out_fmt(pr, "%s ", what);
        if (constant_is(pr, package, CP_PACKAGE))
            out_utf8(pr, pr->cf->cp[package].name_index, TEXT_JAVA);
        if (targets) {
            out_line(pr, " to");
            pr->indent++;
            for (u16 j = 0; j < targets && !pr->failed; j++) {
                u16 target = take_u2(pr, c);
                if (constant_is(pr, target, CP_MODULE))
                    out_utf8(pr, pr->cf->cp[target].name_index, TEXT_RAW);
                if (j + 1 < targets)
                    out_line(pr, ",");
            }
            pr->indent--;
        }
        out_line(pr, ";");
    }
}

void out_module_directives(struct printer *pr, struct cursor *c) {
    take(pr, c, 6); /* name, flags, version */
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 module = take_u2(pr, c), flags = take_u2(pr, c);
        take_u2(pr, c);
        out_str(pr, "requires ");
        if (flags & ACC_STATIC_PHASE)
            out_str(pr, "static ");
        if (flags & ACC_TRANSITIVE)
            out_str(pr, "transitive ");
        if (constant_is(pr, module, CP_MODULE))
            out_utf8(pr, pr->cf->cp[module].name_index, TEXT_RAW);
        out_line(pr, ";");
    }
    out_directive_package(pr, c, "exports");
    out_directive_package(pr, c, "opens");
    count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        out_str(pr, "uses ");
        out_java_class(pr, take_u2(pr, c));
        out_line(pr, ";");
    }
    count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 service = take_u2(pr, c), providers = take_u2(pr, c);
        out_str(pr, "provides  ");
        out_java_class(pr, service);
        out_line(pr, " with");
        pr->indent++;
        for (u16 j = 0; j < providers && !pr->failed; j++) {
            out_java_class(pr, take_u2(pr, c));
            if (j + 1 < providers)
                out_line(pr, ",");
        }
        pr->indent--;
        out_line(pr, ";");
    }
}

/* SPDX-License-Identifier: MIT
 *
 * fuzz_verify.c - libFuzzer entry for the bytecode verifier: classes that the parser accepts, with a world of other
 * classes in which assignability is a coin toss by name. The message is made whenever there is one.
 */
#include "classfile/verify.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static u32 toss(struct verify_name a, struct verify_name b) {
    u32 h = 17;
    for (u16 i = 0; i < a.n; i++)
        h = h * 31 + (u8)a.s[i];
    for (u16 i = 0; i < b.n; i++)
        h = h * 37 + (u8)b.s[i];
    return (h ^ h >> 13) % 16;
}

static enum verify_answer answer(u32 n) {
    return n == 0 ? VERIFY_STOP : n < 5 ? VERIFY_NO : VERIFY_YES;
}

static enum verify_answer assignable(void *context, struct verify_name from, struct verify_name to, bool of_protected) {
    (void)context;
    return answer(toss(from, to) ^ of_protected);
}

static enum verify_answer foreign_protected(void *context, struct verify_name owner, enum verify_member kind,
                                            struct verify_name name, struct verify_name descriptor) {
    (void)context;
    return answer((toss(owner, name) + toss(descriptor, owner) + kind) % 16);
}

static enum verify_answer is_superclass(void *context, struct verify_name name) {
    (void)context;
    return answer(toss(name, name));
}

/* What the names begin with, if it is long enough: so there is a hierarchy, of finite height. */
static enum verify_answer common_superclass(void *context, struct verify_name first, struct verify_name second,
                                            struct verify_name *super) {
    u16 n = 0;
    (void)context;
    while (n < first.n && n < second.n && first.s[n] == second.s[n])
        n++;
    *super = n < 4 ? (struct verify_name){"java/lang/Object", 16} : (struct verify_name){first.s, n};
    return toss(first, second) == 0 ? VERIFY_STOP : VERIFY_YES;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    static const struct verify_ops ops = {assignable, foreign_protected, is_superclass, common_superclass};
    struct classfile_error error;
    struct arena a;
    struct buf message = {0};
    bool failed_over;
    arena_init(&a, false);
    const struct classfile_options options = {.flags = CLASSFILE_CHECK};
    const struct classfile *cf = classfile_parse(&a, data, size, &options, &error);
    if (cf) {
        struct verify_request request = {.cf = cf, .ops = &ops};
        enum verify_status status = verify_class(&request, &message, &failed_over);
        BUG_ON((status == VERIFY_ERROR || status == VERIFY_FORMAT_ERROR) != (message.length != 0) &&
               status != VERIFY_STOPPED);
    }
    buf_free(&message);
    arena_free(&a);
    return 0;
}

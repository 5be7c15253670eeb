/* SPDX-License-Identifier: MIT
 *
 * leaf.c - methods that only return a constant, an argument or a field, or only set a field.
 *
 * A call of such a method needs no frame: it can't throw once the receiver is checked, it calls nothing and nobody can
 * see it run. So its entry becomes a single word, an operation leaf_x, which the call carries out in place
 * (interp/ops_leaf.inc). A field has to be resolved first, so the method runs once as others do; the instruction that
 * resolved itself then asks here.
 */
#include "interp/interp_internal.h"

/* By what the two instructions are. get: acc = this.field; return acc */
static const struct pattern {
    u16 access, end, leaf;
} patterns[] = {
    {R_getfield_b_t, R_return_z_a, R_leaf_get_z},     {R_getfield_b_t, R_return_b_a, R_leaf_get_b},
    {R_getfield_c_t, R_return_c_a, R_leaf_get_c},     {R_getfield_s_t, R_return_s_a, R_leaf_get_s},
    {R_getfield_i_t, R_return_value_a, R_leaf_get_i}, {R_getfield_b_t, R_return_value_a, R_leaf_get_b},
    {R_getfield_c_t, R_return_value_a, R_leaf_get_c}, {R_getfield_s_t, R_return_value_a, R_leaf_get_s},
    {R_getfield_j_t, R_return_value_a, R_leaf_get_j}, {R_getfield_a_t, R_return_value_a, R_leaf_get_a},
    {R_putfield_z, R_return_void, R_leaf_put_z},      {R_putfield_b, R_return_void, R_leaf_put_b},
    {R_putfield_c, R_return_void, R_leaf_put_c},      {R_putfield_i, R_return_void, R_leaf_put_i},
    {R_putfield_j, R_return_void, R_leaf_put_j},      {R_putfield_a, R_return_void, R_leaf_put_a},
};

/* The leaf word, or one that isn't a leaf's. Another thread may be resolving the instruction: its word is read
 * whole. */
static struct insn leaf_of(const struct method *m, const struct register_code *code) {
    union code_word word = {.w = __atomic_load_n(&code->words[0].w, __ATOMIC_ACQUIRE)};
    struct insn first = word.insn;
    if (code->length == 1) {
        switch (first.op) {
        case R_return_void:
            return (struct insn){R_leaf_void, 0, 0, 0};
        case R_return_imm:
            return (struct insn){R_leaf_imm, 0, first.b, first.c};
        case R_return_value:
            return (struct insn){R_leaf_arg, first.a, 0, 0};
        default:
            return first;
        }
    }
    if (code->length != 2 || method_is_static(m) || first.b != 0)
        return first;
    for (u32 i = 0; i < ARRAY_LENGTH(patterns); i++)
        if (first.op == patterns[i].access && code->words[1].insn.op == patterns[i].end)
            return (struct insn){patterns[i].leaf, first.a, 0, first.c};
    return first;
}

void interp_find_leaf(struct thread *t, struct method *m) {
    const struct register_code *code = m->register_code;
    struct loader *l = m->holder->loader;
    if (!code || code->length > 2 || m->binding == BINDING_FAST || (m->access_flags & ACC_SYNCHRONIZED) ||
        t->vm->options.no_leaf_calls)
        return;
    struct insn leaf = leaf_of(m, code);
    if (leaf.op < R_leaf_void)
        return;
    pthread_mutex_lock(&l->lock);
    union code_word *word = arena_alloc(&l->arena, sizeof *word);
    pthread_mutex_unlock(&l->lock);
    word->insn = leaf;
    __atomic_store_n(&m->code, word, __ATOMIC_RELEASE);
}

/* SPDX-License-Identifier: MIT
 *
 * hot_methods.c - a profile for nothing: at each poll the engine credits the method that polls with the calls and
 * backward branches since the poll before (engine_ops.hot). Whose those really were averages out, as 1000 of them go to
 * one poll. What a compiler would go by can so be seen before there is one.
 */
#include "diagnostics/hot_methods.h"

#include "runtime/class.h"
#include "runtime/vm.h"

#define SHOWN 20

struct ranking {
    const struct method *methods[SHOWN]; /* hottest first */
    u32 count;
    u64 units; /* of all methods */
};

static void rank_method(struct ranking *r, const struct method *m) {
    r->units += m->hotness;
    if (!m->hotness || (r->count == SHOWN && m->hotness <= r->methods[SHOWN - 1]->hotness))
        return;
    u32 at = r->count < SHOWN ? r->count++ : SHOWN - 1;
    for (; at > 0 && r->methods[at - 1]->hotness < m->hotness; at--)
        r->methods[at] = r->methods[at - 1];
    r->methods[at] = m;
}

void hot_methods_log(struct vm *vm) {
    if (!LOG_ON(&vm->log, hot, LOG_INFO))
        return;
    struct ranking r = {.count = 0};
    for (const struct loader *l = vm->loaders; l; l = l->next)
        for (const struct class *k = l->defined; k; k = k->next_defined)
            for (u32 i = 0; i < k->methods_count; i++)
                rank_method(&r, &k->methods[i]);
    for (u32 i = 0; i < r.count; i++) {
        char *name = method_external_name(r.methods[i]);
        LOG(&vm->log, hot, LOG_INFO, "%10u %5.1f %%  %s", r.methods[i]->hotness,
            100.0 * (double)r.methods[i]->hotness / (double)r.units, name);
        mem_free(name);
    }
}

/* SPDX-License-Identifier: MIT
 *
 * load_record.h - a class that a thread is defining: the chain from t->loading finds circular supertypes (JVMS 5.3.5).
 */
#ifndef RUNTIME_LOAD_RECORD_H
#define RUNTIME_LOAD_RECORD_H

struct loader;
struct symbol;

struct load_record {
    struct loader *loader;
    struct symbol *name;
    struct load_record *previous;
};

#endif

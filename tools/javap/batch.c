/* SPDX-License-Identifier: MIT
 *
 * batch.c - many classes on all processors, shown in order.
 *
 * Workers take the next item each and leave text in its slot; the main thread writes slot after slot. A worker does not
 * run more than WINDOW items ahead of the writer, which bounds the memory.
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/os.h"
#include "tools/javap/javap.h"

enum { WINDOW = 128, MANY = 64, PROGRESS_AFTER_MS = 1000, PROGRESS_EVERY_MS = 100 };

struct slot {
    struct buf out, errors;
    bool done, ok;
};

struct batch {
    const struct request *request;
    const struct items *items;
    struct slot slots[WINDOW]; /* item i uses slot i % WINDOW */
    size_t next, written;
    pthread_mutex_t lock;
    pthread_cond_t filled, emptied;
};

static void *work(void *argument) {
    struct batch *b = argument;
    pthread_mutex_lock(&b->lock);
    for (;;) {
        while (b->next < b->items->count && b->next >= b->written + WINDOW)
            pthread_cond_wait(&b->emptied, &b->lock);
        if (b->next >= b->items->count)
            break;
        size_t i = b->next++;
        struct slot *slot = &b->slots[i % WINDOW];
        pthread_mutex_unlock(&b->lock);
        slot->ok = show_item(b->request, &b->items->list[i], &slot->out, &slot->errors);
        pthread_mutex_lock(&b->lock);
        slot->done = true;
        pthread_cond_signal(&b->filled);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

static bool write_slot(struct slot *slot) {
    bool ok = slot->out.length == 0 || fwrite(slot->out.data, 1, slot->out.length, stdout) == slot->out.length;
    if (slot->errors.length) {
        fflush(stdout);
        fwrite(slot->errors.data, 1, slot->errors.length, stderr);
    }
    if (slot->out.capacity > 1 << 20)
        buf_free(&slot->out);
    buf_reset(&slot->out);
    buf_reset(&slot->errors);
    return ok;
}

struct progress {
    bool wanted, shown;
    u64 start, last;
};

static void progress_show(struct progress *p, size_t done, size_t total) {
    u64 now = os_nanotime() / 1000000;
    if (!p->wanted || now - p->start < PROGRESS_AFTER_MS || now - p->last < PROGRESS_EVERY_MS)
        return;
    p->last = now;
    p->shown = true;
    fprintf(stderr, "\r%zu of %zu classes", done, total);
}

int show_all(const struct request *request, const struct items *items) {
    struct batch *b = mem_zalloc(sizeof *b);
    b->request = request;
    b->items = items;
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->filled, NULL);
    pthread_cond_init(&b->emptied, NULL);
    int workers = items->count >= MANY ? os_processors() : 0, started = 0;
    pthread_t threads[64];
    if (workers > 64)
        workers = 64;
    while (started < workers && pthread_create(&threads[started], NULL, work, b) == 0)
        started++;
    struct progress progress = {.wanted = items->count >= MANY && isatty(2) && !isatty(1),
                                .start = os_nanotime() / 1000000};
    int status = 0;
    bool writing = true;
    for (size_t i = 0; i < items->count; i++) {
        struct slot *slot = &b->slots[i % WINDOW];
        if (started) {
            pthread_mutex_lock(&b->lock);
            while (!slot->done)
                pthread_cond_wait(&b->filled, &b->lock);
            pthread_mutex_unlock(&b->lock);
        } else {
            slot->ok = show_item(request, &items->list[i], &slot->out, &slot->errors);
        }
        if (writing)
            writing = write_slot(slot);
        bool same_group = i > 0 && items->list[i - 1].group == items->list[i].group;
        status = ((same_group || request->verify) && status) || !slot->ok;
        pthread_mutex_lock(&b->lock);
        slot->done = false;
        b->written = i + 1;
        pthread_cond_broadcast(&b->emptied);
        pthread_mutex_unlock(&b->lock);
        progress_show(&progress, i + 1, items->count);
    }
    if (progress.shown)
        fprintf(stderr, "\r%30s\r", "");
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < WINDOW; i++) {
        buf_free(&b->slots[i].out);
        buf_free(&b->slots[i].errors);
    }
    pthread_cond_destroy(&b->emptied);
    pthread_cond_destroy(&b->filled);
    pthread_mutex_destroy(&b->lock);
    mem_free(b);
    if (!writing || fflush(stdout) != 0) {
        fprintf(stderr, "Error: cannot write the output\n");
        return 3;
    }
    return status;
}

/* SPDX-License-Identifier: MIT
 *
 * foreign.c - C functions that testdata/src/jni/ForeignCalls.java calls, and that call it: each way an argument or a result
 * can take, by value, in registers and in memory.
 */
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

struct point { /* two integer registers */
    int64_t x, y;
};
struct small { /* one integer register */
    int8_t a;
    int16_t b;
    int32_t c;
};
struct floats { /* vector registers */
    float a, b, c;
};
struct doubles {
    double a, b;
};
struct mixed { /* one of each */
    double d;
    int64_t i;
};
struct large { /* memory */
    int64_t a[5];
    double d;
};
struct array { /* a structure in a structure */
    struct small s;
    float f[2];
};

EXPORT int8_t take_byte(int8_t a) {
    return (int8_t)(a + 1);
}
EXPORT int16_t take_short(int16_t a) {
    return (int16_t)(a + 1);
}
EXPORT uint16_t take_char(uint16_t a) {
    return (uint16_t)(a + 1);
}
EXPORT int32_t take_int(int32_t a) {
    return a + 1;
}
EXPORT int64_t take_long(int64_t a) {
    return a + 1;
}
EXPORT float take_float(float a) {
    return a + 0.5f;
}
EXPORT double take_double(double a) {
    return a + 0.5;
}
EXPORT void *take_pointer(void *a) {
    return (char *)a + 1;
}
EXPORT void take_nothing(void) {}

EXPORT struct point take_point(struct point p) {
    return (struct point){p.y, p.x};
}
EXPORT struct small take_small(struct small s) {
    return (struct small){(int8_t)-s.a, (int16_t)-s.b, -s.c};
}
EXPORT struct floats take_floats(struct floats f) {
    return (struct floats){f.c, f.a, f.b};
}
EXPORT struct doubles take_doubles(struct doubles d) {
    return (struct doubles){d.b, d.a};
}
EXPORT struct mixed take_mixed(struct mixed m) {
    return (struct mixed){(double)m.i, (int64_t)m.d};
}
EXPORT struct large take_large(struct large l) {
    for (int i = 0; i < 5; i++)
        l.a[i] *= 2;
    l.d /= 2;
    return l;
}
EXPORT struct array take_array(struct array a) {
    a.s.c += 100;
    a.f[1] += a.f[0];
    return a;
}

EXPORT double many(int64_t a, double b, int64_t c, double d, int64_t e, double f, int64_t g, double h, int64_t i,
                   double j, int64_t k, double l, int64_t m, double n, int64_t o, double p, int64_t q, double r,
                   int64_t s, double t, struct point u, struct doubles v, struct large w, int8_t x, float y) {
    return (double)(a + 2 * c + 3 * e + 4 * g + 5 * i + 6 * k + 7 * m + 8 * o + 9 * q + 10 * s) + b + 2 * d + 3 * f +
           4 * h + 5 * j + 6 * l + 7 * n + 8 * p + 9 * r + 10 * t + (double)(u.x * u.y) + v.a * v.b +
           (double)w.a[4] * w.d + x + (double)y;
}

EXPORT double sum(int count, ...) {
    va_list list;
    double total = 0;
    va_start(list, count);
    for (int i = 0; i < count; i++)
        total += i % 2 ? va_arg(list, double) : (double)va_arg(list, int64_t);
    va_end(list);
    return total;
}

EXPORT double sum_list(int count, va_list list) {
    double total = 0;
    for (int i = 0; i < count; i++)
        total += i % 2 ? va_arg(list, double) : (double)va_arg(list, int64_t);
    return total;
}

/* ---- functions that call the function they get ---- */

EXPORT int64_t call_integers(int64_t (*f)(int8_t, int16_t, int32_t, int64_t, int16_t)) {
    return f(-1, -2, -3, -4, -5) + 1;
}
EXPORT double call_floats(double (*f)(float, double)) {
    return f(1.5f, 2.5) * 2;
}
EXPORT void call_nothing(void (*f)(void)) {
    f();
}
EXPORT struct point call_point(struct point (*f)(struct point)) {
    return f((struct point){3, 4});
}
EXPORT struct small call_small(struct small (*f)(struct small)) {
    return f((struct small){1, 2, 3});
}
EXPORT struct floats call_float_struct(struct floats (*f)(struct floats)) {
    return f((struct floats){1, 2, 3});
}
EXPORT struct mixed call_mixed(struct mixed (*f)(struct mixed)) {
    return f((struct mixed){1.5, 2});
}
EXPORT struct large call_large(struct large (*f)(struct large)) {
    return f((struct large){{1, 2, 3, 4, 5}, 6.5});
}
EXPORT double call_many(double (*f)(int64_t, double, int64_t, double, int64_t, double, int64_t, double, int64_t, double,
                                    int64_t, double, int64_t, double, int64_t, double, int64_t, double, int64_t, double,
                                    struct point, struct doubles, struct large, int8_t, float)) {
    return f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, (struct point){21, 22},
             (struct doubles){23, 24}, (struct large){{25, 26, 27, 28, 29}, 30}, 31, 32);
}
EXPORT int64_t call_repeatedly(int64_t (*f)(int64_t), int count) {
    int64_t total = 0;
    for (int i = 0; i < count; i++)
        total += f(i);
    return total;
}

struct work {
    int64_t (*f)(int64_t);
    int64_t argument, result;
};

static void *run(void *p) {
    struct work *w = p;
    w->result = w->f(w->argument);
    return 0;
}

/* Calls f on a thread that the VM doesn't know. */
EXPORT int64_t call_on_thread(int64_t (*f)(int64_t), int64_t argument) {
    struct work w = {f, argument, 0};
    pthread_t thread;
    if (pthread_create(&thread, 0, run, &w) != 0)
        return -1;
    pthread_join(thread, 0);
    return w.result;
}

EXPORT int32_t variable = 42;
EXPORT int64_t (*function_pointer(void))(int64_t) {
    return take_long;
}
EXPORT int64_t deep(int64_t (*f)(int64_t), int64_t n) {
    return n == 0 ? 0 : f(n - 1) + 1;
}
EXPORT int32_t compare(const void *a, const void *b) {
    return *(const int32_t *)a - *(const int32_t *)b;
}
EXPORT void fill(char *p, int size) {
    for (int i = 0; i < size; i++)
        p[i] = (char)('a' + i % 26);
}

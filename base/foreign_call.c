/* SPDX-License-Identifier: MIT
 *
 * foreign_call.c - the machine code of foreign_call.h: loads and stores registers, nothing else.
 */
#include "base/foreign_call.h"

#include <stddef.h>
#include <string.h>

#if FOREIGN_CALLS

extern const u8 foreign_callback_entry[] __attribute__((visibility("hidden")));

/* What the machine code below says in numbers. */
static_assert(offsetof(struct foreign_registers, integers) == 24, "machine code");

#if defined(__x86_64__)

const u8 foreign_integer_registers[FOREIGN_INTEGERS] = {7, 6, 2, 1, 8, 9, 0};
const u8 foreign_result_registers[FOREIGN_INTEGER_RESULTS] = {0, 2};

static_assert(offsetof(struct foreign_registers, vectors) == 80, "machine code");
static_assert(offsetof(struct foreign_registers, integer_results) == 208, "machine code");
static_assert(sizeof(struct foreign_registers) == 288, "machine code");

__asm__(".text\n"
        ".globl foreign_call\n"
        ".hidden foreign_call\n"
        ".type foreign_call, @function\n"
        "foreign_call:\n"
        "  pushq %rbp\n"
        "  movq %rsp, %rbp\n"
        "  pushq %rbx\n"
        "  pushq %rbx\n"
        "  movq %rdi, %rbx\n"
        "  movq 8(%rbx), %rcx\n" /* the arguments in memory, at an address that is a multiple of 16 */
        "  leaq 15(%rcx), %rax\n"
        "  andq $-16, %rax\n"
        "  subq %rax, %rsp\n"
        "  movq %rsp, %rdi\n"
        "  movq 16(%rbx), %rsi\n"
        "  cld\n"
        "  rep movsb\n"
        "  movups 80(%rbx), %xmm0\n"
        "  movups 96(%rbx), %xmm1\n"
        "  movups 112(%rbx), %xmm2\n"
        "  movups 128(%rbx), %xmm3\n"
        "  movups 144(%rbx), %xmm4\n"
        "  movups 160(%rbx), %xmm5\n"
        "  movups 176(%rbx), %xmm6\n"
        "  movups 192(%rbx), %xmm7\n"
        "  movq 24(%rbx), %rdi\n"
        "  movq 32(%rbx), %rsi\n"
        "  movq 40(%rbx), %rdx\n"
        "  movq 48(%rbx), %rcx\n"
        "  movq 56(%rbx), %r8\n"
        "  movq 64(%rbx), %r9\n"
        "  movq 72(%rbx), %rax\n"
        "  call *(%rbx)\n"
        "  movq %rax, 208(%rbx)\n"
        "  movq %rdx, 216(%rbx)\n"
        "  movups %xmm0, 224(%rbx)\n"
        "  movups %xmm1, 240(%rbx)\n"
        "  leaq -16(%rbp), %rsp\n"
        "  popq %rbx\n"
        "  popq %rbx\n"
        "  popq %rbp\n"
        "  ret\n"
        ".size foreign_call, .-foreign_call\n"
        /* %r11: the struct foreign_callback */
        ".globl foreign_callback_entry\n"
        ".hidden foreign_callback_entry\n"
        ".type foreign_callback_entry, @function\n"
        "foreign_callback_entry:\n"
        "  pushq %rbp\n"
        "  movq %rsp, %rbp\n"
        "  subq $288, %rsp\n"
        "  leaq 16(%rbp), %r10\n"
        "  movq %r10, 16(%rsp)\n"
        "  movq %rdi, 24(%rsp)\n"
        "  movq %rsi, 32(%rsp)\n"
        "  movq %rdx, 40(%rsp)\n"
        "  movq %rcx, 48(%rsp)\n"
        "  movq %r8, 56(%rsp)\n"
        "  movq %r9, 64(%rsp)\n"
        "  movq %rax, 72(%rsp)\n"
        "  movups %xmm0, 80(%rsp)\n"
        "  movups %xmm1, 96(%rsp)\n"
        "  movups %xmm2, 112(%rsp)\n"
        "  movups %xmm3, 128(%rsp)\n"
        "  movups %xmm4, 144(%rsp)\n"
        "  movups %xmm5, 160(%rsp)\n"
        "  movups %xmm6, 176(%rsp)\n"
        "  movups %xmm7, 192(%rsp)\n"
        "  movq %r11, %rdi\n"
        "  movq %rsp, %rsi\n"
        "  call *(%r11)\n"
        "  movq 208(%rsp), %rax\n"
        "  movq 216(%rsp), %rdx\n"
        "  movups 224(%rsp), %xmm0\n"
        "  movups 240(%rsp), %xmm1\n"
        "  leave\n"
        "  ret\n"
        ".size foreign_callback_entry, .-foreign_callback_entry\n");

/* mov $callback, %r11; mov $entry, %r10; jmp *%r10 */
void foreign_callback_write(u8 *code, const struct foreign_callback *callback) {
    static const u8 text[] = {0x49, 0xBB, 0, 0, 0, 0, 0, 0, 0, 0, 0x49, 0xBA, 0, 0, 0, 0, 0, 0, 0, 0, 0x41, 0xFF, 0xE2};
    const void *entry = foreign_callback_entry;
    static_assert(sizeof text <= FOREIGN_CALLBACK_CODE, "it has room");
    memcpy(code, text, sizeof text);
    memcpy(code + 2, &callback, 8);
    memcpy(code + 12, &entry, 8);
}

#else /* aarch64 */

const u8 foreign_integer_registers[FOREIGN_INTEGERS] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
const u8 foreign_result_registers[FOREIGN_INTEGER_RESULTS] = {0, 1};

static_assert(offsetof(struct foreign_registers, vectors) == 96, "machine code");
static_assert(offsetof(struct foreign_registers, integer_results) == 224, "machine code");
static_assert(sizeof(struct foreign_registers) == 336, "machine code");

__asm__(".text\n"
        ".globl foreign_call\n"
        ".hidden foreign_call\n"
        ".type foreign_call, %function\n"
        "foreign_call:\n"
        "  stp x29, x30, [sp, #-32]!\n"
        "  mov x29, sp\n"
        "  str x19, [sp, #16]\n"
        "  mov x19, x0\n"
        "  ldp x10, x9, [x19, #8]\n" /* the arguments in memory */
        "  add x11, x10, #15\n"
        "  and x11, x11, #-16\n"
        "  sub sp, sp, x11\n"
        "  mov x11, #0\n"
        "1: cmp x11, x10\n"
        "  b.hs 2f\n"
        "  ldrb w12, [x9, x11]\n"
        "  strb w12, [sp, x11]\n"
        "  add x11, x11, #1\n"
        "  b 1b\n"
        "2: ldp q0, q1, [x19, #96]\n"
        "  ldp q2, q3, [x19, #128]\n"
        "  ldp q4, q5, [x19, #160]\n"
        "  ldp q6, q7, [x19, #192]\n"
        "  ldp x0, x1, [x19, #24]\n"
        "  ldp x2, x3, [x19, #40]\n"
        "  ldp x4, x5, [x19, #56]\n"
        "  ldp x6, x7, [x19, #72]\n"
        "  ldr x8, [x19, #88]\n"
        "  ldr x16, [x19]\n"
        "  blr x16\n"
        "  stp x0, x1, [x19, #224]\n"
        "  stp q0, q1, [x19, #240]\n"
        "  stp q2, q3, [x19, #272]\n"
        "  mov sp, x29\n"
        "  ldr x19, [sp, #16]\n"
        "  ldp x29, x30, [sp], #32\n"
        "  ret\n"
        ".size foreign_call, .-foreign_call\n"
        /* x16: the struct foreign_callback */
        ".globl foreign_callback_entry\n"
        ".hidden foreign_callback_entry\n"
        ".type foreign_callback_entry, %function\n"
        "foreign_callback_entry:\n"
        "  stp x29, x30, [sp, #-16]!\n"
        "  mov x29, sp\n"
        "  sub sp, sp, #336\n"
        "  add x9, x29, #16\n"
        "  str x9, [sp, #16]\n"
        "  stp x0, x1, [sp, #24]\n"
        "  stp x2, x3, [sp, #40]\n"
        "  stp x4, x5, [sp, #56]\n"
        "  stp x6, x7, [sp, #72]\n"
        "  str x8, [sp, #88]\n"
        "  stp q0, q1, [sp, #96]\n"
        "  stp q2, q3, [sp, #128]\n"
        "  stp q4, q5, [sp, #160]\n"
        "  stp q6, q7, [sp, #192]\n"
        "  mov x0, x16\n"
        "  mov x1, sp\n"
        "  ldr x9, [x16]\n"
        "  blr x9\n"
        "  ldp x0, x1, [sp, #224]\n"
        "  ldp q0, q1, [sp, #240]\n"
        "  ldp q2, q3, [sp, #272]\n"
        "  mov sp, x29\n"
        "  ldp x29, x30, [sp], #16\n"
        "  ret\n"
        ".size foreign_callback_entry, .-foreign_callback_entry\n");

/* ldr x16, #16; ldr x17, #20; br x17; and the two addresses */
void foreign_callback_write(u8 *code, const struct foreign_callback *callback) {
    static const u32 text[] = {0x58000090, 0x580000B1, 0xD61F0220, 0xD503201F};
    const void *entry = foreign_callback_entry;
    static_assert(sizeof text + 16 <= FOREIGN_CALLBACK_CODE, "it has room");
    memcpy(code, text, sizeof text);
    memcpy(code + 16, &callback, 8);
    memcpy(code + 24, &entry, 8);
}

#endif
#endif

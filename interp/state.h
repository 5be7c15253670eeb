/* SPDX-License-Identifier: MIT
 *
 * state.h - the interpreter loop's state, by the names that interp/dispatch.h and interp/operands.h use.
 *
 * The bodies in ops_*.inc never name a variable of the function they are compiled into: whoever includes them defines
 * these. The loop keeps its state in local variables (interp/loop.inc). A function for one operation, as the unit test
 * of roles makes and a compiler may want, needs THREAD, FP, PC and ACC only, and its own way of leaving.
 */
#ifndef INTERP_STATE_H
#define INTERP_STATE_H

#define THREAD    t
#define FP        fp        /* the frame's register 0 */
#define PC        pc        /* the instruction */
#define ACC       acc       /* the accumulator, a slot */
#define CI        ci        /* the frame's record */
#define FUEL      fuel      /* calls and back branches until the next poll */
#define LEAF      leaf      /* of a call without a frame: its word, and where its arguments are */
#define ARGUMENTS arguments /* (the result goes to the first) */

#endif

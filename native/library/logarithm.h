/* SPDX-License-Identifier: MIT
 *
 * logarithm.h - log and log10 rounded to the nearest double, for every argument.
 */
#ifndef NATIVE_LOGARITHM_H
#define NATIVE_LOGARITHM_H

/* NaN for negative x and NaN, -infinity for both zeros. Raises no exception, sets no errno. */
double logarithm_natural(double x);
double logarithm_decimal(double x);

#endif
